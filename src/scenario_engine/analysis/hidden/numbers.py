"""Beliefs numbered in the order in which they are found."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.hidden.updating import Chances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.rows import Floats, Index

_NOISE_BITS = 12
"""How many of the 52 bits of a chance may differ by rounding: 40 must agree."""

_NEAR = 1e-7
"""How far, in parts of itself, a chance may lie from that of the belief meant."""


class BeliefNumbers:
    """
    Numbers beliefs; those whose chances differ by rounding alone get the same one.

    Attributes:
        starts: For each belief its first entry, in the beliefs put end to end; with
            the number of all entries at the end.
    """

    def __init__(self) -> None:
        self.starts: list[int] = [0]
        self._number: dict[bytes, int] = {}
        self._states: list[Index] = []
        self._chances: list[Floats] = []

    def __len__(self) -> int:
        """Count the beliefs."""
        return len(self._states)

    def add(self, states: Index, chances: Floats) -> Index:
        """
        Number beliefs over equally many states.

        Args:
            states: int64, shape ``(n, k)``; ascending in each row.
            chances: float64, shape ``(n, k)``; positive.

        Returns:
            int64, shape ``(n,)``.
        """
        keys = _keys(states, chances)
        rows = keys.view(f"V{keys.shape[1] * keys.itemsize}").ravel()
        _, first, at = np.unique(rows, return_index=True, return_inverse=True)
        numbers = [self._add(keys[i].tobytes(), states[i], chances[i]) for i in first]
        found: Index = np.array(numbers, dtype=np.int64)[at.reshape(-1)]
        return found

    def add_weights(self, states: Index, weights: Floats) -> Index:
        """
        Number beliefs that some states may have no part in.

        Args:
            states: int64, shape ``(n, k)``; ascending in each row.
            weights: float64, shape ``(n, k)``; not negative, not all 0 in a row.

        Returns:
            int64, shape ``(n,)``.
        """
        found = np.empty(len(states), dtype=np.int64)
        for rows, over, chances in _held(states, weights):
            found[rows] = self.add(over, chances)
        return found

    def find_weights(self, states: Index, weights: Floats) -> Index:
        """Return the numbers of beliefs as in `add_weights`, -1 for those not known."""
        found = np.empty(len(states), dtype=np.int64)
        for rows, over, chances in _held(states, weights):
            keys = np.ascontiguousarray(_keys(over, chances))
            raw, width = keys.tobytes(), keys[:1].nbytes
            known = self._number.get
            numbers = [known(raw[i : i + width], -1) for i in range(0, len(raw), width)]
            for i, number in enumerate(numbers):
                if number < 0:
                    numbers[i] = self._near(over[i], chances[i])
            found[rows] = numbers
        return found

    def _near(self, states: Index, chances: Floats) -> int:
        """Return a belief that differs by rounding, but fell on the other side."""
        for number in self.over.get(states.tobytes(), ()):
            if np.allclose(self._chances[number], chances, rtol=_NEAR, atol=0.0):
                return number
        return -1

    @cached_property
    def over(self) -> dict[bytes, list[int]]:
        """The beliefs over each set of states; complete once all have been added."""
        found: dict[bytes, list[int]] = {}
        for number, states in enumerate(self._states):
            found.setdefault(states.tobytes(), []).append(number)
        return found

    def since(self, number: int) -> Chances:
        """Return the beliefs numbered from *number* on."""
        starts = np.array(self.starts[number:], dtype=np.int64)
        states = np.concatenate([np.empty(0, np.int64), *self._states[number:]])
        chances = np.concatenate([np.empty(0), *self._chances[number:]])
        return Chances(starts - starts[0], states, chances)

    def _add(self, key: bytes, states: Index, chances: Floats) -> int:
        number = self._number.setdefault(key, len(self))
        if number == len(self):
            self._states.append(states)
            self._chances.append(chances)
            self.starts.append(self.starts[-1] + len(states))
        return number


def _keys(states: Index, chances: Floats) -> Index:
    """Return rows that are the same for the same beliefs."""
    bits = np.ascontiguousarray(chances).view(np.int64)
    return np.concatenate([states, (bits + 2 ** (_NOISE_BITS - 1)) >> _NOISE_BITS], 1)


def _held(states: Index, weights: Floats) -> Iterator[tuple[Index, Index, Floats]]:
    """Yield beliefs without the states of weight 0, those of one size together."""
    sizes = np.count_nonzero(weights, axis=1)
    for size in np.unique(sizes):
        rows = np.flatnonzero(sizes == size)
        held = weights[rows] > 0
        parts = weights[rows][held].reshape(-1, size)
        chances = parts / parts.sum(axis=1, keepdims=True)
        yield rows, states[rows][held].reshape(-1, size), chances
