"""Results in a file, which is there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Protocol

from scenario_engine import extras
from scenario_engine.simulation.running import orders
from scenario_engine.simulation.running.csv_file import CsvWriter
from scenario_engine.simulation.running.describing import described
from scenario_engine.simulation.running.faults import BatchError
from scenario_engine.simulation.running.folders import synced
from scenario_engine.simulation.running.frame import Frame, Grouping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.simulation.columns import Arrays
    from scenario_engine.simulation.running.cells import Cell
    from scenario_engine.simulation.running.faults import Lost
    from scenario_engine.simulation.running.frame import Group
    from scenario_engine.simulation.running.plans import Plan

PARQUET, ARROW, CSV = ".parquet", ".arrow", ".csv"
ENDINGS = (PARQUET, ARROW, CSV)

ROWS = 2**17
"""
How many rows stand together in a file, whatever the parts they came in.

Twice as many take longer: their columns are not in the cache any more when they are
written. With fewer, readers of Parquet have more groups to go through.
"""


class _Writer(Protocol):
    def write(self, group: Group) -> None: ...
    def close(self) -> None: ...
    def abandon(self) -> None: ...


class File:
    """
    A file that results go to: a `Keeper` for a batch.

    It is written beside its place and put there at the end, by `keep`. Used as a
    context, it leaves nothing behind where `keep` was not reached.

    Args:
        path: Where to: ``.parquet``, ``.arrow`` (Arrow IPC) or ``.csv``.
        cells: What is played.
        plan: How.
        command: What to type to have it again; may be empty.
        replaces: Whether a file that is there already may be replaced.

    Raises:
        BatchError: If it cannot be written there, or nothing but totals is wanted.
        ExtraError: If it needs a library that is not installed.
    """

    def __init__(
        self,
        path: Path,
        cells: Sequence[Cell],
        plan: Plan,
        *,
        command: str = "",
        replaces: bool = False,
    ) -> None:
        if path.suffix not in ENDINGS:
            raise BatchError(
                f"{path}: a file of what kind? Let its name end in "
                f"{', '.join(ENDINGS)}."
            )
        if plan.wanted == orders.TOTALS:
            raise BatchError("Totals are no rows. Ask for episodes or turns.")
        self.path = path
        self._replaces = replaces
        self._check_free()
        self._grouping, self._about, frame = _prepared(cells, plan, command)
        arrow = None
        if path.suffix != CSV:
            arrow = extras.load("scenario_engine.simulation.arrow", "arrow")
        try:
            self._folder = Path(mkdtemp(dir=path.parent, prefix=".writing-"))
        except OSError as error:
            raise self._refused(error) from error
        self._made = self._folder / path.name
        try:
            self._writer: _Writer = self._opened(arrow, frame)
        except OSError as error:
            self._remove()
            raise self._refused(error) from error

    def _opened(self, arrow: Any, frame: Frame) -> _Writer:
        if arrow is None:
            return CsvWriter(self._made, frame, self._about)
        batches = arrow.Batches(frame, self._about)
        is_parquet = self.path.suffix == PARQUET
        writer: _Writer = arrow.Writer(self._made, batches, is_parquet=is_parquet)
        return writer

    def __enter__(self) -> File:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind that is not whole."""
        with suppress(OSError):
            self._writer.abandon()
        self._remove()

    def _remove(self) -> None:
        with suppress(OSError):
            self._made.unlink(missing_ok=True)
            self._folder.rmdir()

    def add(self, cell: int, arrays: Arrays) -> None:
        """Take the columns of some episodes of a cell."""
        self._write(self._grouping.add(cell, arrays))

    def lose(self, lost: Lost) -> None:
        """Write a row that says what is missing, and why."""
        self._write(self._grouping.lose(lost))

    def keep(self) -> None:
        """
        Put the file in its place.

        Raises:
            BatchError: If it cannot be written to its end.
        """
        self._write(self._grouping.rest())
        try:
            self._writer.close()
            with self._made.open("rb") as file:
                os.fsync(file.fileno())
            self._check_free()
            self._made.replace(self.path)
            synced(self.path.parent)
        except OSError as error:
            raise self._refused(error) from error

    def _write(self, groups: Iterator[Group]) -> None:
        try:
            for group in groups:
                self._writer.write(group)
        except OSError as error:
            raise self._refused(error) from error

    def _check_free(self) -> None:
        if self.path.exists() and not self._replaces:
            raise BatchError(
                f"{self.path}: the file exists. Name another one, or say that it is to "
                "be replaced."
            )

    def _refused(self, error: OSError) -> BatchError:
        reason = error.strerror or str(error)
        return BatchError(f"{self.path}: {reason}. Name another file.")


def _prepared(
    cells: Sequence[Cell], plan: Plan, command: str
) -> tuple[Grouping, str, Frame]:
    columns = [orders.columns(cell.program, plan.wanted, plan.names) for cell in cells]
    frame = Frame.of(cells, columns)
    return Grouping(frame, ROWS), described(cells, plan, command), frame


class Tables:
    """
    Makes one Arrow table of a batch: a `Keeper` for it.

    Args:
        cells: What is played.
        plan: How.

    Raises:
        ExtraError: If pyarrow is not installed.
    """

    def __init__(self, cells: Sequence[Cell], plan: Plan) -> None:
        arrow = extras.load("scenario_engine.simulation.arrow", "arrow")
        self._grouping, about, frame = _prepared(cells, plan, "")
        self._batches = arrow.Batches(frame, about)
        self._groups: list[Group] = []

    def add(self, cell: int, arrays: Arrays) -> None:
        """Take the columns of some episodes of a cell."""
        self._groups += self._grouping.add(cell, arrays)

    def lose(self, lost: Lost) -> None:
        """Take a row that says what is missing, and why."""
        self._groups += self._grouping.lose(lost)

    def table(self) -> Any:
        """Return what was taken as a ``pyarrow.Table``."""
        self._groups += self._grouping.rest()
        return self._batches.table(self._groups)
