"""Episodes played together, a block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.program import dice
from scenario_engine.simulation.draws import draw
from scenario_engine.simulation.plain import run_plainly
from scenario_engine.simulation.runs import Room, Watcher, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.simulation.runs import Ended
    from scenario_engine.simulation.steps import Steps
    from scenario_engine.simulation.tables import Tables
    from scenario_engine.simulation.ways import Way

__all__ = ["Block", "Watcher", "blocks", "counts"]

_WORDS_AT_ONCE = 2**22
_MOST_AT_ONCE = 2**16
_FEW = 2**13
"""So many episodes are played sooner than tables are laid out."""
_MANY = 2**20
"""From more than so many on it pays to look for places that are alike."""


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
        way: Who chooses, made ready for *tables*.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.
        watcher: Is told of every turn.
    """
    for begin, count, ended in runs(way, seed, first, episodes, watcher):
        turns = np.empty(count, dtype=np.int16)
        place = np.empty(count, dtype=np.int32)
        for some in ended:
            turns[some.which] = some.turn
            place[some.which] = some.place
        yield Block(begin, tables.ending[place], turns, place)


def counts(way: Way, seed: int, first: int, episodes: int) -> NDArray[np.int64]:
    """
    Play episodes, and count them by ending and turns.

    Args:
        way: Who chooses, made ready for some tables.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.

    Returns:
        int64, ``(endings + 1, horizon + 1)``; those whose turns ran out come last.
    """
    program = way.tables.space.program
    found = np.zeros((len(program.endings) + 1, program.horizon + 1), dtype=np.int64)
    steps = way.short if episodes > _MANY else None
    ending = (way.tables if steps is None else steps.track).ending
    # -1 counts from the end.
    row = ending.astype(np.int64) % len(found)
    for _, _, ended in runs(way, seed, first, episodes, steps=steps):
        for some in ended:
            found[:, some.turn] += np.bincount(row[some.place], minlength=len(found))
    return found


def runs(
    way: Way,
    seed: int,
    first: int,
    episodes: int,
    watcher: Watcher | None = None,
    steps: Steps | None = None,
) -> Iterator[tuple[int, int, Iterator[Ended]]]:
    """
    Play episodes, and yield block by block the first, how many, and those that end.

    Args:
        way: Who chooses, made ready for some tables.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.
        watcher: Is told of every turn.
        steps: What turns look up, if not place by place.
    """
    horizon = way.tables.space.program.horizon
    if steps is None and episodes > _FEW:
        steps = way.steps
    length = dice.length(horizon, dice.DICE)
    more = 0 if way.is_certain else dice.length(horizon, dice.STRATEGY)
    size = min(episodes, max(1, min(_MOST_AT_ONCE, _WORDS_AT_ONCE // (length + more))))
    room = None if steps is None else Room(steps, size)
    words = np.empty((length, size), dtype=np.uint64)
    numbers = np.empty((more, size), dtype=np.uint64)
    for begin in range(first, first + episodes, size):
        count = min(size, first + episodes - begin)
        drawn, chosen = words[:, :count], numbers[:, :count]
        draw(drawn, seed, begin, horizon, dice.DICE)
        if more:
            draw(chosen, seed, begin, horizon, dice.STRATEGY)
        if steps is None or room is None:
            ended = run_plainly(way.tables, way, drawn, chosen, begin, watcher)
        else:
            ended = run(steps, room, drawn, chosen, begin, watcher)
        yield begin, count, ended
