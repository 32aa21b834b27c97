"""Whoever takes what a batch has played, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scenario_engine.simulation.columns import joined
from scenario_engine.simulation.episodes import Episodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.simulation.columns import Arrays, Column
    from scenario_engine.simulation.running.cells import Cell
    from scenario_engine.simulation.running.faults import Lost


class Keeper(Protocol):
    """Somebody who takes what was played, in order."""

    def add(self, cell: int, arrays: Arrays) -> None:
        """Take the columns of some episodes of a cell."""

    def lose(self, lost: Lost) -> None:
        """Take note of episodes that could not be played."""


class Kept:
    """Keeps all columns, for each cell."""

    def __init__(
        self, cells: Sequence[Cell], columns: Sequence[Sequence[Column]]
    ) -> None:
        self._seeds = [cell.seed for cell in cells]
        self._columns = columns
        self._parts: list[list[Arrays]] = [[] for _ in columns]

    def add(self, cell: int, arrays: Arrays) -> None:
        """Keep them."""
        self._parts[cell].append(arrays)

    def lose(self, lost: Lost) -> None:
        """Keep nothing: the batch has it."""

    def episodes(self) -> Iterator[Episodes]:
        """Yield the columns of each cell."""
        each = zip(self._columns, self._parts, self._seeds, strict=True)
        for columns, parts, seed in each:
            if columns:
                yield Episodes(tuple(columns), joined(parts, columns), seed)
