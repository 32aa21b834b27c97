"""How likely each state is met, turn by turn, when play goes on in a stated way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats, Rows
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights


def occupancy(space: StateSpace, weights: Weights) -> Floats:
    """
    Return the chance of meeting each state with each number of turns left.

    Args:
        space: The state space.
        weights: The chance of each choice in its state: shape ``(k,)``, or
            ``(horizon + 1, k)`` by turns left.

    Returns:
        float64, shape ``(horizon + 1, n)``, exact up to rounding. An ending is met
        once, in the turn that leads to it.
    """
    table = np.zeros((space.program.horizon + 1, len(space)))
    at, chances = space.start
    np.add.at(table[-1], at, chances)
    for left in range(len(table) - 1, 0, -1):
        chosen = weights if weights.ndim == 1 else weights[left]
        choices = chosen * table[left, space.owner]
        situations = _onwards(space.response, choices, len(space.world.pointer) - 1)
        table[left - 1] = _onwards(space.world, situations, len(space))
    return table


def _onwards(rows: Rows, chances: Floats, size: int) -> Floats:
    """Return how likely each of *size* targets is, *chances* being those of rows."""
    through = rows.chance * np.repeat(chances, np.diff(rows.pointer))
    return np.bincount(rows.target, through, size).astype(np.float64, copy=False)
