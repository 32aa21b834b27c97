"""What a turn looks up, laid out so that most numbers need one look-up each."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from scenario_engine.analysis.rows import Index
from scenario_engine.simulation.cells import Cells, bits_for
from scenario_engine.simulation.tracks import Track, of_each

_CELLS = 2**22
"""About how many cells choices, responses and the world each have at most."""

_CHOICE, _RESPONSE, _WORLD = 8, 8, 10
"""How many first bits are gone by, where there is room."""


@attrs.frozen(eq=False)
class Steps:
    """
    A track in cells. Each look-up gives where the cells of the next begin.

    Codes of places are their numbers while play goes on, and *places* more where it
    has ended. The mark of one look-up leads to the mark of the next, so that it is
    looked for once a turn; the numbers are then looked for in the cuts.

    Attributes:
        track: The track.
        places: How many places there are.
        unsure: The mark among the codes of places.
        codes: int64, ``(places,)``: the code of each place.
        certain: int64, ``(places,)`` each: where the cells of the response to the
            choice in a place begin, by turns left; empty where chance chooses.
        choice: The same where chance chooses, for each place; empty where it does not.
        response: Where the cells of the situation begin.
        world: Codes of places.
    """

    track: Track
    places: int
    unsure: int
    codes: Index
    certain: tuple[Index, ...]
    choice: tuple[Cells, ...]
    response: Cells
    world: Cells

    @classmethod
    def of(cls, track: Track) -> Steps:
        """Lay *track* out."""
        places, situations = len(track.ending), track.world.rows
        choices = track.response.rows
        unsure = 2 * places
        codes = np.arange(places)
        codes[track.ending >= 0] += places
        # The last row of each has the mark only.
        world_bits = bits_for(situations + 1, _WORLD, _CELLS)
        world = Cells.of(track.world, world_bits, codes, unsure, situations + 1)
        bits = bits_for(choices + 1, _RESPONSE, _CELLS)
        begins = np.arange(situations + 1) << world_bits
        response = Cells.of(track.response, bits, begins, int(begins[-1]), choices + 1)
        begins = np.arange(choices + 1) << bits
        if track.is_certain:
            certain = of_each(track.ways, lambda cuts: begins[cuts.target][track.row])
            return cls(track, places, unsure, codes, certain, (), response, world)
        choice = _choices(track, begins)
        return cls(track, places, unsure, codes, (), choice, response, world)

    @property
    def chosen_as(self) -> np.dtype[Any]:
        """The type of the codes of choices, where chance chooses."""
        return self.choice[0].code.dtype if self.choice else np.dtype(np.int64)

    def left(self, turn: int) -> int:
        """Return which of the ways counts in a turn."""
        return self.track.horizon - turn + 1 if len(self.track.ways) > 1 else 0


def _choices(track: Track, begins: Index) -> tuple[Cells, ...]:
    """Return the cells of the choices, a row for each place."""
    places = len(track.ending)
    different = len({id(cuts) for cuts in track.ways})
    bits = bits_for(places * different, _CHOICE, _CELLS)
    at = np.flatnonzero(track.ending < 0)
    return of_each(
        track.ways,
        lambda cuts: Cells.of(cuts, bits, begins, int(begins[-1]), places, at),
    )
