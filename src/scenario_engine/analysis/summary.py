"""The figures of a scenario: how large it is, and what play is worth in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis import strategies, values

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace


@attrs.frozen
class Summary:
    """
    The chance of the goal from the start, under several ways to play.

    Attributes:
        states: Reachable states, endings included.
        choices: Choices in them.
        best: Under the best play, knowing everything.
        random: Under uniform random play.
        worst: Under the worst play.
        harm: The chance of harm under uniform random play.
        repeats: For each action, repeating it whenever it is offered, choosing at
            random when it is not.
    """

    states: int
    choices: int
    best: float
    random: float
    worst: float
    harm: float
    repeats: Mapping[str, float]


def summarise(space: StateSpace) -> Summary:
    """Return the figures of *space*, exact up to rounding."""
    uniform = strategies.uniform(space)
    return Summary(
        states=len(space),
        choices=len(space.action),
        best=values.best(space).start,
        random=values.under(space, uniform).start,
        worst=values.worst(space).start,
        harm=values.under(space, uniform, "harm").start,
        repeats={
            action.id: values.under(space, strategies.repeating(space, number)).start
            for number, action in enumerate(space.program.actions)
        },
    )
