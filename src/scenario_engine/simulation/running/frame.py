"""One table for several cells: what their rows share, in groups of one size."""

from __future__ import annotations

from collections import deque
from itertools import groupby
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.simulation.columns import (
    LABEL,
    REAL,
    WHOLE,
    Arrays,
    Column,
    smallest,
)
from scenario_engine.simulation.running.faults import BatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenario_engine.simulation.running.cells import Cell, Parameter
    from scenario_engine.simulation.running.faults import Lost

ERROR = "error"
"""The column that says why episodes from that of the row on could not be played."""


@attrs.frozen(eq=False)
class Frame:
    """
    The columns of one table for several cells.

    Attributes:
        parameters: A column for each parameter of a cell.
        columns: Those of episodes or turns; of all scenarios, where they differ.
        values: For each cell, its parameters: a number each, codes for labels.
        codes: For each cell and column of labels, what its codes are in the table.
    """

    parameters: tuple[Column, ...]
    columns: tuple[Column, ...]
    values: tuple[tuple[Any, ...], ...]
    codes: tuple[dict[str, NDArray[Any]], ...]

    @classmethod
    def of(cls, cells: Sequence[Cell], columns: Sequence[Sequence[Column]]) -> Frame:
        """
        Return the frame for *cells* with these columns.

        Raises:
            BatchError: If a parameter has the name of a column.
        """
        rows = [cell.row for cell in cells]
        names = tuple(dict.fromkeys(name for row in rows for name in row))
        together = _together(columns)
        taken = {ERROR, *(column.name for column in together)}
        for name in names:
            if name in taken:
                raise BatchError(
                    f"The parameter '{name}' has the name of a column. Call it "
                    "something else."
                )
        parameters = tuple(
            _parameter(name, [r.get(name) for r in rows]) for name in names
        )
        values = tuple(
            tuple(_value(column, row.get(column.name)) for column in parameters)
            for row in rows
        )
        codes = tuple(_codes(own, together) for own in columns)
        return cls(parameters, together, values, codes)

    def told(self, cell: int, arrays: Arrays) -> dict[str, NDArray[Any]]:
        """Return columns of a cell as those of the table."""
        found = dict(arrays)
        for name, codes in self.codes[cell].items():
            found[name] = codes.take(found[name])
        for column in self.columns:
            if column.name in found:
                found[column.name] = found[column.name].astype(column.dtype, copy=False)
        return found


def _together(columns: Sequence[Sequence[Column]]) -> tuple[Column, ...]:
    """Return the columns of all, those of one name as one."""
    found: dict[str, Column] = {}
    for column in (each for own in columns for each in own):
        known = found.get(column.name)
        found[column.name] = column if known is None else _both(known, column)
    return tuple(found.values())


def _both(one: Column, other: Column) -> Column:
    if one.kind == LABEL:
        return Column.of_labels(one.name, (*one.labels, *other.labels))
    dtype = np.promote_types(one.dtype, other.dtype).name
    return Column(one.name, one.kind, dtype)


def _parameter(name: str, values: Sequence[Parameter | None]) -> Column:
    given = [value for value in values if value is not None]
    if any(isinstance(value, str) for value in given):
        return Column.of_labels(name, [str(value) for value in given])
    numbers = [value for value in given if type(value) is int]
    if len(numbers) == len(values):
        is_large = max(numbers) > np.iinfo(np.int64).max
        return Column(name, WHOLE, "uint64" if is_large else "int64")
    return Column(name, REAL, "float64")


def _value(column: Column, value: Parameter | None) -> Any:
    if column.kind == LABEL:
        return -1 if value is None else column.labels.index(str(value))
    return np.nan if value is None else value


def _codes(
    own: Sequence[Column], together: Sequence[Column]
) -> dict[str, NDArray[Any]]:
    """Return what the codes of a cell are in the table, where they are others."""
    by_name = {column.name: column for column in together}
    found = {}
    for column in own:
        labels = by_name[column.name].labels
        if column.labels != labels:
            # The code of what is missing, -1, finds the last one.
            codes = [*(labels.index(label) for label in column.labels), -1]
            found[column.name] = np.array(codes, dtype=smallest(-1, len(labels)))
    return found


@attrs.frozen(eq=False)
class Group:
    """
    Some rows of the table.

    Attributes:
        runs: Of which cells the rows are, one after the other: a cell and how many.
        arrays: The columns.
        missing: bool; for columns in which something is missing, where.
        errors: The rows that stand for episodes that could not be played, with why.
    """

    runs: tuple[tuple[int, int], ...]
    arrays: Arrays
    missing: dict[str, NDArray[np.bool_]]
    errors: dict[int, str]

    def __len__(self) -> int:
        """Count the rows."""
        return sum(count for _, count in self.runs)


@attrs.frozen(eq=False)
class _Piece:
    """Rows of one cell that have not been put into a group yet."""

    cell: int
    count: int
    arrays: Arrays
    error: str = ""

    def part(self, begin: int, end: int) -> _Piece:
        """Return some of the rows."""
        arrays = {name: array[begin:end] for name, array in self.arrays.items()}
        return _Piece(self.cell, end - begin, arrays, self.error)


class Grouping:
    """
    Puts rows into groups of one size, whatever sizes they come in.

    Args:
        frame: The table.
        size: How many rows a group has; the last one may have fewer.
    """

    def __init__(self, frame: Frame, size: int) -> None:
        self._frame = frame
        self._size = size
        self._pieces: deque[_Piece] = deque()
        self._rows = 0

    def add(self, cell: int, arrays: Arrays) -> Iterator[Group]:
        """Take rows of a cell; yield the groups that are now full."""
        count = len(arrays["episode"])
        if count:
            piece = _Piece(cell, count, self._frame.told(cell, arrays))
            yield from self._with(piece)

    def lose(self, lost: Lost) -> Iterator[Group]:
        """Take one row for episodes that could not be played."""
        number = np.array([lost.first], dtype=np.int64)
        yield from self._with(_Piece(lost.cell, 1, {"episode": number}, str(lost)))

    def rest(self) -> Iterator[Group]:
        """Yield what is left."""
        if self._rows:
            yield self._group(self._rows)

    def _with(self, piece: _Piece) -> Iterator[Group]:
        self._pieces.append(piece)
        self._rows += piece.count
        while self._rows >= self._size:
            yield self._group(self._size)

    def _group(self, rows: int) -> Group:
        self._rows -= rows
        pieces = []
        while rows:
            piece = self._pieces.popleft()
            if piece.count > rows:
                self._pieces.appendleft(piece.part(rows, piece.count))
                piece = piece.part(0, rows)
            pieces.append(piece)
            rows -= piece.count
        arrays, missing = {}, {}
        for column in self._frame.columns:
            arrays[column.name], gaps = _below(pieces, column)
            if gaps is not None:
                missing[column.name] = gaps
        return Group(tuple(_runs(pieces)), arrays, missing, _errors(pieces))


def _runs(pieces: Iterable[_Piece]) -> Iterator[tuple[int, int]]:
    """Yield each cell with how many rows it has, whatever pieces they come in."""
    for cell, own in groupby(pieces, lambda piece: piece.cell):
        yield cell, sum(piece.count for piece in own)


def _errors(pieces: Iterable[_Piece]) -> dict[int, str]:
    found, at = {}, 0
    for piece in pieces:
        if piece.error:
            found[at] = piece.error
        at += piece.count
    return found


def _below(
    pieces: Sequence[_Piece], column: Column
) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Return one column of *pieces* below each other, and where nothing is in it."""
    parts = [
        piece.arrays.get(column.name, np.zeros(0, dtype=column.dtype))
        for piece in pieces
    ]
    if all(len(p) == piece.count for p, piece in zip(parts, pieces, strict=True)):
        return (parts[0] if len(parts) == 1 else np.concatenate(parts)), None
    counts = [piece.count for piece in pieces]
    gaps = np.repeat([column.name not in piece.arrays for piece in pieces], counts)
    filled = np.zeros(len(gaps), dtype=column.dtype)
    filled[~gaps] = np.concatenate(parts)
    return filled, gaps
