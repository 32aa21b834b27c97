"""Tables and a way to choose in them, as the numbers of an episode go through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.simulation.cuts import Cuts
from scenario_engine.simulation.merging import alike, reduced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scenario_engine.simulation.tables import Tables

T = TypeVar("T")


@attrs.frozen(eq=False)
class Track:
    """
    Where episodes run when somebody chooses in some way.

    Attributes:
        horizon: The turn limit.
        is_certain: Whether no place leaves a choice to chance.
        ending: int8, ``(places,)``: the ending of each place; -1 where it goes on.
        row: int32, ``(places,)``: the row of each place that goes on in *ways*.
        number: int32, ``(choices,)``: the number in the tables of each choice that is
            ever taken.
        start: One row: where an episode begins.
        ways: For each place that goes on, the choices, by turns left; one for all
            where the turns left make no difference.
        response: For each choice, the situations.
        world: For each situation, the places.
    """

    horizon: int
    is_certain: bool
    ending: NDArray[np.int8]
    row: NDArray[np.int32]
    number: NDArray[np.int32]
    start: Cuts
    ways: tuple[Cuts, ...]
    response: Cuts
    world: Cuts

    @classmethod
    def of(
        cls,
        tables: Tables,
        ways: Sequence[Cuts],
        row: NDArray[np.int32],
        is_certain: bool,
    ) -> Track:
        """Return the track of *tables*, place by place; arguments as above."""
        taken = np.zeros(tables.response.rows, dtype=np.bool_)
        for cuts in ways:
            taken[cuts.target] = True
        number = np.flatnonzero(taken)
        kind = np.cumsum(taken) - 1
        all_ = np.arange(ways[0].rows)
        return cls(
            tables.space.program.horizon,
            is_certain,
            tables.ending,
            row,
            number.astype(np.int32),
            tables.start,
            of_each(ways, lambda cuts: reduced(cuts, all_, kind)),
            reduced(tables.response, number, np.arange(tables.world.rows)),
            tables.world,
        )

    def merged(self) -> Track:
        """
        Return the track with one place for all from which play goes on alike.

        The same numbers lead to the same endings after the same turns.
        """
        same = alike(self.ending, self.ways, self.response, self.world)
        places, choices, situations = same.places, same.choices, same.situations
        ending = self.ending[places.first]
        rows = self.row[places.first[ending < 0]].astype(np.int64)
        return Track(
            self.horizon,
            self.is_certain,
            ending,
            (np.cumsum(ending < 0) - 1).astype(np.int32),
            self.number[choices.first],
            reduced(self.start, np.zeros(1, dtype=np.int64), places.kind),
            of_each(self.ways, lambda cuts: reduced(cuts, rows, choices.kind)),
            reduced(self.response, choices.first, situations.kind),
            reduced(self.world, situations.first, places.kind),
        )


def of_each(ways: Sequence[Cuts], make: Callable[[Cuts], T]) -> tuple[T, ...]:
    """Return what *make* makes of each of *ways*, once of those that are one object."""
    made: dict[int, T] = {}
    for cuts in ways:
        if id(cuts) not in made:
            made[id(cuts)] = make(cuts)
    return tuple(made[id(cuts)] for cuts in ways)
