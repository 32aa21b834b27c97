"""What a state is worth: backward induction over turns left x states."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis import aims
from scenario_engine.analysis.aims import Aim
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights

Floats = NDArray[np.float64]
Rule = Callable[[Floats, NDArray[np.int64], int], Floats]
"""From what choices are worth, where each state's begin, and the turns left."""

TIE = 1e-9
"""How far a choice may lie below the best one and still be as good."""


class Status(Enum):
    """How far a value can be trusted."""

    EXACT_UP_TO_ROUNDING = "exact up to rounding"
    EXACT = "exact"
    BOUNDED = "between proven bounds"


@attrs.frozen(eq=False)
class Values:
    """
    What every state is worth with every number of turns left.

    Attributes:
        aim: What is counted.
        table: float64, shape ``(horizon + 1, n)``; row ``t``: *t* turns left.
        start: What the beginning is worth.
        status: How far to trust them.
    """

    aim: Aim
    table: Floats
    start: float
    status: Status = Status.EXACT_UP_TO_ROUNDING


def best(space: StateSpace, aim: Aim | str = GOAL) -> Values:
    """
    Return what is to be had by the best play, whatever is hidden.

    Args:
        space: The state space.
        aim: What is counted; or the kind of ending whose chance is.
    """
    return _induce(space, aim, _rule(np.maximum))


def worst(space: StateSpace, aim: Aim | str = GOAL) -> Values:
    """Return the least that play can come to; *aim* as for `best`."""
    return _induce(space, aim, _rule(np.minimum))


def under(space: StateSpace, weights: Weights, aim: Aim | str = GOAL) -> Values:
    """
    Return what a strategy comes to.

    Args:
        space: The state space.
        weights: The chance of each choice in its state: float64, shape ``(k,)``, or
            ``(horizon + 1, k)`` with a row for each number of turns left.
        aim: As for `best`.
    """

    def mean(worth: Floats, firsts: NDArray[np.int64], left: int) -> Floats:
        chosen = weights if weights.ndim == 1 else weights[left]
        sums: Floats = np.add.reduceat(chosen * worth, firsts)
        return sums

    return _induce(space, aim, mean)


def choice_values(space: StateSpace, values: Values, left: int) -> Floats:
    """
    Return what each choice is worth with *left* turns left, this one included.

    Args:
        space: The state space.
        values: What states are worth.
        left: In 1..horizon.

    Returns:
        float64, shape ``(k,)``.
    """
    return _worth(space, values.aim, values.table[left - 1])


def best_choices(space: StateSpace, values: Values, left: int) -> NDArray[np.bool_]:
    """
    Tell which choices are as good as the best one of their state, ties included.

    Args:
        space: The state space.
        values: What `best` returned.
        left: Turns left, this one included: in 1..horizon.

    Returns:
        bool, shape ``(k,)``.
    """
    worth = choice_values(space, values, left)
    told: NDArray[np.bool_] = worth >= values.table[left, space.owner] - TIE
    return told


def _worth(space: StateSpace, aim: Aim, later: Floats) -> Floats:
    return aim.gain + space.expected(later)


def _rule(better: np.ufunc) -> Rule:
    def choose(worth: Floats, firsts: NDArray[np.int64], _: Any) -> Floats:
        chosen: Floats = better.reduceat(worth, firsts)
        return chosen

    return choose


def _induce(space: StateSpace, aim: Aim | str, rule: Rule) -> Values:
    counted = aims.chance(space, aim) if isinstance(aim, str) else aim
    ongoing = space.ongoing
    firsts = space.pointer[ongoing]
    table = np.empty((space.program.horizon + 1, len(space)))
    table[:] = counted.final
    for left in range(1, len(table)):
        worth = _worth(space, counted, table[left - 1])
        table[left, ongoing] = rule(worth, firsts, left)
    at, chances = space.start
    return Values(counted, table, float(chances @ table[-1, at]))
