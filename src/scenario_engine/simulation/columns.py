"""What a column of a result is called, and what its numbers stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Arrays = Mapping[str, NDArray[Any]]
"""Columns by name, all of one length."""

MISSING = -1
"""The code, among labels and truth values, of what there is not."""

TRUTH = "truth"
WHOLE = "whole"
REAL = "real"
LABEL = "label"


@attrs.frozen
class Column:
    """
    One column.

    Attributes:
        name: Its name.
        kind: ``whole`` or ``real`` numbers; ``truth`` values, as 1, 0 and `MISSING`;
            or ``label``: the place of a text in *labels*, or `MISSING`.
        dtype: How NumPy calls the numbers.
        labels: The texts of a column of labels.
    """

    name: str
    kind: str
    dtype: str
    labels: tuple[str, ...] = ()

    @classmethod
    def of_labels(cls, name: str, labels: Iterable[str]) -> Column:
        """Return a column of *labels*, each once."""
        once = tuple(dict.fromkeys(labels))
        return cls(name, LABEL, smallest(MISSING, len(once)), once)

    @classmethod
    def of_range(cls, name: str, low: int, high: int) -> Column:
        """Return a column of whole numbers in *low*..*high*."""
        return cls(name, WHOLE, smallest(low, high))

    def read(self, codes: NDArray[Any]) -> NDArray[Any]:
        """Return what *codes* stand for: texts for labels, else as they are."""
        if self.kind != LABEL:
            return codes
        texts = np.array([*self.labels, ""], dtype=np.str_)
        found: NDArray[Any] = texts[codes]
        return found


def smallest(low: int, high: int) -> str:
    """Name the smallest type of whole numbers, signed, that holds *low*..*high*."""
    for name in ("int8", "int16", "int32"):
        info = np.iinfo(name)
        if info.min <= low and high <= info.max:
            return name
    return "int64"


def asked(
    names: Iterable[str],
    known: Mapping[str, Sequence[str]],
    one: Callable[[str], Column | None],
) -> tuple[Column, ...]:
    """
    Return the columns that *names* ask for, each once.

    Args:
        names: Names of columns, or of groups.
        known: The groups, with the columns in each.
        one: Returns the column of a name, or None.

    Raises:
        NotFoundError: If a name stands for nothing.
    """
    found: dict[str, Column] = {}
    for name in names:
        for each in known.get(name, (name,)):
            column = one(each)
            if column is None:
                raise NotFoundError(_unknown(name, known))
            found[each] = column
    return tuple(found.values())


def _unknown(name: str, known: Mapping[str, Sequence[str]]) -> str:
    every = list(
        dict.fromkeys([*known, *(n for names in known.values() for n in names)])
    )
    close = get_close_matches(name, every, n=1)
    mend = f"Did you mean '{close[0]}'?" if close else f"There are {', '.join(every)}."
    return f"No column '{name}'. {mend}"


def joined(
    parts: Sequence[Arrays], columns: Sequence[Column]
) -> dict[str, NDArray[Any]]:
    """Return *parts* below each other, with nothing but *columns*."""
    if len(parts) == 1:
        return {column.name: parts[0][column.name] for column in columns}
    return {
        column.name: np.concatenate([part[column.name] for part in parts])
        if parts
        else np.zeros(0, dtype=column.dtype)
        for column in columns
    }
