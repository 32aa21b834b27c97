"""Results as CSV, for whoever has nothing that reads Arrow."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from scenario_engine.simulation.columns import LABEL, TRUTH, Column
from scenario_engine.simulation.running.frame import ERROR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from scenario_engine.simulation.running.frame import Frame, Group

_ABOUT = ("engine", "command")


class CsvWriter:
    """
    Writes groups of rows to a CSV file in UTF-8.

    CSV has no room for what a file says about itself, so that stands in each row: the
    version of the engine, the digest of the program, and the command.

    Args:
        path: The file.
        frame: The table.
        about: What it says about itself.
    """

    def __init__(self, path: Path, frame: Frame, about: str) -> None:
        told = json.loads(about)
        self._frame = frame
        self._digests = [cell["digest"] for cell in told["cells"]]
        self._last = [told[name] for name in _ABOUT]
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        names = [column.name for column in (*frame.parameters, *frame.columns)]
        self._writer.writerow([*names, ERROR, "digest", *_ABOUT])

    def write(self, group: Group) -> None:
        """Write the rows of *group*."""
        columns = [
            _texts(column, group.arrays[column.name], group.missing.get(column.name))
            for column in self._frame.columns
        ]
        at = 0
        for cell, count in group.runs:
            constant = self._constant(cell)
            for row in range(at, at + count):
                own = [column[row] for column in columns]
                error = group.errors.get(row, "")
                told = [error, self._digests[cell], *self._last]
                self._writer.writerow([*constant, *own, *told])
            at += count

    def _constant(self, cell: int) -> list[Any]:
        """Return the parameters of a cell."""
        values = self._frame.values[cell]
        return [
            _texts(column, np.array([value]), None)[0]
            for column, value in zip(self._frame.parameters, values, strict=True)
        ]

    def close(self) -> None:
        """End the file."""
        self._file.close()

    def abandon(self) -> None:
        """Let the file be as it is."""
        self._file.close()


def _texts(
    column: Column, array: NDArray[Any], gaps: NDArray[np.bool_] | None
) -> Sequence[Any]:
    """Return what stands in the file; nothing for what is missing."""
    if column.kind == LABEL:
        found: list[Any] = column.read(array).tolist()
    elif column.kind == TRUTH:
        found = [{0: "false", 1: "true"}.get(each, "") for each in array.tolist()]
    else:
        found = ["" if each != each else each for each in array.tolist()]
    if gaps is None:
        return found
    return ["" if gap else each for each, gap in zip(found, gaps, strict=True)]
