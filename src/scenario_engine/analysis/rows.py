"""Sparse rows of chances, as every exact answer shares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.branching import Branches
    from scenario_engine.analysis.numbering import Numbering

Index = NDArray[np.int64]
Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Rows:
    """
    Sparse rows of chances: row ``i`` is ``pointer[i]:pointer[i + 1]``.

    Attributes:
        pointer: int64, shape ``(rows + 1,)``.
        target: int64, shape ``(branches,)``; ascending and distinct within a row.
        chance: float64, shape ``(branches,)``; positive, sums to 1 within a row.
    """

    pointer: Index
    target: Index
    chance: Floats

    @property
    def row(self) -> Index:
        """For each branch, the row it belongs to."""
        return np.repeat(np.arange(len(self.pointer) - 1), np.diff(self.pointer))

    def mean(self, values: Floats) -> Floats:
        """Return for each row the expectation of *values* over its targets."""
        weighed = values.take(self.target)
        weighed *= self.chance
        sums: Floats = np.add.reduceat(weighed, self.pointer[:-1])
        return sums

    def least(self, values: Index) -> Index:
        """Return for each row the least of *values* over its targets."""
        found: Index = np.minimum.reduceat(values[self.target], self.pointer[:-1])
        return found


def stacked(parts: Sequence[tuple[Branches, int]], numbering: Numbering) -> Rows:
    """
    Put *parts* below each other, merging branches of a row that meet again.

    Args:
        parts: Branches with the number of rows that they are of.
        numbering: Numbers the codes that they lead to.
    """
    offset, rows, targets, chances = 0, [], [], []
    for part, count in parts:
        rows.append(part.row + offset)
        targets.append(numbering.of(part.code))
        chances.append(part.chance)
        offset += count
    row, target = np.concatenate(rows), np.concatenate(targets)
    # One key is sorted faster than two; rows ascend already, so there is little to do.
    order = np.argsort(row * (1 + target.max(initial=0)) + target, kind="stable")
    row, target = row[order], target[order]
    first = np.ones(len(row), dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (target[1:] != target[:-1])
    at = np.flatnonzero(first)
    merged = np.add.reduceat(np.concatenate(chances)[order], at)
    pointer = np.searchsorted(row[at], np.arange(offset + 1))
    return Rows(pointer, target[at], merged)
