"""A track whose turns are one draw each, for totals that nobody will open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.folding import Folded, Joint
from scenario_engine.simulation.tracks import of_each

if TYPE_CHECKING:
    from numpy.random import SFC64
    from numpy.typing import NDArray

    from scenario_engine.simulation.tracks import Track

MOST_SLOTS = 2**25
"""How many slots a turn has at most."""


@attrs.frozen(eq=False)
class Chain:
    """
    A track with one draw for each turn.

    Places that go on are numbered anew; endings come after them.

    Attributes:
        horizon: The turn limit.
        places: How many places go on.
        start: One row: where an episode begins.
        turns: For each place that goes on, where a turn leads, by turns left; one for
            all where they make no difference.
    """

    horizon: int
    places: int
    start: Folded
    turns: tuple[Folded, ...]

    @classmethod
    def of(cls, track: Track) -> Chain:
        """
        Fold *track*.

        Raises:
            SimulationError: If the tables would be too large.
        """
        places = int((track.ending < 0).sum())
        code = np.where(track.ending < 0, track.row, places + track.ending.astype(int))
        onwards = Joint.of(track.response).then(Joint.of(track.world))
        onwards = Joint.merged(onwards.row, code[onwards.target], onwards.chance)
        start = Joint.of(track.start)
        begin = Joint.merged(start.row, code[start.target], start.chance)
        turns = of_each(track.ways, lambda cuts: _folded(Joint.of(cuts).then(onwards)))
        return cls(track.horizon, places, Folded.of(begin), turns)

    def turn(self, turn: int) -> Folded:
        """Return where a turn leads, for each place that goes on."""
        return self.turns[self.horizon - turn + 1 if len(self.turns) > 1 else 0]

    def play(self, generator: SFC64, count: int, counts: NDArray[np.int64]) -> None:
        """Play episodes, and add them to *counts* by ending and turns."""
        place = self.start.drawn(np.zeros(count, dtype=np.int32), generator)
        for turn in range(1, self.horizon + 1):
            place = self.turn(turn).drawn(place, generator)
            over = np.flatnonzero(place >= self.places)
            if len(over):
                ended = np.bincount(place[over] - self.places, minlength=len(counts))
                counts[:, turn] += ended
                place = place.take(np.flatnonzero(place < self.places))
            if not len(place):
                return
        counts[-1, self.horizon] += len(place)


def _folded(joint: Joint) -> Folded:
    if joint.slots > MOST_SLOTS:
        raise SimulationError(
            f"Folded, a turn would have {joint.slots} slots, more than {MOST_SLOTS}. "
            "Use simulate, or populate."
        )
    return Folded.of(joint)
