"""Where the scene ends, in which way, and what that is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.joint.grid import Grid, Order
from scenario_engine.analysis.joint.touching import of_guards, places

if TYPE_CHECKING:
    from scenario_engine.analysis.branching import Semantics
    from scenario_engine.program.ir import Reward


@attrs.frozen(eq=False)
class Endings:
    """
    The endings of a program on its grid.

    Attributes:
        grid: The grid.
        home: The order of the axes.
        number: int16, one entry a cell: index of the ending, -1 while it goes on.
    """

    grid: Grid
    home: Order
    number: NDArray[np.int16]

    @classmethod
    def of(cls, semantics: Semantics, grid: Grid, home: Order) -> Endings:
        """Look at every valuation of what the endings read, and at nothing else."""
        program = semantics.program
        read = places(program, of_guards(e.guard for e in program.endings))
        order = tuple(place for place in home if place in read)
        codes = grid.codes(np.arange(grid.cells(order)), order)
        found = semantics.endings(codes).astype(np.int16)
        return cls(grid, home, _everywhere(grid, found, order, home))

    @property
    def over(self) -> NDArray[np.bool_]:
        """Tell which cells end the scene."""
        ended: NDArray[np.bool_] = self.number >= 0
        return ended

    def of_kind(self, semantics: Semantics, kind: str) -> NDArray[np.float64]:
        """Return 1 where an ending is of *kind*, or would be at the turn limit."""
        program = semantics.program
        kinds = [ending.kind == kind for ending in program.endings]
        told = np.array([*kinds, program.timeout.kind == kind], dtype=np.float64)
        return told[self.number]

    def points(self, semantics: Semantics) -> NDArray[np.float64]:
        """Return the points that are awarded if the episode ends in a cell."""
        program = semantics.program
        found = np.zeros(len(self.number))
        for index, ending in enumerate((*program.endings, program.timeout)):
            number = index if index < len(program.endings) else -1
            for reward in ending.rewards:
                awarded = self._awarded(semantics, reward)
                found += np.where(self.number == number, awarded, 0.0)
        return found

    def _awarded(self, semantics: Semantics, reward: Reward) -> NDArray[np.float64]:
        read = places(semantics.program, of_guards([reward.guard]))
        order = tuple(place for place in self.home if place in read)
        codes = self.grid.codes(np.arange(self.grid.cells(order)), order)
        points = semantics.points(codes, reward)
        return _everywhere(self.grid, points, order, self.home)


def _everywhere(
    grid: Grid, values: NDArray[Any], order: Order, home: Order
) -> NDArray[Any]:
    """Return what is known for the variables in *order* for each cell of the grid."""
    known = tuple(grid.size[place] if place in order else 1 for place in home)
    shape = tuple(grid.size[place] for place in home)
    return np.broadcast_to(values.reshape(known), shape).flatten()
