"""What a scenario promises to teach, held against exact values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import under
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.analysis import StateSpace
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.program import Program

Rule = Callable[[Mapping[str, int]], str]
"""A plan: from the value of each variable to the id of the action that is taken."""


def without(program: Program, *techniques: str) -> Program:
    """Return *program* for somebody who lacks the *techniques*."""
    kept = tuple(each for each in program.actions if each.technique not in techniques)
    return attrs.evolve(program, actions=kept)


def column(space: StateSpace, name: str) -> Index:
    """
    Return the value of a variable in every state.

    Returns:
        int64, shape ``(n,)``.
    """
    names = [variable.name for variable in space.program.variables]
    return space.packing.column(space.codes, names.index(name))


def worth(space: StateSpace, action: str, later: Floats) -> Floats:
    """
    Return what taking *action* is worth in each state.

    Args:
        space: The state space.
        action: The action's id.
        later: float64, shape ``(n,)``: what states are worth a turn later.

    Returns:
        float64, shape ``(n,)``: NaN where it is not offered; in endings 1 for the
        goal and 0 for the others.
    """
    number = [each.id for each in space.program.actions].index(action)
    chosen = space.action == number
    values: Floats = np.full(len(space), np.nan)
    values[space.owner[chosen]] = space.expected(later)[chosen]
    return np.where(space.ending >= 0, space.ends(GOAL), values)


def opening(space: StateSpace, table: Floats, start: int, *actions: str) -> float:
    """
    Return the chance of the goal when play opens with *actions*.

    Args:
        space: The state space.
        table: float64, shape ``(horizon + 1, n)``: what states are worth to the play
            that follows, by turns left, such as ``best(space).table``.
        start: The state that play begins in.
        actions: Ids of actions, each of which is offered when its turn comes.
    """
    later = table[space.program.horizon - len(actions)]
    for action in reversed(actions):
        later = worth(space, action, later)
    return float(later[start])


def played(space: StateSpace, rule: Rule) -> float:
    """
    Return the chance of the goal when *rule* says what to do in each state.

    Args:
        space: The state space.
        rule: The plan. It may look at hidden variables too.

    Raises:
        ValueError: If the rule takes what is not offered in some state.
    """
    names = [variable.name for variable in space.program.variables]
    numbers = {each.id: number for number, each in enumerate(space.program.actions)}
    rows = space.packing.unpack(space.codes)[space.ongoing].tolist()
    wanted = np.full(len(space), -1, dtype=np.int64)
    wanted[space.ongoing] = [
        numbers[rule(dict(zip(names, row, strict=True)))] for row in rows
    ]
    taken = space.action == wanted[space.owner]
    if taken.sum() < len(space.ongoing):
        offered = np.bincount(space.owner, taken, len(space))
        at = int(space.ongoing[offered[space.ongoing] == 0][0])
        state = dict(zip(names, space.state(at), strict=True))
        raise ValueError(f"{rule(state)!r} is not offered in the state {state}.")
    return under(space, taken.astype(np.float64)).start
