"""How often good play meets each look, cue and technique of a scenario, exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.observations import ObservedSpace
from scenario_engine.analysis.occupancy import occupancy
from scenario_engine.analysis.rows import Floats
from scenario_engine.analysis.states import StateSpace
from scenario_engine.analysis.strategies import Weights
from scenario_engine.debrief.cohort.tables import Graded, graded
from scenario_engine.debrief.verdicts import TOLERANCE

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Index


@attrs.frozen(eq=False)
class Meeting:
    """
    How often a session of good play meets what there is in a scenario.

    Good play is that of `good_play`: of somebody who knows everything. All numbers are
    means over its sessions, exact up to rounding.

    Attributes:
        observed: The scenario, with what is observed of it.
        grades: What each choice is graded.
        weights: Good play.
        looks: float64, ``(looks,)``: how often each look is met, the game going on.
        stakes: float64, ``(looks,)``: what choosing at random, instead of well, would
            give away each time that it is met, on average.
        techniques: How often each is used, by its id.
        by_look: How often each is used, by the number of the look.
        cues: How often each is seen or heard.
    """

    observed: ObservedSpace
    grades: Graded[StateSpace]
    weights: Weights
    looks: Floats
    stakes: Floats
    techniques: Mapping[str, float]
    by_look: Mapping[int, Mapping[str, float]]
    cues: Mapping[str, float]


def meeting(observed: ObservedSpace) -> Meeting:
    """Return how often good play meets what there is in *observed*."""
    space, grades = observed.space, graded(observed.space)
    weights = good_play(grades)
    visits = occupancy(space, weights)
    visits[:, space.ending >= 0] = 0.0
    visits[0] = 0.0  # No turn is left: nothing is chosen any more.
    size = len(observed.looks)
    looks = np.bincount(observed.look, visits.sum(axis=0), size).astype(np.float64)
    lost = np.zeros(len(space))
    ongoing = space.ongoing
    for left in range(1, len(visits)):
        sums = np.add.reduceat(grades.regret[left], space.pointer[ongoing])
        mean = sums / np.diff(space.pointer)[ongoing]
        lost[ongoing] += visits[left, ongoing] * mean
    stakes = np.bincount(observed.look, lost, size) / np.where(looks > 0, looks, 1.0)
    flow = np.sum(weights * visits[:, space.owner], axis=0)
    return Meeting(
        observed,
        grades,
        weights,
        looks,
        stakes,
        *_uses(observed, flow),
        _heard(observed, flow),
    )


def good_play(grades: Graded[StateSpace]) -> Weights:
    """
    Take any choice that gives away no more than the tolerance, each as likely.

    A habit that escalates is taken only where nothing else is as good: where it makes
    no difference any more what is chosen, it is no good play either.
    """
    space, owner = grades.space, grades.space.owner
    good = grades.regret <= TOLERANCE
    anti = np.array([action.anti for action in space.program.actions])[space.action]
    firsts = space.pointer[space.ongoing]
    others = np.zeros((len(good), len(space)), dtype=np.bool_)
    others[:, space.ongoing] = np.logical_or.reduceat(good & ~anti, firsts, axis=1)
    good &= ~(anti & others[:, owner])
    counts = np.stack([np.bincount(owner, row, len(space)) for row in good])
    weights: Weights = good / counts[:, owner]
    return weights


def _uses(
    observed: ObservedSpace, flow: Floats
) -> tuple[Mapping[str, float], Mapping[int, Mapping[str, float]]]:
    """Return how often each technique is used: in all, and by look."""
    space = observed.space
    every: defaultdict[str, float] = defaultdict(float)
    by_look: defaultdict[int, defaultdict[str, float]] = defaultdict(
        lambda: defaultdict(float)
    )
    look: Index = observed.look[space.owner]
    for number, action in enumerate(space.program.actions):
        here = np.flatnonzero((space.action == number) & (flow > 0))
        every[action.technique] += float(flow[here].sum())
        sums = np.bincount(look[here], flow[here], len(observed.looks))
        for at in np.flatnonzero(sums).tolist():
            by_look[at][action.technique] += float(sums[at])
    return every, by_look


def _heard(observed: ObservedSpace, flow: Floats) -> Mapping[str, float]:
    """Return how often each cue is seen or heard."""
    response, world = observed.response, observed.world
    replies = np.repeat(flow, np.diff(response.pointer)) * response.chance
    situations = np.bincount(response.target, replies, len(world.pointer) - 1)
    turns = np.repeat(situations, np.diff(world.pointer)) * world.chance
    of_response = np.bincount(response.signal, replies, len(observed.cues))
    of_turn = np.bincount(observed.ends[world.signal, 0], turns, len(observed.cues))
    found: defaultdict[str, float] = defaultdict(float)
    for cues, often in zip(observed.cues, of_response + of_turn, strict=True):
        for cue in cues:
            found[cue] += float(often)
    return found
