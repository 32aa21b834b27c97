"""What a step does as a matrix over the rows of its frame, in one of two forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Whole = NDArray[np.int64]
Places = NDArray[np.int32]
Bits = NDArray[np.uint8]


@attrs.frozen(eq=False)
class Learnt:
    """
    What was learnt of some rows at once.

    Attributes:
        source: int32: for each branch, the row it belongs to.
        target: int32: the row it leads to.
        chance: float64, positive.
    """

    source: Places
    target: Places
    chance: Floats


@attrs.frozen(eq=False)
class Table:
    """
    A matrix for wide rows: each branch of a row has a slot, the first ones are used.

    Attributes:
        target: int32, shape ``(rows, slots)``.
        chance: float64, shape ``(rows, slots)``; 0 where a row has no more branches.
        used: int64, shape ``(rows,)``: how many slots are.
    """

    target: Places
    chance: Floats
    used: Whole

    @classmethod
    def of(cls, parts: Sequence[Learnt], rows: int) -> Table:
        """Put *parts*, which are of different rows, into one table."""
        used = np.zeros(rows, dtype=np.int64)
        for part in parts:
            used += np.bincount(part.source, minlength=rows)
        slots = int(used.max())
        target = np.zeros((rows, slots), dtype=np.int32)
        chance = np.zeros((rows, slots))
        for part in parts:
            order = np.argsort(part.source, kind="stable")
            source = part.source[order]
            slot = np.arange(len(source)) - np.searchsorted(source, source)
            target[source, slot] = part.target[order]
            chance[source, slot] = part.chance[order]
        return cls(target, chance, used)

    def expect(self, after: Floats, rows: slice, found: Floats) -> None:
        """
        Put the expectation of *after* into *found*.

        Args:
            after: float64, shape ``(rows, width)``: what each state is worth.
            rows: Which rows to look at.
            found: Those rows; 0 where nothing is known of one.
        """
        slots = self.used[rows].max()
        chance = self.chance[rows, :slots]
        there = np.take(after, self.target[rows, :slots], axis=0)
        np.matmul(chance[:, np.newaxis, :], there, out=found[:, np.newaxis, :])


@attrs.frozen(eq=False)
class Listing:
    """
    A matrix for rows of one state: branch after branch, row after row.

    Attributes:
        rows: int32: the rows, each once.
        first: int64: where the branches of each begin.
        target: int32: for each branch, the row it leads to.
        chance: float64, positive.
    """

    rows: Places
    first: Whole
    target: Places
    chance: Floats

    @classmethod
    def of(cls, part: Learnt) -> Listing:
        """Read *part*, whose branches stand row by row; there is at least one."""
        new = np.concatenate([[True], part.source[1:] != part.source[:-1]])
        first = np.flatnonzero(new)
        return cls(part.source[first], first, part.target, part.chance)

    def expect(self, after: Floats) -> Floats:
        """Return the expectation of *after*, one entry a state, for the rows."""
        there = np.take(after, self.target)
        there *= self.chance
        found: Floats = np.add.reduceat(there, self.first)
        return found


def merged(part: Learnt) -> Learnt:
    """Put branches of a row that meet again together."""
    order = np.lexsort((part.target, part.source))
    source, target = part.source[order], part.target[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    at = np.flatnonzero(first)
    chance = part.chance[order]
    return Learnt(
        source[at], target[at], np.add.reduceat(chance, at) if len(at) else chance
    )


def by_target(part: Learnt) -> Learnt:
    """Return *part* in the order of where it leads."""
    order = np.argsort(part.target, kind="stable")
    return Learnt(part.source[order], part.target[order], part.chance[order])


def spread(part: Learnt, here: Truths, bits: Bits, after: Bits) -> None:
    """
    Add to *after* where *part* leads, whole rows at a time.

    Args:
        part: Branches in the order of where they lead.
        here: bool: in which rows there are states.
        bits: uint8, shape ``(rows, bytes)``: the states, packed along the rows.
        after: The same; changed.
    """
    active = here[part.source]
    source, target = part.source[active], part.target[active]
    if len(source):
        first = np.flatnonzero(np.concatenate([[True], target[1:] != target[:-1]]))
        after[target[first]] |= np.bitwise_or.reduceat(bits[source], first, axis=0)
