"""How fast a value changes with every estimated number, in two sweeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.sensitivity.layers import Floats, Layer
from scenario_engine.analysis.sensitivity.sweeps import (
    Play,
    backward,
    occupied,
    started,
    weights,
    worths,
)
from scenario_engine.analysis.values import Status
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.analysis.sensitivity.unfolding import Unfolded


@attrs.frozen(eq=False)
class Derivatives:
    """
    How fast the value at the start changes.

    Attributes:
        value: The value at the start.
        slopes: float64, one for each parameter: the change of the value, per unit of
            the parameter, while play stays as it is.
        status: Exact up to rounding.
    """

    value: float
    slopes: Floats
    status: Status = Status.EXACT_UP_TO_ROUNDING


def derivatives(
    unfolded: Unfolded,
    kind: str = GOAL,
    play: Play = "best",
    *,
    first: Floats | None = None,
) -> Derivatives:
    """
    Return the derivatives of a value at the start with respect to every parameter.

    One backward sweep gives what every state is worth with any number of turns left;
    one forward sweep, how likely it is to be met. A parameter that raises the chance
    of a branch takes it from the rest of its row; so its derivative is the sum, over
    turns and rows, of the chance of being there times what the branch is worth more
    than the rest.

    The best value is the greatest over finitely many strategies, and its derivative
    is that of the best one. Where several are best it may have a kink; the derivative
    given is then that of the one that takes the first of equally good choices.

    Args:
        unfolded: The turns.
        kind: ``goal``, ``harm`` or ``neutral``.
        play: How is chosen.
        first: The chance of each choice in the first turn, instead of what *play*
            does there: float64, shape ``(k,)``.
    """
    table = backward(unfolded, kind, play)
    here = occupied(unfolded)
    sums = [np.zeros(len(layer.branch)) for layer in unfolded.layers]
    for left in range(unfolded.program.horizon, 0, -1):
        worth = worths(unfolded.layers, table[left - 1], Layer.mean)
        chosen = weights(unfolded, worth[0], play)
        if first is not None and left == unfolded.program.horizon:
            chosen = first
            table[left] = _following(unfolded, table[left], first, worth[0])
        mass = here[unfolded.owner] * chosen
        for step, layer in enumerate(unfolded.layers):
            sums[step] += _gains(layer, mass, worth[step + 1])
            mass = layer.pushed(mass, len(worth[step + 1]))
        here = mass
    count = len(unfolded.parameters)
    slopes = np.zeros(count)
    for layer, gained in zip(unfolded.layers, sums, strict=True):
        slopes += np.bincount(layer.parameter, gained, count)
    return Derivatives(started(unfolded, table[-1]), slopes)


def _following(
    unfolded: Unfolded, states: Floats, chosen: Floats, worth: Floats
) -> Floats:
    """Return what *states* are worth when these choices are made in them."""
    found = states.copy()
    ongoing = unfolded.owner[unfolded.firsts]
    found[ongoing] = np.add.reduceat(chosen * worth, unfolded.firsts)
    return found


def _gains(layer: Layer, mass: Floats, worth: Floats) -> Floats:
    """Return what each pair of branch and parameter gains, for *mass* a row."""
    row = layer.row[layer.branch]
    gain = worth[layer.target[layer.branch]] - worth[layer.target[layer.rest[row]]]
    found: Floats = mass[row] * gain
    return found
