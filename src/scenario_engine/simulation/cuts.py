"""Which branch a 32-bit number picks: cuts, and a guide to where to look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats, Index

Numbers = NDArray[np.uint32]

_HALF = np.uint64(32)
_SCALE = 2.0**32
_LAST = 2**32 - 1
_MOST_BITS = 8
"""The guide has a place for each value of at most so many first bits of a number."""


@attrs.frozen(eq=False)
class Cuts:
    """
    Rows of branches, each with the highest number that still picks it.

    Attributes:
        bits: How many first bits of a number the guide goes by.
        guide: int32, ``(rows << bits,)``: the first branch that may be picked.
        branch: uint64, ``(branches,)``: in the upper half the highest number that
            picks it, ascending within a row, and the last one takes all; in the lower
            half what it leads to. One look-up finds both.
    """

    bits: int
    guide: NDArray[np.int32]
    branch: NDArray[np.uint64]

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
        return cls.at(row, cut, target, rows)

    @classmethod
    def at(cls, row: Index, cut: Numbers, target: Index, rows: int) -> Cuts:
        """
        Return the cuts at stated numbers.

        Args:
            row: int64, ``(branches,)``: ascending; each row has a branch.
            cut: uint32: the highest number that picks each; ascending in a row, and
                2**32 - 1 in the last of a row.
            target: int64: what each leads to.
            rows: How many rows there are.
        """
        kept = apart(row, target)
        row, cut, target = row[kept], cut[kept], target[kept]
        pointer = np.searchsorted(row, np.arange(rows))
        bits = min(_MOST_BITS, (2 * len(row) // rows).bit_length())
        first = (row << bits) + (cut >> np.uint32(32 - bits))
        ended = np.bincount(first, minlength=rows << bits).reshape(rows, 1 << bits)
        before = np.cumsum(ended, axis=1) - ended
        guide = (pointer[:, None] + before).astype(np.int32)
        branch = (cut.astype(np.uint64) << _HALF) | target.astype(np.uint64)
        return cls(bits, guide.ravel(), branch)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.guide) >> self.bits

    @property
    def pointer(self) -> Index:
        """Where the branches of each row begin, and those of the last end."""
        begins = self.guide[np.arange(self.rows) << self.bits].astype(np.int64)
        return np.append(begins, len(self.branch))

    @property
    def cut(self) -> Numbers:
        """The highest number that picks each branch."""
        return (self.branch >> _HALF).astype(np.uint32)

    @property
    def target(self) -> Index:
        """What each branch leads to."""
        return self.branch.astype(np.uint32).astype(np.int64)

    def pick(self, rows: NDArray[np.int32], numbers: Numbers) -> NDArray[np.int32]:
        """
        Return what each of *numbers* picks in its row.

        Args:
            rows: int32, ``(m,)``.
            numbers: uint32, ``(m,)``.
        """
        begins = (numbers >> np.uint32(32 - self.bits)).astype(np.int32)
        begins += rows << self.bits
        at = self.guide.take(begins)
        found = self.branch.take(at)
        # A branch lies behind a number where its highest number does.
        least = numbers.astype(np.uint64) << _HALF
        behind = np.flatnonzero(found < least)
        while len(behind):
            at[behind] += 1
            found[behind] = self.branch.take(at[behind])
            behind = behind[found[behind] < least[behind]]
        return found.astype(np.uint32).view(np.int32)


def apart(row: Index, target: Index) -> NDArray[np.bool_]:
    """
    Tell which branches to keep: of neighbours that lead to the same, the last.

    Args:
        row: int64, ``(branches,)``: ascending.
        target: int64.
    """
    kept = np.ones(len(row), dtype=np.bool_)
    kept[:-1] = (row[1:] != row[:-1]) | (target[1:] != target[:-1])
    return kept


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
