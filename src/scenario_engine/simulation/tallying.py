"""Totals of episodes that nobody will open, each turn of which is a single draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.random import SFC64, SeedSequence

from scenario_engine.program import dice, digest
from scenario_engine.program.interpreter import EXPERT
from scenario_engine.simulation.compiled import folded, wanted
from scenario_engine.simulation.folding import Folded, Joint
from scenario_engine.simulation.simulating import SimulationError, ready
from scenario_engine.simulation.tables import Tables
from scenario_engine.simulation.totals import Totals
from scenario_engine.simulation.tracks import of_each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.program import Program
    from scenario_engine.program.trainee import Trainee
    from scenario_engine.simulation.simulating import Chooser
    from scenario_engine.simulation.tracks import Track

STREAM = 3
"""Tells the seed apart from other uses of it."""

MOST = 10**12

AT_ONCE = 2**16
"""How many episodes go on side by side; which word is whose depends on it."""

MOST_SLOTS = 2**25


def tally(
    program: Program | Tables,
    strategy: Chooser | None = None,
    *,
    episodes: int,
    seed: int = 0,
    trainee: Trainee = EXPERT,
    compiled: bool | None = None,
) -> Totals:
    """
    Count how episodes end that nobody will open.

    The strategy and all that chance does in a turn are one draw, so the totals have
    the same distribution as those of `simulate`, sooner; but there is no episode to
    open, and no dice that another strategy could face. `populate` is sooner still
    from some hundred thousand on.

    Args:
        program: The program, or `Tables` of it.
        strategy: Who chooses, as for `simulate`.
        episodes: How many, from 1 to 10**12.
        seed: In 0..2**64 - 1.
        trainee: Whose skill decides how actions are delivered.
        compiled: Whether compiled loops play, which come to the same: by themselves
            from some millions of episodes on, where the extra ``fast`` is installed.

    Raises:
        SimulationError: If there is no episode, or there are too many; or if the
            folded tables would be too large.
        ExtraError: If compiled loops are asked for, and not installed.
        DiceError: If *seed* is out of range.
        BudgetError: If the program has more states than can be explored.
        ProgramError: If a chance of it is none in some state.
    """
    if type(episodes) is not int or not 1 <= episodes <= MOST:
        raise SimulationError(
            f"episodes is {episodes!r}. Give a whole number from 1 to {MOST}."
        )
    dice.check(seed, 0)
    chain = Chain.of(ready(program, strategy, trainee).short.track)
    played = program.space.program if isinstance(program, Tables) else program
    generator = SFC64(SeedSequence([STREAM, seed]))
    counts = np.zeros((len(played.endings) + 1, played.horizon + 1), dtype=np.int64)
    if wanted(compiled, episodes * played.horizon):
        folded().play(chain, generator, episodes, counts)
    else:
        for begin in range(0, episodes, AT_ONCE):
            chain.play(generator, min(AT_ONCE, episodes - begin), counts)
    endings = (*played.endings, played.timeout)
    return Totals(played.id, digest(played), seed, 0, endings, counts)


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
