"""What moves somebody up and down their ladder, as the program has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import Truth, evaluate
from scenario_engine.expressions.fault import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenario_engine.program import Program
    from scenario_engine.program.ir import Action, Case, Outcome

MOST = 5
"""How many moves an actor can bear in mind, each way."""

_SHOWN = 2
# From which part of its strength on the other way an action is said to have its time.
_OPPOSITE = 0.25


@attrs.frozen
class Move:
    """
    Something that moves a person.

    Attributes:
        technique: The name of the technique.
        line: What may be said.
        shows: How it shows in the person that it worked so, the likeliest first.
        has_its_time: Whether at another moment it does the opposite.
    """

    technique: str
    line: str
    shows: tuple[str, ...]
    has_its_time: bool


@attrs.frozen
class Moves:
    """
    What moves a person.

    Attributes:
        down: What can calm them, the strongest first.
        up: What can upset them more.
    """

    down: tuple[Move, ...]
    up: tuple[Move, ...]


def moves(program: Program, participant: str, names: Mapping[str, str]) -> Moves:
    """
    Return what moves a participant, by what interventions can do.

    How strong one is, is the most that it moves anybody on average in one of its
    cases, delivered well; chances are read as they stand at the start.

    Args:
        program: The program, cast so that the participant is one persona.
        participant: Who.
        names: For each technique, its name.
    """
    variable = f"{participant}.escalation"
    start = dict(
        zip((v.name for v in program.variables), program.starts[0].state, strict=True)
    )
    measured = [(action, _Reach(action, variable, start)) for action in program.actions]

    def strongest(way: int) -> tuple[Move, ...]:
        found = [(reach.best(way), reach, action) for action, reach in measured]
        ranked = sorted(
            (each for each in found if each[0].strength > 0),
            key=lambda each: -each[0].strength,
        )
        return tuple(
            Move(
                names.get(action.technique, action.technique),
                action.lines[0],
                best.cues[:_SHOWN],
                reach.best(-way).strength >= _OPPOSITE * best.strength,
            )
            for best, reach, action in ranked[:MOST]
        )

    return Moves(strongest(-1), strongest(1))


@attrs.frozen
class _Best:
    """How far an action moves somebody one way, and how that shows."""

    strength: float
    cues: tuple[str, ...]


class _Reach:
    """How far one action can move somebody, case by case."""

    def __init__(self, action: Action, variable: str, start: Mapping[str, int]) -> None:
        self.variable, self.start = variable, start
        self.cases = [*_possible(action.good)]

    def best(self, way: int) -> _Best:
        """Return the case that moves most one way, unless it moves more the other."""
        found = [self._moved(case, way) for case in self.cases]
        return max(found, key=lambda best: best.strength, default=_Best(0.0, ()))

    def _moved(self, case: Case, way: int) -> _Best:
        moved = [(self._weight(outcome), outcome) for outcome in case.outcomes]
        along = [(w * way, o) for w, o in moved if w * way > 0]
        net = sum(weight * way for weight, _ in moved)
        along.sort(key=lambda each: -each[0])
        cues = dict.fromkeys(outcome.cue for _, outcome in along if outcome.cue)
        return _Best(max(net, 0.0), tuple(cues))

    def _weight(self, outcome: Outcome) -> float:
        """Return how far an outcome moves the person, times its chance."""
        here = self.start[self.variable]
        steps = 0
        for change in outcome.changes:
            if change.variable == self.variable:
                is_added = change.kind == "add"
                steps = change.amount if is_added else change.amount - here
        return steps * self._chance(outcome) if steps else 0.0

    def _chance(self, outcome: Outcome) -> float:
        try:
            return min(max(float(evaluate(outcome.chance.base, self.start)), 0.0), 1.0)
        except EvaluationError:
            # A chance that is none at the start, where its case does not hold.
            return 0.0


def _possible(cases: Iterable[Case]) -> Iterable[Case]:
    """Yield the cases that there can be, leaving out those of other personas."""
    return (case for case in cases if case.guard != Truth(False))
