"""What a state is worth: backward induction over turns left x states."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.states import Floats
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.analysis.states import Index, StateSpace

Rule = Callable[["Floats", "Index"], "Floats"]


class Status(Enum):
    """How far a value can be trusted."""

    EXACT_UP_TO_ROUNDING = "exact up to rounding"


@attrs.frozen(eq=False)
class Values:
    """
    The chance of an ending, from every state with every number of turns left.

    Attributes:
        table: float64, shape ``(horizon + 1, n)``; row ``t``: *t* turns left.
        start: The chance from the beginning.
        status: How far to trust them.
    """

    table: Floats
    start: float
    status: Status = Status.EXACT_UP_TO_ROUNDING


def best(space: StateSpace, kind: str = GOAL) -> Values:
    """Return the greatest chance of an ending of *kind*, whatever is known."""
    return _induce(space, kind, _rule(np.maximum))


def worst(space: StateSpace, kind: str = GOAL) -> Values:
    """Return the least chance of an ending of *kind*."""
    return _induce(space, kind, _rule(np.minimum))


def under(space: StateSpace, weights: Floats, kind: str = GOAL) -> Values:
    """
    Return the chance of an ending of *kind* under a strategy.

    Args:
        space: The state space.
        weights: float64, shape ``(k,)``: the chance of each choice in its state;
            sums to 1 over the choices of a state.
        kind: ``goal``, ``harm`` or ``neutral``.
    """

    def mean(worth: Floats, firsts: Index) -> Floats:
        sums: Floats = np.add.reduceat(weights * worth, firsts)
        return sums

    return _induce(space, kind, mean)


def uniform(space: StateSpace) -> Floats:
    """Return the weights of uniform random play: float64, shape ``(k,)``."""
    counts = np.diff(space.pointer)
    shares: Floats = 1.0 / counts[space.owner]
    return shares


def repeating(space: StateSpace, action: int) -> Floats:
    """
    Return the weights of taking *action* whenever it is offered, random otherwise.

    Args:
        space: The state space.
        action: The action's number in the program.
    """
    chosen = space.action == action
    offered = np.zeros(len(space), dtype=np.bool_)
    offered[space.owner[chosen]] = True
    weights: Floats = np.where(
        offered[space.owner], chosen.astype(np.float64), uniform(space)
    )
    return weights


def choice_values(space: StateSpace, later: Floats) -> Floats:
    """
    Return what each choice is worth when *later* is what states are worth after it.

    Args:
        space: The state space.
        later: float64, shape ``(n,)``.

    Returns:
        float64, shape ``(k,)``.
    """
    return space.response.mean(space.world.mean(later))


def _rule(better: np.ufunc) -> Rule:
    def choose(worth: Floats, firsts: Index) -> Floats:
        chosen: Floats = better.reduceat(worth, firsts)
        return chosen

    return choose


def _induce(space: StateSpace, kind: str, rule: Rule) -> Values:
    ongoing = space.ongoing
    firsts = space.pointer[ongoing]
    table = np.empty((space.program.horizon + 1, len(space)))
    table[:] = space.ends(kind)
    table[0, ongoing] = space.program.timeout.kind == kind
    for left in range(1, len(table)):
        table[left, ongoing] = rule(choice_values(space, table[left - 1]), firsts)
    at, chances = space.start
    return Values(table, float(chances @ table[-1, at]))
