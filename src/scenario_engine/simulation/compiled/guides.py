"""What a number picks by its first bits, or from which branch on to look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Index
    from scenario_engine.simulation.cuts import Cuts


@attrs.frozen(eq=False)
class Guide:
    """
    Rows of branches, each with a cell for every value of the first bits of a number.

    Attributes:
        bits: How many first bits.
        cell: int32, ``(rows << bits,)``: what the first bits pick, where they decide;
            else ``~b``, *b* being the first branch that the number may pick.
        branch: uint64, ``(branches,)``: as in `Cuts`, with codes for what is led to.
    """

    bits: int
    cell: NDArray[np.int32]
    branch: NDArray[np.uint64]

    @classmethod
    def of(cls, cuts: Cuts, bits: int, codes: Index | None = None) -> Guide:
        """
        Return the guide to *cuts*.

        Args:
            cuts: The cuts.
            bits: How many first bits of a number its cells go by.
            codes: int64: the code of each target, below 2**31; itself if not given.
        """
        cut, shift = cuts.cut.astype(np.int64), 32 - bits
        target = cuts.target if codes is None else codes[cuts.target]
        row = np.repeat(np.arange(cuts.rows), np.diff(cuts.pointer))
        ended = np.bincount((row << bits) + (cut >> shift), minlength=cuts.rows << bits)
        first = np.cumsum(ended) - ended
        last = ((np.arange(1, (1 << bits) + 1) << shift) - 1)[None]
        decides = cut[first].reshape(-1, 1 << bits) >= last
        cell = np.where(decides.ravel(), target[first], ~first).astype(np.int32)
        branch = (cut.astype(np.uint64) << np.uint64(32)) | target.astype(np.uint64)
        return cls(bits, cell, branch)
