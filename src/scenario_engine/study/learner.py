"""People who learn: their skill in each technique, and how sure they are of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.program.trainee import SkillError, Trainee

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scenario_engine.program import Program
    from scenario_engine.program.trainee import Skill

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@attrs.frozen(eq=False)
class Learner:
    """
    Some people, with what can change by practice.

    Techniques are sector-neutral, so a skill that was learnt in one sector is there
    in every other.

    Attributes:
        techniques: Ids of ``t`` techniques.
        skill: float64, ``(n, t)``, in 0..1: how well each person delivers each.
        confidence: float64, ``(n,)``, in 0..1: how well each thinks they do.

    Raises:
        SkillError: If shapes do not fit, or a number lies outside 0..1.
    """

    techniques: tuple[str, ...]
    skill: Floats
    confidence: Floats

    def __attrs_post_init__(self) -> None:
        """Check shapes and ranges."""
        wanted = (len(self.confidence), len(self.techniques))
        if self.skill.shape != wanted or self.confidence.ndim != 1:
            raise SkillError(
                f"Skill has the shape {self.skill.shape}, not {wanted}. "
                "Give a row for each person, a column for each technique."
            )
        for name, array in (("Skill", self.skill), ("Confidence", self.confidence)):
            wrong = ~((array >= 0) & (array <= 1))
            if wrong.any():
                raise SkillError(
                    f"{name} is {array[wrong][0]}, outside 0..1. "
                    "Give a number from 0 to 1."
                )

    @classmethod
    def alike(
        cls,
        techniques: Sequence[str],
        people: int,
        skill: float = 0.5,
        confidence: float = 0.5,
    ) -> Learner:
        """Return *people* who all begin with the same."""
        return cls(
            tuple(techniques),
            np.full((people, len(techniques)), float(skill)),
            np.full(people, float(confidence)),
        )

    def __len__(self) -> int:
        """Count the people."""
        return len(self.confidence)

    def trainee(self, person: int, otherwise: Skill = 1) -> Trainee:
        """
        Return a person as somebody who plays.

        Args:
            person: The number.
            otherwise: The skill in techniques that are not among theirs.
        """
        row = self.skill[person].tolist()
        return Trainee(dict(zip(self.techniques, row, strict=True)), otherwise)

    def rounded(self, parts: int) -> Learner:
        """
        Return them with skills in whole parts, so that more of them are the same.

        What a program can do is worked out once for each skill that is played with.

        Args:
            parts: Into how many parts 0..1 is divided, from 1.
        """
        return attrs.evolve(self, skill=np.rint(self.skill * parts) / parts)


def techniques_of(programs: Iterable[Program]) -> tuple[str, ...]:
    """Return the ids of all techniques that *programs* use, in order."""
    return tuple(sorted({a.technique for p in programs for a in p.actions}))


def uses(
    techniques: Sequence[str], program: Program, taken: Iterable[Sequence[str]]
) -> Counts:
    """
    Count how often each technique was used.

    Args:
        techniques: Ids of ``t`` techniques; others are not counted.
        program: What was played.
        taken: For ``n`` episodes, the ids of the choices.

    Returns:
        int64, ``(n, t)``.
    """
    of = {action.id: action.technique for action in program.actions}
    column = {technique: number for number, technique in enumerate(techniques)}
    rows = []
    for choices in taken:
        row = np.zeros(len(techniques), dtype=np.int64)
        for choice in choices:
            if of[choice] in column:
                row[column[of[choice]]] += 1
        rows.append(row)
    return np.array(rows, dtype=np.int64).reshape(-1, len(techniques))
