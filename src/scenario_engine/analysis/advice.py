"""What a trainee could be advised, in figures: values, bounds, the best choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from scenario_engine.analysis.beliefs import Belief
from scenario_engine.analysis.values import Status

if TYPE_CHECKING:
    from scenario_engine.analysis.observations import Told


@attrs.frozen
class Bounds:
    """
    What a value lies between; both the same where it is exact.

    Attributes:
        lower, upper: Chances.
    """

    lower: float
    upper: float

    @property
    def width(self) -> float:
        """How far off either can be."""
        return self.upper - self.lower


@attrs.frozen
class FairValue:
    """
    What an episode is worth to somebody who knows only what can be observed.

    Attributes:
        kind: Which ending's chance it is.
        start: The fair value, on average over how play may begin.
        full: The value to somebody who knows everything.
        status: How far to trust them.
        method: How it was found; where it is bounded, how far off it can be and why.
    """

    kind: str
    start: Bounds
    full: float
    status: Status
    method: str

    @property
    def information(self) -> Bounds:
        """The value of information: what knowing everything would add."""
        return Bounds(self.full - self.start.upper, self.full - self.start.lower)


@attrs.frozen
class ChoiceValue:
    """
    What a choice is worth, given only what was observed so far.

    Attributes:
        id: The intervention's id.
        value: Its fair value.
    """

    id: str
    value: Bounds


@attrs.frozen
class Advice:
    """
    What can be done, and what it is worth, given only what was observed so far.

    Attributes:
        value: The fair value before the choice: that of the best one.
        held: For accounts of luck: the mean of *held* after a choice is the lower
            value of that choice. Where the value is exact it is the value; else it
            may lie a little below the lower value.
        choices: What each choice is worth; empty once the episode has ended.
        advised: The choice to advise: of those with the highest lower value the first
            in the author's order. Whoever takes it turn after turn comes to the lower
            value at least. Empty at the end.
        best: Ids of the choices that may be the best one: no other is known to be
            worth more.
        status: How far to trust them.
    """

    value: Bounds
    held: float
    choices: tuple[ChoiceValue, ...]
    advised: str
    best: tuple[str, ...]
    status: Status

    def regret(self, choice: str) -> float:
        """
        Return what *choice* gives away against the one advised; never negative.

        Raises:
            KeyError: If it could not be chosen.
        """
        worth = {each.id: each.value.lower for each in self.choices}
        return self.value.lower - worth[choice]


class Moment(Protocol):
    """A moment of a played episode, as a live session is one."""

    @property
    def choice(self) -> str:
        """The choice that led to it; empty at the start."""

    @property
    def observation(self) -> Told:
        """What the trainee is then told."""


@attrs.frozen(eq=False)
class Advised:
    """
    A moment of a played episode, with what the trainee could know there.

    Attributes:
        belief: What was to be believed.
        advice: What each choice was worth.
        choice: What was then chosen; empty at the end.
    """

    belief: Belief
    advice: Advice
    choice: str
