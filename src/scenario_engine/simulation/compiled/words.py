"""What is told of a turn, packed into one word: a part of its bits for each column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BYTES = 8
"""How many there are in a word."""


@attrs.frozen(eq=False)
class Words:
    """
    Columns of turns that go by what was chosen, or by the place that it led to.

    Attributes:
        by_choice: uint64: for each choice, its part of the word.
        by_place: uint64: for each place, its part.
        kinds: The types of the columns, in the order of the parts of a word, the
            lowest bits first.
        size: How many bytes a part has.
    """

    by_choice: NDArray[np.uint64]
    by_place: NDArray[np.uint64]
    kinds: tuple[np.dtype[Any], ...]
    size: int

    @classmethod
    def of(
        cls, by_choice: Sequence[NDArray[Any]], by_place: Sequence[NDArray[Any]]
    ) -> Words | None:
        """
        Pack columns, those of choices first; None where a word has no room for them.

        Args:
            by_choice: At least one: signed whole numbers for each choice.
            by_place: At least one: for each place.
        """
        columns = [*by_choice, *by_place]
        size = max(column.dtype.itemsize for column in columns)
        if size * len(columns) > _BYTES:
            return None
        behind = len(by_choice)
        return cls(
            _packed(by_choice, size, 0),
            _packed(by_place, size, behind),
            tuple(column.dtype for column in columns),
            size,
        )

    def room(self, rows: int) -> NDArray[Any]:
        """Return room for the parts of so many words: unsigned, ``(parts, rows)``."""
        return np.empty((len(self.kinds), rows), dtype=f"u{self.size}")

    def columns(self, parts: NDArray[Any]) -> Iterator[NDArray[Any]]:
        """Yield the columns that *parts* of words tell."""
        for kind, part in zip(self.kinds, parts, strict=True):
            yield part.view(f"i{self.size}").astype(kind, copy=False)


def _packed(
    columns: Sequence[NDArray[Any]], size: int, behind: int
) -> NDArray[np.uint64]:
    """Return *columns* as parts of words, behind so many others."""
    found = np.zeros(len(columns[0]), dtype=np.uint64)
    for part, column in enumerate(columns, behind):
        bits = column.astype(f"i{size}").view(f"u{size}").astype(np.uint64)
        found |= bits << np.uint64(_BYTES * size * part)
    return found
