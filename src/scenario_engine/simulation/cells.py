"""What a number picks, told by its first bits alone wherever they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Index
    from scenario_engine.simulation.cuts import Cuts

Codes = NDArray[Any]
"""uint16, int32 or int64, whichever is wide enough."""


@attrs.frozen(eq=False)
class Cells:
    """
    For each row of some cuts, what a number leads to, by its first bits.

    Where a cut lies within a cell, the cell has a mark in place of a target: the
    number has to be looked for in the cuts.

    Attributes:
        bits: How many first bits.
        code: ``(rows << bits,)``: what is led to, as the maker of the cells codes it.
    """

    bits: int
    code: Codes

    @classmethod
    def of(
        cls,
        cuts: Cuts,
        bits: int,
        codes: Index,
        mark: int,
        rows: int,
        at: Index | None = None,
    ) -> Cells:
        """
        Return the cells of *cuts*.

        Args:
            cuts: The cuts.
            bits: How many first bits of a number are gone by.
            codes: int64: the code of each target; none is above the mark.
            mark: What says that the first bits do not decide.
            rows: How many rows there are here; one that is of no cuts has marks only.
            at: int64: the row here of each row of the cuts, ascending; the same if not
                given.
        """
        shift, pointer = np.int64(32 - bits), cuts.pointer
        after = cuts.cut.astype(np.int64) + 1
        before = np.append(0, after[:-1])
        before[pointer[:-1]] = 0
        # The cells that lie wholly between two cuts, branch by branch.
        begin, end = -(-before >> shift), after >> shift
        row = np.repeat(np.arange(cuts.rows) if at is None else at, np.diff(pointer))
        some = np.flatnonzero(begin < end)
        begin, end = (((row << bits) + cell)[some] for cell in (begin, end))
        # Marks up to each of them, its code in them, and marks up to the last cell.
        length = np.diff(np.column_stack((begin, end)).ravel(), prepend=0)
        length = np.append(length, (rows << bits) - length.sum())
        told = np.full(len(length), mark, dtype=narrowest(mark))
        told[1::2] = codes[cuts.target[some]]
        code: Codes = np.repeat(told, length)
        return cls(bits, code)


def narrowest(largest: int) -> type[np.uint16] | type[np.int32] | type[np.int64]:
    """Return the narrowest type there is here for whole numbers up to *largest*."""
    if largest <= np.iinfo(np.uint16).max:
        return np.uint16
    return np.int32 if largest <= np.iinfo(np.int32).max else np.int64


def bits_for(rows: int, most: int, cells: int) -> int:
    """Return how many bits, *most* at most, give *rows* no more than so many cells."""
    return max(1, min(most, (cells // max(rows, 1)).bit_length() - 1))
