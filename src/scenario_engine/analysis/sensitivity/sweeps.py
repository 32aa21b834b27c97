"""Backward from the endings, and forward from the start, a step at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from scenario_engine.analysis.sensitivity.layers import Floats, Layer, totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.sensitivity.unfolding import Unfolded

Play = Literal["best", "worst", "random"]
"""How is chosen; ties go to the first choice in the program's order."""

Mean = Callable[[Any, Floats], Floats]
"""From a layer and what its targets are worth, what its rows are worth."""


def worths(layers: Sequence[Layer], states: Floats, mean: Mean) -> list[Floats]:
    """
    Return what each layer's rows are worth, and last what *states* are.

    Args:
        layers: The steps of a turn.
        states: float64, shape ``(n,)``: what the states after the turn are worth.
        mean: What a row makes of what its targets are worth.
    """
    found = [states]
    for layer in reversed(layers):
        found.append(mean(layer, found[-1]))
    return found[::-1]


def backward(
    unfolded: Unfolded, kind: str, play: Play, mean: Mean = Layer.mean
) -> Floats:
    """
    Return the chance of an ending of *kind* in every state, by turns left.

    Args:
        unfolded: The turns.
        kind: ``goal``, ``harm`` or ``neutral``.
        play: How is chosen.
        mean: What a row makes of what its targets are worth.

    Returns:
        float64, shape ``(horizon + 1, n)``.
    """
    table = np.tile(unfolded.final(kind), (unfolded.program.horizon + 1, 1))
    ongoing = unfolded.owner[unfolded.firsts]
    for left in range(1, len(table)):
        worth = worths(unfolded.layers, table[left - 1], mean)[0]
        table[left, ongoing] = _chosen(unfolded, worth, play)
    return table


def started(unfolded: Unfolded, states: Floats) -> float:
    """Return the expectation of *states* over the ways to begin."""
    at, chances = unfolded.start
    return float(chances @ states[at])


def weights(unfolded: Unfolded, worth: Floats, play: Play) -> Floats:
    """Return the chance of each choice in its state, given what choices are worth."""
    if play == "random":
        counts = np.bincount(unfolded.owner, minlength=len(unfolded))
        return 1.0 / counts[unfolded.owner]
    reached = np.zeros(len(unfolded))
    reached[unfolded.owner[unfolded.firsts]] = _chosen(unfolded, worth, play)
    as_good = np.flatnonzero(worth == reached[unfolded.owner])
    chosen = np.zeros(len(worth))
    chosen[as_good[np.flatnonzero(np.diff(unfolded.owner[as_good], prepend=-1))]] = 1.0
    return chosen


def _chosen(unfolded: Unfolded, worth: Floats, play: Play) -> Floats:
    if play == "random":
        sizes = np.diff(unfolded.firsts, append=len(worth))
        mean: Floats = np.add.reduceat(worth, unfolded.firsts) / sizes
        return mean
    better = np.maximum if play == "best" else np.minimum
    found: Floats = better.reduceat(worth, unfolded.firsts)
    return found


def occupied(unfolded: Unfolded) -> Floats:
    """Return how likely each state is at the start."""
    at, chances = unfolded.start
    return totals(at, chances, len(unfolded))
