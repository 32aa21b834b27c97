"""Codes numbered in the order in which they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis.packing import Codes


class Numbering:
    """Codes numbered in the order in which they are found."""

    def __init__(self) -> None:
        self._ascending: Codes = np.empty(0, dtype=np.int64)
        self._number: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.codes: Codes = np.empty(0, dtype=np.int64)

    def add(self, codes: Codes) -> Codes:
        """Number the *codes* not seen before, in ascending order; return them."""
        found = np.unique(codes)
        if len(self._ascending):
            at = np.searchsorted(self._ascending, found)
            at[at == len(self._ascending)] = 0
            found = found[self._ascending[at] != found]
        numbers = np.arange(len(self.codes), len(self.codes) + len(found))
        merged = np.concatenate([self._ascending, found])
        order = np.argsort(merged, kind="stable")
        self._ascending = merged[order]
        self._number = np.concatenate([self._number, numbers])[order]
        self.codes = np.concatenate([self.codes, found])
        return found

    def of(self, codes: Codes) -> NDArray[np.int64]:
        """Return the numbers of *codes*, all of which have been added."""
        return self._number[np.searchsorted(self._ascending, codes)]

    def find(self, codes: Codes) -> NDArray[np.int64]:
        """Return the numbers of *codes*; -1 for those that have not been added."""
        if not len(self._ascending):
            return np.full(len(codes), -1, dtype=np.int64)
        at = np.searchsorted(self._ascending, codes)
        at[at == len(self._ascending)] = 0
        return np.where(self._ascending[at] == codes, self._number[at], -1)
