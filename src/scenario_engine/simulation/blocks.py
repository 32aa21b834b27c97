"""Episodes played together, a block at a time, turn by turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np
from numpy.random import Philox
from numpy.typing import NDArray

from scenario_engine.program import dice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.simulation.cuts import Numbers
    from scenario_engine.simulation.tables import Tables
    from scenario_engine.simulation.ways import Way

_WORDS_AT_ONCE = 2**22
_MOST_AT_ONCE = 2**15
_HALF = np.uint64(32)

Words = NDArray[np.uint64]


@attrs.frozen(eq=False)
class Block:
    """
    How some episodes ended.

    Attributes:
        first: The number of the first of them.
        ending: int8, ``(m,)``: the ending of each; -1 where the turns ran out.
        turns: int16, ``(m,)``: how many turns each had.
        place: int32, ``(m,)``: the place that each ended in.
    """

    first: int
    ending: NDArray[np.int8]
    turns: NDArray[np.int16]
    place: NDArray[np.int32]


class Watcher(Protocol):
    """Somebody who is told of every turn, for what a `Block` does not hold."""

    def begin(self, first: int, place: NDArray[np.int32]) -> None:
        """
        Note that a block begins.

        Args:
            first: The number of its first episode.
            place: int32, ``(m,)``: where each episode begins.
        """

    def turn(
        self,
        turn: int,
        alive: NDArray[np.int64],
        choice: NDArray[np.int32],
        situation: NDArray[np.int32],
        place: NDArray[np.int32],
    ) -> None:
        """
        Note what a turn was for the episodes that had it.

        Args:
            turn: Its number, from 1.
            alive: int64, ``(k,)``: which episodes of the block had it; ascending.
            choice: int32, ``(k,)``: what each chose, by its number in the tables.
            situation: int32, ``(k,)``: what the response came to.
            place: int32, ``(k,)``: where the turn ended.
        """


def blocks(
    tables: Tables,
    way: Way,
    seed: int,
    first: int,
    episodes: int,
    watcher: Watcher | None = None,
) -> Iterator[Block]:
    """
    Play episodes, and yield how they ended, in order.

    Each is the episode of its number that live play has, whatever stands beside it.

    Args:
        tables: The program.
        way: Who chooses.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.
        watcher: Is told of every turn.
    """
    horizon = tables.space.program.horizon
    width = dice.blocks_of(horizon) * dice.WORDS_A_BLOCK
    size = max(1, min(_MOST_AT_ONCE, _WORDS_AT_ONCE // width))
    for begin in range(first, first + episodes, size):
        count = min(size, first + episodes - begin)
        yield _played(tables, way, seed, begin, count, watcher)


def _played(
    tables: Tables,
    way: Way,
    seed: int,
    first: int,
    count: int,
    watcher: Watcher | None,
) -> Block:
    horizon = tables.space.program.horizon
    drawn = words(seed, first, count, horizon, dice.DICE)
    chosen = (
        drawn if way.is_certain else words(seed, first, count, horizon, dice.STRATEGY)
    )
    place = tables.start.pick(np.zeros(count, dtype=np.int32), _high(drawn[0]))
    block = Block(
        first,
        np.full(count, -1, dtype=np.int8),
        np.full(count, horizon, dtype=np.int16),
        place.copy(),
    )
    alive = np.arange(count)
    if watcher is not None:
        watcher.begin(first, place)
    for turn in range(1, horizon + 1):
        number = drawn[turn].take(alive)
        which = _high(chosen[turn].take(alive))
        choice = way.choose(place, horizon - turn + 1, which)
        situation = tables.response.pick(choice, _high(number))
        place = tables.world.pick(situation, number.astype(np.uint32))
        if watcher is not None:
            watcher.turn(turn, alive, choice, situation, place)
        over = tables.ending.take(place) >= 0
        if over.any():
            ended = alive[over]
            block.ending[ended] = tables.ending.take(place[over])
            block.turns[ended] = turn
            block.place[ended] = place[over]
            alive, place = alive[~over], place[~over]
        if not len(alive):
            break
    block.place[alive] = place
    return block


def words(seed: int, first: int, count: int, horizon: int, stream: int) -> Words:
    """
    Return the words of *count* episodes from *first* on, by turn.

    Returns:
        uint64, ``(horizon + 1, count)``: each column what `dice.words` gives.
    """
    dice.check(seed, first)
    dice.check(seed, first + count - 1)
    blocks_each = dice.blocks_of(horizon)
    generator = Philox(key=(stream << 64) | seed, counter=first * blocks_each)
    drawn = generator.random_raw(count * blocks_each * dice.WORDS_A_BLOCK)
    by_episode = drawn.reshape(count, blocks_each * dice.WORDS_A_BLOCK)
    return np.ascontiguousarray(by_episode[:, : horizon + 1].T)


def _high(number: Words) -> Numbers:
    """Return the upper half of each word."""
    return (number >> _HALF).astype(np.uint32)
