"""Rows whose chances lie in intervals, each free to be the worst or the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.sensitivity.layers import Floats, Index, Layer

if TYPE_CHECKING:
    from scenario_engine.analysis.sensitivity.unfolding import Unfolded


@attrs.frozen(eq=False, slots=False)
class IntervalLayer(Layer):
    """
    A layer in which each branch but the rest has an interval of chances.

    Attributes:
        low, high: float64, shape ``(branches,)``, in 0..1; both 0 for a rest, which
            takes what the others leave over.
    """

    low: Floats
    high: Floats

    def least(self, worth: Floats) -> Floats:
        """Return the least expectation of *worth* in each row."""
        return -self.most(-worth)

    def most(self, worth: Floats) -> Floats:
        """
        Return the greatest expectation of *worth* in each row.

        A branch that is worth more than the rest has its greatest chance, any other
        its least. Where these sum to more than 1, the branches that are worth most
        are served first and the rest has none.
        """
        floor = worth[self.target[self.rest]]
        gain = worth[self.target] - floor[self.row]
        chance = np.where(gain > 0, self.high, self.low)
        crowded = np.flatnonzero(self.sums(chance) > 1.0)
        if len(crowded):
            self._ration(chance, gain, crowded)
        found: Floats = floor + self.sums(chance * gain)
        return found

    def _ration(self, chance: Floats, gain: Floats, rows: Index) -> None:
        """Give out in *rows* what the least chances leave, the best branch first."""
        wanted = np.zeros(self.rows, dtype=np.bool_)
        wanted[rows] = True
        row = self.row
        at = np.flatnonzero(wanted[row] & (gain > 0))
        at = at[np.lexsort((-gain[at], row[at]))]
        room = self.high[at] - self.low[at]
        before = np.cumsum(room) - room
        heads = np.flatnonzero(np.diff(row[at], prepend=-1))
        sizes = np.diff(heads, append=len(at))
        left = np.maximum(1.0 - self.sums(self.low), 0.0)[row[at]]
        used = before - np.repeat(before[heads], sizes)
        chance[at] = self.low[at] + np.clip(left - used, 0.0, room)


def boxed(unfolded: Unfolded) -> Unfolded:
    """
    Return the turns with an interval for every chance that a parameter moves.

    The interval of a branch goes from where all its parameters are least to where
    all are greatest, and stays within 0..1.
    """
    least = np.array([p.low - p.nominal for p in unfolded.parameters])
    most = np.array([p.high - p.nominal for p in unfolded.parameters])
    layers = tuple(_boxed(layer, least, most) for layer in unfolded.layers)
    return attrs.evolve(unfolded, layers=layers)


def _boxed(layer: Layer, least: Floats, most: Floats) -> IntervalLayer:
    low = np.clip(layer.chance + layer.moved(least), 0.0, 1.0)
    high = np.clip(layer.chance + layer.moved(most), 0.0, 1.0)
    low[layer.rest] = high[layer.rest] = 0.0
    return IntervalLayer(
        layer.pointer,
        layer.target,
        layer.chance,
        layer.branch,
        layer.parameter,
        low,
        high,
    )
