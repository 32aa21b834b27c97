"""All valuations that could be reached, as an array with an axis a variable."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.joint.touching import as_action, changes
from scenario_engine.analysis.packing import Codes, Packing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.program.ir import Change, Program

Cells = NDArray[np.int64]
Order = tuple[int, ...]
"""Variables by their place in a state, in the order of an array's axes."""


@attrs.frozen
class Grid:
    """
    Where every valuation has its cell.

    Attributes:
        packing: How states are packed.
        low: The least value of each variable that can be met.
        size: How many values of it there are from there.
    """

    packing: Packing
    low: tuple[int, ...]
    size: tuple[int, ...]

    @classmethod
    def of(cls, program: Program) -> Grid:
        """
        Return the grid of what the changes of *program* can lead to.

        A variable that nothing changes keeps to the values that it begins with.
        """
        steps = (*program.actions, *map(as_action, program.world))
        every = [change for step in steps for change in changes(step)]
        ranges = [
            _range(program, place, [c for c in every if c.variable == variable.name])
            for place, variable in enumerate(program.variables)
        ]
        low = tuple(least for least, _ in ranges)
        size = tuple(most - least + 1 for least, most in ranges)
        return cls(Packing.of(program), low, size)

    def __len__(self) -> int:
        """Count the cells."""
        return self.cells(range(len(self.size)))

    def cells(self, order: Sequence[int]) -> int:
        """Count the valuations of the variables in *order*."""
        return prod(self.size[place] for place in order)

    def codes(self, cells: Cells, order: Order) -> Codes:
        """
        Return the packed states of some cells.

        Args:
            cells: Which cells, of an array with axes in *order*.
            order: Variables; the others have their least value.
        """
        start = self.packing.pack(self.low)
        codes = np.full(len(cells), start, dtype=np.int64)
        for place in reversed(order):
            cells, value = np.divmod(cells, self.size[place])
            codes += value * self.packing.strides[place]
        return codes

    def cells_of(self, codes: Codes, order: Order) -> Cells:
        """Return the cells, of an array with axes in *order*, of packed states."""
        return self._sum(codes, order, order)

    def moved(
        self,
        cells: Cells,
        row: Cells,
        codes: Codes,
        changed: Sequence[int],
        order: Order,
    ) -> Cells:
        """
        Return the cells of packed states that are little changed from others.

        Args:
            cells: The cells they come from.
            row: For each packed state, which of *cells* it comes from.
            codes: The packed states.
            changed: The variables in which they may differ.
            order: Variables; the others have their least value.
        """
        kept = cells - self._sum(self.codes(cells, order), changed, order)
        return kept[row] + self._sum(codes, changed, order)

    def _sum(self, codes: Codes, some: Sequence[int], order: Order) -> Cells:
        """Return what the values of *some* variables add to a cell."""
        cells = np.zeros(len(codes), dtype=np.int64)
        for place in some:
            stride = self.cells(order[order.index(place) + 1 :])
            value = self.packing.column(codes, place) - self.low[place]
            cells += value * stride
        return cells


def _range(program: Program, place: int, changes: list[Change]) -> tuple[int, int]:
    """Return the least and the greatest value that *changes* can lead to."""
    variable = program.variables[place]
    values = [start.state[place] for start in program.starts]
    for change in changes:
        if change.kind == "set":
            values.append(max(variable.low, min(change.amount, variable.high)))
    falls = any(change.kind == "add" and change.amount < 0 for change in changes)
    rises = any(change.kind == "add" and change.amount > 0 for change in changes)
    return (
        variable.low if falls else min(values),
        variable.high if rises else max(values),
    )
