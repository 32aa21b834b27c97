"""How the variables part into those that steps touch and those that pass them by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from scenario_engine.analysis.joint.grid import Grid, Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.joint.touching import Touched

WIDE = 64
"""How many valuations should pass a step by, for whole rows to be moved at a time."""

_ENOUGH = 8
"""How many will do where a step touches nothing that others do not touch anyway."""

_NARROW = 4
"""With fewer that pass it by, a step is taken to touch everything."""


@attrs.frozen
class Frame:
    """
    A way to lay the grid out: a row for what is touched, with the rest along it.

    Attributes:
        grid: The grid.
        inner: The variables of which each valuation is a row.
        outer: The others: each of their valuations is a place in every row.
    """

    grid: Grid
    inner: Order
    outer: Order

    @property
    def rows(self) -> int:
        """Count the valuations of what is touched."""
        return self.grid.cells(self.inner)

    @property
    def width(self) -> int:
        """Count the valuations of what is not."""
        return self.grid.cells(self.outer)

    @property
    def order(self) -> Order:
        """The variables in the order of the axes."""
        return self.inner + self.outer

    def laid_out(self, cells: NDArray[Any], home: Order) -> NDArray[Any]:
        """
        Return *cells* in rows of this frame.

        Args:
            cells: One entry a cell, axes in the order *home*.
            home: The order.
        """
        return reordered(self.grid, cells, home, self.order).reshape(
            self.rows, self.width
        )

    def brought_home(self, rows: NDArray[Any], home: Order) -> NDArray[Any]:
        """Return what `laid_out` made of it as it was; one dimension."""
        return reordered(self.grid, rows, self.order, home)


def reordered(
    grid: Grid, cells: NDArray[Any], before: Order, after: Order
) -> NDArray[Any]:
    """Return *cells* with its axes in another order, in one dimension."""
    if before == after:
        return cells.reshape(-1)
    shape = tuple(grid.size[place] for place in before)
    axes = tuple(before.index(place) for place in after)
    return np.ascontiguousarray(cells.reshape(shape).transpose(axes)).reshape(-1)


def frames(grid: Grid, steps: Sequence[Touched]) -> tuple[Frame, ...]:
    """
    Return a frame for each of *steps*, alike for as many as go together well.

    Steps share a frame while enough valuations pass them all by.
    """
    groups: list[Touched] = []
    for touched in sorted(set(steps), key=lambda t: (-grid.cells(tuple(t)), sorted(t))):
        fitting = [
            index
            for index, group in enumerate(groups)
            if len(grid)
            >= (_ENOUGH if touched <= group else WIDE)
            * grid.cells(tuple(group | touched))
        ]
        if fitting:
            joined = min(
                fitting, key=lambda index: grid.cells(tuple(groups[index] | touched))
            )
            groups[joined] |= touched
        else:
            groups.append(touched)
    made = [_frame(grid, group) for group in groups]
    return tuple(
        min(
            (frame for frame in made if step <= set(frame.inner)),
            key=lambda frame: frame.rows,
        )
        for step in steps
    )


def _frame(grid: Grid, group: Touched) -> Frame:
    every = range(len(grid.size))
    if len(grid) < _NARROW * grid.cells(tuple(group)):
        group = frozenset(every)
    return Frame(
        grid,
        tuple(place for place in every if place in group),
        tuple(place for place in every if place not in group),
    )
