"""Ways to choose, as the chance of each choice in its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import State

Weights = NDArray[np.float64]
"""float64, shape ``(k,)``, or ``(horizon + 1, k)`` by turns left; 1 in each state."""


def uniform(space: StateSpace) -> Weights:
    """Choose at random among what is offered: shape ``(k,)``."""
    counts = np.diff(space.pointer)
    shares: Weights = 1.0 / counts[space.owner]
    return shares


def among(space: StateSpace, actions: Sequence[int]) -> Weights:
    """
    Choose at random among *actions* where any is offered, among all where none is.

    Args:
        space: The state space.
        actions: Numbers of actions in the program.

    Returns:
        Shape ``(k,)``.
    """
    chosen = np.isin(space.action, actions)
    offered = np.bincount(space.owner, chosen, len(space))
    here = offered[space.owner]
    shares: Weights = np.where(here > 0, chosen / np.maximum(here, 1), uniform(space))
    return shares


def repeating(space: StateSpace, action: int) -> Weights:
    """Take *action* whenever it is offered, at random otherwise: shape ``(k,)``."""
    return among(space, [action])


def scripted(space: StateSpace, script: Sequence[int]) -> Weights:
    """
    Take the actions of *script* turn by turn, over and over again.

    A turn in which its action is not offered is chosen at random.

    Args:
        space: The state space.
        script: Numbers of actions; at least one.

    Returns:
        Shape ``(horizon + 1, k)``: a row for each number of turns left.
    """
    horizon = space.program.horizon
    rows = {action: repeating(space, action) for action in set(script)}
    return np.stack(
        [rows[script[(horizon - left) % len(script)]] for left in range(horizon + 1)]
    )


def tabular(space: StateSpace, table: Mapping[State, str]) -> Weights:
    """
    Take what *table* says of a state; at random where it says nothing.

    Args:
        space: The state space.
        table: For states, the id of an action that is offered there.

    Returns:
        Shape ``(k,)``.

    Raises:
        ValueError: If the table takes an action that a state does not offer.
    """
    weights = uniform(space)
    ids = [action.id for action in space.program.actions]
    for state, choice in table.items():
        index = space.index(state)
        choices = slice(space.pointer[index], space.pointer[index + 1])
        told = np.array([ids[action] == choice for action in space.action[choices]])
        if not told.any():
            raise ValueError(f"{choice!r} is not offered in the state {state}.")
        weights[choices] = told
    return weights
