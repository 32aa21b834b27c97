"""Episodes of many people at once, each delivering as well as they can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Floats
from scenario_engine.program import dice
from scenario_engine.simulation.draws import Words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.study.ground import Ground

_SCALE = 2.0**32
_HALF = np.uint64(32)
_LAST = float(2**32 - 1)
_AT_ONCE = 2**16


@attrs.frozen(eq=False)
class Round:
    """
    What came of some episodes.

    Attributes:
        totals: float64, ``(aims, m)``: what each aim counted in each episode.
        uses: int64, ``(m, actions)``: how often each intervention was chosen.
    """

    totals: Floats
    uses: NDArray[np.int64]


def play(
    ground: Ground,
    skill: Floats,
    *,
    seed: int,
    first: int,
    each: int = 1,
    aims: Sequence[Aim] = (),
) -> Round:
    """
    Play *each* episodes of everybody.

    Episode *i* of person *p* is number ``first + p * each + i`` of that seed, and is
    what a live session of a trainee of their skill has with the same choices.

    Args:
        ground: What is played, and how everybody chooses.
        skill: float64, ``(people, actions)``: each one's skill in the technique of
            each of the program's interventions.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        each: How many episodes everybody has.
        aims: What is counted.

    Returns:
        The episodes, person by person.
    """
    count = len(skill) * each
    totals = np.zeros((len(aims), count))
    uses = np.zeros((count, skill.shape[1]), dtype=np.int64)
    block = _Block(ground, aims, seed)
    for begin in range(0, count, _AT_ONCE):
        size = min(_AT_ONCE, count - begin)
        person = np.arange(begin, begin + size) // each
        part = slice(begin, begin + size)
        block.play(skill[person], first + begin, totals[:, part], uses[part])
    return Round(totals, uses)


class _Block:
    """Plays some episodes at a time."""

    def __init__(self, ground: Ground, aims: Sequence[Aim], seed: int) -> None:
        self.ground, self.seed = ground, seed
        self.finals = [ground.final(aim) for aim in aims]
        self.gains = [ground.gain(aim) for aim in aims]

    def play(
        self, skill: Floats, first: int, totals: Floats, uses: NDArray[np.int64]
    ) -> None:
        """Play an episode for each row of *skill*, adding to *totals* and *uses*."""
        tables, way = self.ground.tables, self.ground.way
        horizon, count = self.ground.program.horizon, len(skill)
        drawn = words(self.seed, first, count, horizon, dice.DICE)
        chosen = (
            drawn[:0]
            if way.is_certain
            else words(self.seed, first, count, horizon, dice.STRATEGY)
        )
        place = tables.start.pick(np.zeros(count, dtype=np.int32), _high(drawn[0]))
        alive, last = np.arange(count), place.copy()
        for turn in range(1, horizon + 1):
            number = drawn[turn].take(alive)
            which = _chosen(chosen, turn, alive)
            choice = way.choose(place, horizon - turn + 1, which)
            action = self.ground.action[choice]
            uses[alive, action] += 1
            for row, gain in enumerate(self.gains):
                totals[row, alive] += gain[choice]
            share = self.ground.delivering(choice, skill[alive, action])
            moved = _moved(number, share, self.ground.usual[choice])
            situation = tables.response.pick(choice, moved)
            place = tables.world.pick(situation, number.astype(np.uint32))
            last[alive] = place
            goes_on = tables.ending.take(place) < 0
            alive, place = alive[goes_on], place[goes_on]
            if not len(alive):
                break
        for row, final in enumerate(self.finals):
            totals[row] += final[last]


def _moved(
    number: NDArray[np.uint64], share: Floats, usual: Floats
) -> NDArray[np.uint32]:
    """
    Move numbers so that *share* of them picks a good delivery, and not *usual*.

    The branches of a good delivery come first in the program's order, so that a number
    picks the branch that it picks in live play of somebody with that share.
    """
    high = (number >> _HALF).astype(np.float64) / _SCALE
    well = high < share
    with np.errstate(divide="ignore", invalid="ignore"):
        good = high / share * usual
        poor = usual + (high - share) / (1.0 - share) * (1.0 - usual)
    moved = np.where(share == usual, high, np.where(well, good, poor))
    return np.clip(moved * _SCALE, 0.0, _LAST).astype(np.uint32)


def _chosen(numbers: Words, turn: int, alive: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Return what choices of a turn are drawn by; two turns share a word."""
    if not len(numbers):
        return np.zeros(len(alive), dtype=np.uint32)
    word = numbers[(turn - 1) // 2].take(alive)
    return word.astype(np.uint32) if turn % 2 else _high(word)


def _high(number: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return (number >> _HALF).astype(np.uint32)
