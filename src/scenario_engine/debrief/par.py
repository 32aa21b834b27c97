"""What can be expected of a score: at random, by the best play, and at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import aims, values
from scenario_engine.analysis.occupancy import occupancy
from scenario_engine.analysis.rows import Floats
from scenario_engine.analysis.strategies import uniform
from scenario_engine.simulation.named import first_best

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.program.ir import Program, Reward

WHOLE = ("", "")
"""Stands for the score as a whole, in which what is better the fewer it is counts
against it."""


@attrs.frozen
class Par:
    """
    What points of an item come to on average, exact up to rounding.

    Attributes:
        random: When play is uniformly random.
        best: When play is the best for the goal, whatever is hidden.
        most: At the most; the least where fewer are better; None where neither is.
    """

    random: float
    best: float
    most: float | None


@attrs.frozen(eq=False)
class _Visits:
    """How likely each choice is made in each turn, and each state the last one."""

    choices: Floats
    ends: Floats

    def points(self, aim: Aim) -> float:
        return float(self.choices @ aim.gain + self.ends @ aim.final)


def pars(space: StateSpace) -> Mapping[tuple[str, str], Par]:
    """
    Return what can be expected of each item that the program awards, and as a whole.

    Args:
        space: All states of the program, policies and points included.
    """
    random = _visits(space, uniform(space))
    best = _visits(space, first_best(space))
    found = {}
    for item, better in {**awarded(space.program), WHOLE: "more"}.items():
        aim = aims.score(space, None if item == WHOLE else {item})
        found[item] = Par(
            random.points(aim), best.points(aim), _most(space, aim, better)
        )
    return found


def awarded(program: Program) -> Mapping[tuple[str, str], str]:
    """Return each (instrument, item) that points are awarded for, with its `better`."""
    return {(each.instrument, each.item): each.better for each in rewards(program)}


def rewards(program: Program) -> Iterator[Reward]:
    """Yield all rewards of *program*."""
    for action in program.actions:
        yield from action.rewards
    for ending in (*program.endings, program.timeout):
        yield from ending.rewards


def _most(space: StateSpace, aim: Aim, better: str) -> float | None:
    if better == "neither":
        return None
    induced = values.best if better == "more" else values.worst
    return induced(space, aim).start


def _visits(space: StateSpace, weights: Weights) -> _Visits:
    met = occupancy(space, weights)
    owner = space.owner
    choices = np.zeros(len(owner))
    for left in range(1, len(met)):
        chosen = weights if weights.ndim == 1 else weights[left]
        choices += met[left, owner] * chosen
    ends = np.where(space.ending >= 0, met.sum(axis=0), met[0])
    return _Visits(choices, ends)
