"""A strategy and all that chance does in a turn, folded into one draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Floats, Index

if TYPE_CHECKING:
    from numpy.random import BitGenerator

    from scenario_engine.simulation.cuts import Cuts

_SCALE = 2**32


@attrs.frozen(eq=False)
class Joint:
    """
    What rows lead to, with what chance.

    Attributes:
        row: int64, ``(branches,)``: ascending; every row has a branch.
        target: int64: ascending and distinct within a row.
        chance: float64: sums to 1 within a row.
    """

    row: Index
    target: Index
    chance: Floats

    @classmethod
    def of(cls, cuts: Cuts) -> Joint:
        """Return what the numbers of 32 bits pick in *cuts*, as chances."""
        row = np.repeat(np.arange(cuts.rows), np.diff(cuts.pointer))
        after = cuts.cut.astype(np.float64) + 1
        before = np.append(0.0, after[:-1])
        before[cuts.pointer[:-1]] = 0.0
        return cls.merged(row, cuts.target, (after - before) / _SCALE)

    @classmethod
    def merged(cls, row: Index, target: Index, chance: Floats) -> Joint:
        """Return branches of any order, those of a row with one target as one."""
        width = int(target.max()) + 1
        key, at = np.unique(row * width + target, return_inverse=True)
        sums = np.bincount(at, chance, len(key)).astype(np.float64, copy=False)
        return cls(key // width, key % width, sums)

    @property
    def bits(self) -> int:
        """How many bits number the branches of a row."""
        return max(1, int(np.bincount(self.row).max() - 1).bit_length())

    @property
    def slots(self) -> int:
        """How many slots it has when it is folded."""
        return (int(self.row[-1]) + 1) << self.bits

    def then(self, other: Joint) -> Joint:
        """Return what a branch here and one of its target in *other* lead to."""
        pointer = np.searchsorted(other.row, np.arange(other.row[-1] + 2))
        length = np.diff(pointer)[self.target]
        skipped = pointer[self.target] - (np.cumsum(length) - length)
        at = np.arange(length.sum()) + np.repeat(skipped, length)
        chance = np.repeat(self.chance, length) * other.chance[at]
        return Joint.merged(np.repeat(self.row, length), other.target[at], chance)


@attrs.frozen(eq=False)
class Folded:
    """
    Rows of as many slots, of which a number of 32 bits picks one by its first bits.

    Attributes:
        bits: How many first bits.
        cut: uint32, ``(rows << bits,)``: from which number on a slot leads elsewhere.
        target: int32, ``(rows << bits, 2)``: what it leads to below and from there on.

    Source:
        A. J. Walker, An efficient method for generating discrete random variables with
        general distributions, ACM TOMS 3 (1977), 253-256.
    """

    bits: int
    cut: NDArray[np.uint32]
    target: NDArray[np.int32]

    @classmethod
    def of(cls, joint: Joint) -> Folded:
        """
        Fold *joint*.

        Chances are rounded to multiples of 2**-32; the likeliest branch of a row takes
        what that leaves.
        """
        rows = int(joint.row[-1]) + 1
        length = np.bincount(joint.row, minlength=rows)
        bits = joint.bits
        mass = np.zeros((rows, 1 << bits), dtype=np.int64)
        target = np.zeros((rows, 1 << bits), dtype=np.int32)
        place = np.arange(len(joint.row)) - (np.cumsum(length) - length)[joint.row]
        mass[joint.row, place] = joint.chance * _SCALE
        target[joint.row, place] = joint.target
        every = np.arange(rows)
        mass[every, mass.argmax(axis=1)] += _SCALE - mass.sum(axis=1)
        return cls._filled(bits, mass, target)

    @classmethod
    def _filled(cls, bits: int, mass: Index, target: NDArray[np.int32]) -> Folded:
        """Fill slots of one size, each from one that lacks and one that is rich."""
        slots = mass.shape[1]
        size = _SCALE >> bits
        order = np.argsort(mass, axis=1)
        below = np.take_along_axis(mass, order, axis=1)
        target = np.take_along_axis(target, order, axis=1)
        other = target.copy()
        # In ascending order those that lack come first, and are filled one by one from
        # the first that is rich; where that comes to lack itself, it is filled next.
        lacking = (below < size).sum(axis=1)
        row = np.flatnonzero(lacking)
        rich, filling, follow = lacking[row], 0 * row, 0 * row
        while len(row):
            other[row, filling] = target[row, rich]
            below[row, rich] -= size - below[row, filling]
            spent = below[row, rich] < size
            follow = follow + ~spent
            filling = np.where(spent, rich, follow)
            rich = rich + spent
            on = np.flatnonzero(spent | (follow < lacking[row]))
            row, rich, filling, follow = (x[on] for x in (row, rich, filling, follow))
        first = np.arange(slots) * size
        cut = np.minimum(first + below, _SCALE - 1).astype(np.uint32)
        both = np.stack([target, other], axis=2).reshape(-1, 2)
        return cls(bits, cut.ravel(), both)

    def drawn(
        self, rows: NDArray[np.int32], generator: BitGenerator
    ) -> NDArray[np.int32]:
        """Return what is drawn in each of *rows*, with half a word of *generator*."""
        words: NDArray[np.uint64] = generator.random_raw(-(-len(rows) // 2))
        number = words.view(np.uint32)[: len(rows)]
        at = np.left_shift(rows, self.bits, dtype=np.int64)
        at += number >> np.uint32(32 - self.bits)
        other = number >= self.cut.take(at)
        at <<= 1
        at += other
        return self.target.take(at)
