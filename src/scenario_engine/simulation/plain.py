"""Few episodes side by side, straight from the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.simulation.runs import Ended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scenario_engine.simulation.cuts import Numbers
    from scenario_engine.simulation.draws import Words
    from scenario_engine.simulation.runs import Watcher
    from scenario_engine.simulation.tables import Tables
    from scenario_engine.simulation.ways import Way

_HALF = np.uint64(32)


def run_plainly(
    tables: Tables,
    way: Way,
    words: Words,
    numbers: Words,
    first: int = 0,
    watcher: Watcher | None = None,
) -> Iterator[Ended]:
    """
    Play episodes, and yield those that end, turn by turn.

    It needs nothing laid out, so few episodes are sooner played so; and it is what
    `scenario_engine.simulation.runs.run`, whose arguments it takes, is held against.

    Args:
        tables: The program.
        way: Who chooses.
        words: uint64, ``(horizon + 1, m)``: the words of the dice.
        numbers: uint64, ``(horizon / 2, m)``, rounded up; empty if nothing is drawn.
        first: The number of the first episode.
        watcher: Is told of every turn.
    """
    count, horizon = words.shape[1], tables.space.program.horizon
    place = tables.start.pick(np.zeros(count, dtype=np.int32), _upper(words[0]))
    alive = np.arange(count)
    if watcher is not None:
        watcher.begin(first, place)
    for turn in range(1, horizon + 1):
        word = words[turn].take(alive)
        choice = way.choose(place, horizon - turn + 1, _drawn(numbers, turn, alive))
        situation = tables.response.pick(choice, _upper(word))
        place = tables.world.pick(situation, word.astype(np.uint32))
        if watcher is not None:
            watcher.turn(turn, alive, choice, situation, place)
        over = tables.ending.take(place) >= 0
        if over.any():
            yield Ended(turn, alive[over], place[over].astype(np.int64))
            alive, place = alive[~over], place[~over]
        if not len(alive):
            return
    yield Ended(horizon, alive, place.astype(np.int64))


def _drawn(numbers: Words, turn: int, alive: NDArray[np.int64]) -> Numbers:
    """Return what choices of a turn are drawn by; two turns share a word."""
    if not len(numbers):
        return np.zeros(len(alive), dtype=np.uint32)
    word = numbers[(turn - 1) // 2].take(alive)
    return word.astype(np.uint32) if turn % 2 else _upper(word)


def _upper(words: Words) -> Numbers:
    """Return the upper half of each word."""
    return (words >> _HALF).astype(np.uint32)
