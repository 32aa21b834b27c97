"""Ways to choose, ready for a simulation: what a number picks in each state."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.simulation.chains import Chain
from scenario_engine.simulation.compiled.laid import Laid
from scenario_engine.simulation.cuts import Cuts
from scenario_engine.simulation.steps import Steps
from scenario_engine.simulation.tables import Tables
from scenario_engine.simulation.tracks import Track

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.simulation.cuts import Numbers


@attrs.frozen(eq=False)
class Way:
    """
    How somebody chooses, with any number of turns left.

    Attributes:
        is_certain: Whether no place leaves a choice to chance: then no number is
            drawn.
        by_left: For turns left, what a number picks in each ongoing place; one for
            all where the turns left make no difference.
        row: int32, ``(places,)``: the row of each place in the cuts.
        tables: The tables that it is ready for.
    """

    is_certain: bool
    by_left: tuple[Cuts, ...]
    row: NDArray[np.int32]
    tables: Tables

    @classmethod
    def of(cls, tables: Tables, weights: Weights | None = None) -> Way:
        """
        Make *weights* ready.

        Args:
            tables: The tables.
            weights: The chance of each choice in its place, ``(k,)`` or
                ``(horizon + 1, k)`` by turns left; uniform where it is not given.
        """
        sizes = np.diff(tables.pointer)
        owner = np.repeat(np.arange(len(sizes)), sizes)
        given = 1.0 / sizes[owner] if weights is None else weights
        rows = given[None] if given.ndim == 1 else given
        row = (np.cumsum(tables.ending < 0) - 1).astype(np.int32)
        # Turns in which everything is chosen alike share their cuts.
        known: dict[bytes, Cuts] = {}
        for each in rows:
            if each.tobytes() not in known:
                known[each.tobytes()] = _cuts(each, row[owner])
        cuts = tuple(known[each.tobytes()] for each in rows)
        is_certain = bool(np.isin(rows, (0.0, 1.0)).all())
        return cls(is_certain, cuts, row, tables)

    @property
    def track(self) -> Track:
        """Where episodes run, place by place."""
        return Track.of(self.tables, self.by_left, self.row, self.is_certain)

    @cached_property
    def steps(self) -> Steps:
        """What a turn looks up, place by place."""
        return Steps.of(self.track)

    @cached_property
    def laid(self) -> Laid:
        """The same for the compiled loops."""
        return Laid.of(self.track)

    @cached_property
    def merged(self) -> Track:
        """The same with one place for all that go on alike: endings and turns only."""
        return self.track.merged()

    @cached_property
    def short(self) -> Steps:
        """What a turn of it looks up."""
        return Steps.of(self.merged)

    @cached_property
    def laid_short(self) -> Laid:
        """The same for the compiled loops."""
        return Laid.of(self.merged)

    @cached_property
    def chain(self) -> Chain:
        """
        The same with one draw for each turn.

        Raises:
            SimulationError: If the tables would be too large.
        """
        return Chain.of(self.merged)

    def choose(
        self, places: NDArray[np.int32], left: int, numbers: Numbers
    ) -> NDArray[np.int32]:
        """Return the choice, by its number in the tables, that is taken in *places*."""
        cuts = self.by_left[left if len(self.by_left) > 1 else 0]
        return cuts.pick(self.row.take(places), numbers)


def _cuts(weights: Floats, row: NDArray[np.int32]) -> Cuts:
    kept = np.flatnonzero(weights > 0)
    rows = row[kept].astype(np.int64)
    return Cuts.of(rows, weights[kept], kept, int(row.max()) + 1)
