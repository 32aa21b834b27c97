"""Ways to choose, ready for a simulation: what a number picks in each state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.strategies import uniform
from scenario_engine.simulation.cuts import Cuts

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.simulation.cuts import Numbers


@attrs.frozen(eq=False)
class Way:
    """
    How somebody chooses, with any number of turns left.

    Attributes:
        is_certain: Whether no state leaves a choice to chance: then no number is
            drawn.
        by_left: For turns left, what a number picks in each ongoing state; one for
            all where the turns left make no difference.
        row: int32, ``(n,)``: the row of each state in the cuts.
    """

    is_certain: bool
    by_left: tuple[Cuts, ...]
    row: NDArray[np.int32]

    @classmethod
    def of(cls, space: StateSpace, weights: Weights | None = None) -> Way:
        """
        Make *weights* ready.

        Args:
            space: The state space.
            weights: The chance of each choice in its state, ``(k,)`` or
                ``(horizon + 1, k)`` by turns left; uniform where it is not given.
        """
        given = uniform(space) if weights is None else weights
        rows = given[None] if given.ndim == 1 else given
        place = np.cumsum(space.ending < 0) - 1
        row = place.astype(np.int32)
        cuts = tuple(_cuts(space, each, row) for each in rows)
        is_certain = bool(np.isin(rows, (0.0, 1.0)).all())
        return cls(is_certain, cuts, row)

    def choose(
        self, states: NDArray[np.int32], left: int, numbers: Numbers
    ) -> NDArray[np.int32]:
        """Return the choice, by its number in the space, that is taken in *states*."""
        cuts = self.by_left[left if len(self.by_left) > 1 else 0]
        return cuts.pick(self.row.take(states), numbers)


def _cuts(space: StateSpace, weights: Floats, row: NDArray[np.int32]) -> Cuts:
    kept = np.flatnonzero(weights > 0)
    rows = row[space.owner[kept]].astype(np.int64)
    return Cuts.of(rows, weights[kept], kept, int(row[-1]) + 1)
