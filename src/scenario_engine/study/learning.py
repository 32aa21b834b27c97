"""How practice and feedback change skill and confidence: a model, rates assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.errors import ScenarioEngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.study.learner import Learner

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


class LearningError(ScenarioEngineError):
    """A rate, or what is said of an episode, that there cannot be."""


@attrs.frozen
class Rate:
    """
    A part of the way that one occasion moves somebody: an assumption.

    Nobody has published what one use of a sentence adds to a skill, so each rate has
    a range beside its value, for a study to go through.

    Attributes:
        value: What is taken, in 0..1: the part of the way that is left.
        low, high: What it might be as well.

    Raises:
        LearningError: If they are not in order, or outside 0..1.
    """

    value: float
    low: float
    high: float

    def __attrs_post_init__(self) -> None:
        """Check the order."""
        if not 0 <= self.low <= self.value <= self.high <= 1:
            raise LearningError(
                f"A rate of {self.value} with the range {self.low} to {self.high}: "
                "give 0 <= low <= value <= high <= 1."
            )


@attrs.frozen
class Pace:
    """
    How fast somebody learns in one kind of practice.

    Attributes:
        skill: Each use of a technique moves the skill in it towards 1.
        familiarity: Each episode moves confidence towards 1, however it ended.
        success: A goal reached moves confidence towards 1.
        setback: Any other end moves confidence towards 0.
        judgement: Each episode moves confidence towards what one can do: the mean
            skill in what was used.
    """

    skill: Rate
    familiarity: Rate
    success: Rate
    setback: Rate
    judgement: Rate


@attrs.frozen
class Learning:
    """
    How practice changes people, with feedback and without.

    Skill follows the exponential law: each use takes the same part of what is still
    missing, so that gains diminish. The form is published, the rates are not.

    Attributes:
        feedback: The pace of whoever is told afterwards what each choice was worth.
        alone: The pace of whoever only sees how it ends.

    Source:
        A. Heathcote, S. Brown, D. J. K. Mewhort, The power law repealed: The case for
        an exponential law of practice, Psychonomic Bulletin & Review 7 (2000),
        185-207. For the form alone.
    """

    feedback: Pace
    alone: Pace

    def rates(self) -> Iterator[tuple[str, Rate]]:
        """Yield every rate with its name, ``feedback.skill`` and so on."""
        for kind in attrs.fields_dict(Learning):
            for name in attrs.fields_dict(Pace):
                yield f"{kind}.{name}", getattr(getattr(self, kind), name)

    def where(self, name: str, value: float) -> Learning:
        """
        Return the same with one rate set, for a sweep; its range grows to hold it.

        Args:
            name: As `rates` names them.
            value: In 0..1.

        Raises:
            LearningError: If there is no such rate, or the value is none.
        """
        known = dict(self.rates())
        if name not in known:
            raise LearningError(f"No rate '{name}'. There are {', '.join(known)}.")
        old, (kind, field) = known[name], name.split(".")
        rate = Rate(value, min(old.low, value), max(old.high, value))
        pace = attrs.evolve(getattr(self, kind), **{field: rate})
        return attrs.evolve(self, **{kind: pace})


ASSUMED = Learning(
    feedback=Pace(
        skill=Rate(0.04, 0.01, 0.15),
        familiarity=Rate(0.04, 0.0, 0.15),
        success=Rate(0.05, 0.0, 0.20),
        setback=Rate(0.03, 0.0, 0.20),
        judgement=Rate(0.10, 0.0, 0.50),
    ),
    alone=Pace(
        skill=Rate(0.01, 0.0, 0.05),
        familiarity=Rate(0.04, 0.0, 0.15),
        success=Rate(0.05, 0.0, 0.20),
        setback=Rate(0.05, 0.0, 0.20),
        judgement=Rate(0.0, 0.0, 0.10),
    ),
)
"""The rates where nothing else is said: assumptions, every one of them."""


def practised(
    learner: Learner,
    used: Counts,
    succeeded: Flags,
    feedback: bool | Flags = True,
    learning: Learning = ASSUMED,
) -> Learner:
    """
    Return what an episode each made of *learner*; that stays as it is.

    Args:
        learner: ``n`` people, ``t`` techniques.
        used: Whole numbers, ``(n, t)``: how often each used each technique. Whoever
            used none did not practise, and does not change.
        succeeded: bool, ``(n,)``: who reached the goal.
        feedback: Who had feedback afterwards; one for all, or bool, ``(n,)``.
        learning: How fast they learn.

    Raises:
        LearningError: If a shape or a count is wrong.
    """
    _check(learner, used, succeeded, np.asarray(feedback))
    told = np.broadcast_to(np.asarray(feedback, dtype=np.bool_), len(learner))

    def rate(name: str) -> Floats:
        one: Rate = getattr(learning.feedback, name)
        other: Rate = getattr(learning.alone, name)
        return np.where(told, one.value, other.value)

    gained = 1.0 - (1.0 - rate("skill")[:, None]) ** used
    skill = learner.skill + (1.0 - learner.skill) * gained
    uses = used.sum(axis=1)
    able = (skill * used).sum(axis=1) / np.maximum(uses, 1)
    sure = learner.confidence
    sure = sure + rate("familiarity") * (1.0 - sure)
    up, down = rate("success") * (1.0 - sure), -rate("setback") * sure
    sure = sure + np.where(succeeded, up, down)
    sure = sure + rate("judgement") * (able - sure)
    confidence = np.where(uses > 0, sure, learner.confidence)
    # Rounding may step over the ends by a last digit.
    return attrs.evolve(
        learner, skill=np.clip(skill, 0, 1), confidence=np.clip(confidence, 0, 1)
    )


def _check(learner: Learner, used: Counts, succeeded: Flags, feedback: Flags) -> None:
    people = (len(learner),)
    for name, array, shapes in (
        ("used", used, [learner.skill.shape]),
        ("succeeded", succeeded, [people]),
        ("feedback", feedback, [people, ()]),
    ):
        if array.shape not in shapes:
            raise LearningError(
                f"{name} has the shape {array.shape}; give {shapes[0]}: "
                f"{people[0]} people, {len(learner.techniques)} techniques."
            )
    if not np.issubdtype(used.dtype, np.integer) or (used < 0).any():
        raise LearningError("used holds what is no count. Give whole numbers from 0.")
