"""Results as Arrow tables, in memory and in files of Parquet or Arrow IPC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from scenario_engine.errors import SavedError
from scenario_engine.simulation.columns import (
    LABEL,
    MISSING,
    REAL,
    TRUTH,
    Column,
    smallest,
)
from scenario_engine.simulation.ipc_file import IpcFile
from scenario_engine.simulation.running.describing import KEY
from scenario_engine.simulation.running.frame import ERROR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from scenario_engine.simulation.running.frame import Frame, Group

NUMBER = "episode"

AT_ONCE = 2**15
"""How many numbers of a column the writer of Parquet is handed at a time."""


def schema(frame: Frame, about: str) -> Any:
    """Return the schema of a table, *about* being what it says about itself."""
    fields = [
        pa.field(column.name, _type(column), nullable=_has_gaps(values))
        for column, values in zip(
            frame.parameters, zip(*frame.values, strict=True), strict=True
        )
    ]
    fields += [
        pa.field(column.name, _type(column), nullable=column.name != NUMBER)
        for column in frame.columns
    ]
    fields.append(pa.field(ERROR, pa.string()))
    return pa.schema(fields, metadata={KEY: about})


def _has_gaps(values: Sequence[Any]) -> bool:
    """Tell whether a cell lacks a parameter of which *values* are the codes."""
    return any(value == MISSING or value != value for value in values)


def _type(column: Column) -> Any:
    if column.kind == LABEL:
        return pa.dictionary(_index(column), pa.string())
    if column.kind == TRUTH:
        return pa.bool_()
    return pa.from_numpy_dtype(np.dtype(column.dtype))


def _index(column: Column) -> Any:
    return pa.from_numpy_dtype(np.dtype(smallest(MISSING, len(column.labels))))


class Batches:
    """
    Makes record batches of groups of rows.

    Args:
        frame: The table.
        about: What it says about itself.
    """

    def __init__(self, frame: Frame, about: str) -> None:
        self._frame = frame
        self._labels = {
            column.name: pa.array(column.labels, pa.string())
            for column in (*frame.parameters, *frame.columns)
            if column.kind == LABEL
        }
        self.schema = schema(frame, about)
        self.labels = list(self._labels)
        """The columns of texts, of which there are few."""
        # The runs of the last group, and what each group of the same runs has in it.
        self._runs: tuple[tuple[int, int], ...] = ()
        self._same: dict[int, Any] = {}

    def batch(self, group: Group) -> Any:
        """Return the rows of *group*."""
        same, own = self.columns(group)
        found = {**same, **own}
        arrays = [found[place] for place in range(len(found))]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)

    def columns(self, group: Group) -> tuple[dict[int, Any], dict[int, Any]]:
        """
        Return the columns of *group*, by their place.

        Returns:
            Those that are the same in each group of the same runs, which is then the
            same object; and its own, which are taken before them.
        """
        if group.runs != self._runs:
            self._runs, self._same = group.runs, dict(self._shared(group))
        own = {
            place: self._array(
                column, group.arrays[column.name], group.missing.get(column.name)
            )
            for place, column in enumerate(
                self._frame.columns, len(self._frame.parameters)
            )
        }
        if group.errors:
            texts = [group.errors.get(row) for row in range(len(group))]
            own[len(self.schema) - 1] = pa.array(texts, pa.string())
        return self._same, own

    def _shared(self, group: Group) -> Iterator[tuple[int, Any]]:
        """Yield the parameters of the rows, and a column of no errors."""
        cells = [cell for cell, _ in group.runs]
        counts = [count for _, count in group.runs]
        for place, column in enumerate(self._frame.parameters):
            own = [self._frame.values[cell][place] for cell in cells]
            values = np.repeat(np.array(own, dtype=column.dtype), counts)
            none = np.isnan(values) if column.kind == REAL else None
            yield place, self._array(column, values, none)
        yield len(self.schema) - 1, pa.nulls(len(group), pa.string())

    def _array(
        self,
        column: Column,
        array: NDArray[Any],
        gaps: NDArray[np.bool_] | None = None,
    ) -> Any:
        if column.kind == TRUTH:
            unknown = array < 0 if gaps is None else (array < 0) | gaps
            return pa.array(array > 0, mask=unknown)
        if column.kind != LABEL:
            return pa.array(array, mask=gaps)
        # A code below 0 is no text; where none is, nothing has to be looked at.
        least = array.min(initial=0)
        missing = (array < 0) if least < 0 else None
        if gaps is not None:
            missing = gaps if missing is None else missing | gaps
        codes, labels = pa.array(array, mask=missing), self._labels[column.name]
        # That each code has a label was looked at where a part came from elsewhere.
        return pa.DictionaryArray.from_arrays(codes, labels, safe=False)

    def table(self, groups: list[Group]) -> Any:
        """Return all *groups* as one table."""
        return pa.Table.from_batches([self.batch(g) for g in groups], self.schema)


class Writer:
    """
    Writes groups of rows to a file, one after the other.

    Args:
        path: The file.
        batches: Makes record batches.
        is_parquet: Whether it is Parquet, else Arrow IPC.
    """

    def __init__(self, path: Path, batches: Batches, *, is_parquet: bool) -> None:
        self._batches = batches
        self._file = path.open("wb")
        self._is_parquet = is_parquet
        if is_parquet:
            self._writer: Any = pq.ParquetWriter(
                self._file,
                batches.schema,
                compression="lz4",
                use_dictionary=batches.labels,
                # Numbers of episodes hardly differ, and are what rows are found by.
                column_encoding={NUMBER: "DELTA_BINARY_PACKED"},
                write_statistics=[NUMBER],
                write_batch_size=AT_ONCE,
            )
        else:
            self._writer = IpcFile(self._file, batches.schema)

    def write(self, group: Group) -> None:
        """Write the rows of *group*, as one row group or record batch."""
        if self._is_parquet:
            self._writer.write_batch(self._batches.batch(group))
        else:
            self._writer.write(*self._batches.columns(group))

    def close(self) -> None:
        """End the file."""
        try:
            self._writer.close()
        finally:
            self._file.close()

    def abandon(self) -> None:
        """Let the file be as it is."""
        self._file.close()


def about(path: Path) -> bytes:
    """
    Return what a file of results says about itself.

    Raises:
        SavedError: If it is no such file.
    """
    try:
        with path.open("rb") as file:
            is_parquet = file.read(4) == b"PAR1"
        if is_parquet:
            found = pq.read_schema(path)
        else:
            with pa.OSFile(str(path)) as source:
                found = pa.ipc.open_file(source).schema
    except OSError as error:
        reason = error.strerror or str(error)
        raise SavedError(f"{path}: {reason}. Name another file.") from error
    except pa.ArrowException as error:
        raise SavedError(f"{path}: no Parquet or Arrow file, or cut short.") from error
    told: bytes | None = (found.metadata or {}).get(KEY.encode())
    if told is None:
        raise SavedError(f"{path}: no results of scenario_engine.")
    return told
