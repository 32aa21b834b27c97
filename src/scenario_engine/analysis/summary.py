"""The figures of a scenario: how large it is, and what play is worth in it."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.budget import Budget
from scenario_engine.analysis.essence import essence
from scenario_engine.analysis.states import explore
from scenario_engine.analysis.sweeps import Sweeps
from scenario_engine.analysis.values import Status
from scenario_engine.program.ir import HARM

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace

NO_MORE = Budget(states=2**62, branches=2**62, seconds=inf)
"""Fewer states than were explored already need no limit."""


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
        status: How far to trust the chances.
    """

    states: int
    choices: int
    best: float
    random: float
    worst: float
    harm: float
    repeats: Mapping[str, float]
    status: Status = Status.EXACT_UP_TO_ROUNDING


def summarise(space: StateSpace, sweeps: Sweeps | None = None) -> Summary:
    """
    Return the figures of *space*, exact up to rounding.

    Args:
        space: The state space.
        sweeps: What `sweeps_of` gave for it, where that is known already.
    """
    known = sweeps or sweeps_of(space)
    return Summary(
        states=len(space),
        choices=len(space.action),
        best=known.best(),
        random=known.random(),
        worst=known.worst(),
        harm=known.random(HARM),
        repeats={
            action.id: known.scripted([[number]])
            for number, action in enumerate(space.program.actions)
        },
    )


def sweeps_of(space: StateSpace) -> Sweeps:
    """Return sweeps over what the endings of *space* depend on, and no more."""
    slim = essence(space.program)
    if slim.variables == space.program.variables:
        return Sweeps(space)
    return Sweeps(explore(slim, space.trainee, NO_MORE))
