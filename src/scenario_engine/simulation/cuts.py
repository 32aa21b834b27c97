"""Which branch a 32-bit number picks: cuts, and a guide to where to look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats, Index

Numbers = NDArray[np.uint32]

_SCALE = 2.0**32
_LAST = 2**32 - 1
_BITS = 4
"""The guide has a place for each value of so many bits of a number."""

_SHIFT = np.uint32(32 - _BITS)


@attrs.frozen(eq=False)
class Cuts:
    """
    Rows of branches, each with the highest number that still picks it.

    Attributes:
        guide: int32, ``(rows * 16,)``: by the first bits of a number, the first
            branch that it may pick.
        cut: uint32, ``(branches,)``: ascending within a row; the last one takes all.
        target: int32, ``(branches,)``: what a branch leads to.
    """

    guide: NDArray[np.int32]
    cut: Numbers
    target: NDArray[np.int32]

    @classmethod
    def of(cls, row: Index, chance: Floats, target: Index, rows: int) -> Cuts:
        """
        Return the cuts that pick as `bisect_right` does in running sums.

        A number *k* stands for the uniform number k / 2**32, and picks the first
        branch whose running sum exceeds it; the last one if rounding leaves none.

        Args:
            row: int64, ``(branches,)``: ascending; each row has a branch.
            chance: float64: in the program's order within each row.
            target: int64: what each leads to.
            rows: How many rows there are.
        """
        pointer = np.searchsorted(row, np.arange(rows + 1))
        sums = running(chance, pointer)
        cut = np.minimum(np.ceil(sums * _SCALE) - 1, _LAST).astype(np.uint32)
        cut[pointer[1:] - 1] = _LAST
        # Neighbours that lead to the same are one: the last of them is kept.
        kept = np.ones(len(row), dtype=np.bool_)
        kept[:-1] = (row[1:] != row[:-1]) | (target[1:] != target[:-1])
        return cls._guided(row[kept], cut[kept], target[kept], rows)

    @classmethod
    def _guided(cls, row: Index, cut: Numbers, target: Index, rows: int) -> Cuts:
        pointer = np.searchsorted(row, np.arange(rows))
        places = 1 << _BITS
        first = (row << _BITS) + (cut >> _SHIFT)
        ended = np.bincount(first, minlength=rows * places).reshape(rows, places)
        before = np.cumsum(ended, axis=1) - ended
        guide = (pointer[:, None] + before).astype(np.int32)
        return cls(guide.ravel(), cut, target.astype(np.int32))

    def pick(self, rows: NDArray[np.int32], numbers: Numbers) -> NDArray[np.int32]:
        """
        Return what each of *numbers* picks in its row.

        Args:
            rows: int32, ``(m,)``.
            numbers: uint32, ``(m,)``.
        """
        at = self.guide.take((rows << _BITS) + (numbers >> _SHIFT).astype(np.int32))
        behind = np.flatnonzero(self.cut.take(at) < numbers)
        while len(behind):
            at[behind] += 1
            behind = behind[self.cut.take(at[behind]) < numbers[behind]]
        return self.target.take(at)


def running(chance: Floats, pointer: Index) -> Floats:
    """
    Return the running sums of each row, added in order, as live play adds them.

    Args:
        chance: float64, ``(branches,)``.
        pointer: int64, ``(rows + 1,)``: where rows begin; none is empty.
    """
    sums = chance.copy()
    length = np.diff(pointer)
    at, longer = pointer[:-1] + 1, length > 1
    while longer.any():
        here = at[longer]
        sums[here] = sums[here - 1] + chance[here]
        at, length = here + 1, length[longer] - 1
        longer = length > 1
    return sums
