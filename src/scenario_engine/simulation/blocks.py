"""Episodes played together, a block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.program import dice
from scenario_engine.simulation import compiled
from scenario_engine.simulation.columns import smallest
from scenario_engine.simulation.draws import draw
from scenario_engine.simulation.outcomes import Block, Course
from scenario_engine.simulation.plain import run_plainly
from scenario_engine.simulation.runs import Room, Watcher, run
from scenario_engine.simulation.totals import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scenario_engine.analysis.rows import Index
    from scenario_engine.simulation.runs import Ended
    from scenario_engine.simulation.steps import Steps
    from scenario_engine.simulation.tables import Tables
    from scenario_engine.simulation.ways import Way

__all__ = ["Block", "Course", "Watcher", "blocks", "counts", "courses"]

_WORDS_AT_ONCE = 2**22
_MOST_AT_ONCE = 2**16
_FEW = 2**13
"""So many episodes are played sooner than tables are laid out."""
_MANY = 2**20
"""From more than so many on it pays to look for places that are alike."""


def blocks(
    tables: Tables,
    way: Way,
    seed: int,
    first: int,
    episodes: int,
    watcher: Watcher | None = None,
    *,
    is_compiled: bool = False,
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
        is_compiled: Whether the compiled loops play, which tell no watcher.

    Raises:
        ExtraError: If the compiled loops are asked for, and not installed.
    """
    if is_compiled and watcher is None:
        yield from compiled.loops().blocks(way, seed, first, episodes)
        return
    for begin, count, ended in runs(way, seed, first, episodes, watcher):
        turns = np.empty(count, dtype=np.int16)
        place = np.empty(count, dtype=np.int32)
        for some in ended:
            turns[some.which] = some.turn
            place[some.which] = some.place
        yield Block(begin, tables.ending[place], turns, place)


def courses(
    tables: Tables,
    way: Way,
    seed: int,
    first: int,
    episodes: int,
    *,
    is_compiled: bool = False,
) -> Iterator[tuple[Block, Course]]:
    """
    Play episodes as `blocks` does, and yield every turn of them, too.

    Args:
        tables: The program.
        way: Who chooses, made ready for *tables*.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.
        is_compiled: Whether the compiled loops play.

    Raises:
        ExtraError: If the compiled loops are asked for, and not installed.
    """
    if is_compiled:
        yield from compiled.loops().courses(way, seed, first, episodes)
        return
    noting = _Noting()
    for block in blocks(tables, way, seed, first, episodes, noting):
        yield block, noting.course(block)


class _Noting:
    """Notes every turn of a block, to be told episode by episode."""

    def __init__(self) -> None:
        self._start = np.zeros(0, dtype=np.int32)
        self._turns: list[tuple[Index, NDArray[np.int32], NDArray[np.int32]]] = []

    def begin(self, first: int, place: NDArray[np.int32]) -> None:
        """Note where each episode begins."""
        self._start, self._turns = place, []

    def turn(
        self,
        turn: int,
        alive: Index,
        choice: NDArray[np.int32],
        situation: NDArray[np.int32],
        place: NDArray[np.int32],
    ) -> None:
        """Note a turn."""
        self._turns.append((alive, choice, place))

    def course(self, block: Block) -> Course:
        """Return the turns of *block*, which was the last to be noted."""
        begins = np.cumsum(block.turns) - block.turns
        many = int(block.turns.sum())
        turn = np.empty(many, dtype=smallest(0, len(self._turns)))
        choice, ended = np.empty((2, many), dtype=np.int32)
        for before, (alive, chosen, place) in enumerate(self._turns):
            at = begins.take(alive)
            at += before
            turn[at], choice[at], ended[at] = before + 1, chosen, place
        numbers = np.arange(block.first, block.first + len(block.turns))
        episode = np.repeat(numbers, block.turns)
        return Course(self._start, episode, turn, choice, ended)


def counts(
    way: Way, seed: int, first: int, episodes: int, *, is_compiled: bool = False
) -> NDArray[np.int64]:
    """
    Play episodes, and count them by ending and turns.

    Args:
        way: Who chooses, made ready for some tables.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.
        is_compiled: Whether the compiled loops play.

    Returns:
        int64, ``(endings + 1, horizon + 1)``; those whose turns ran out come last.

    Raises:
        ExtraError: If the compiled loops are asked for, and not installed.
    """
    program = way.tables.space.program
    found = np.zeros((len(program.endings) + 1, program.horizon + 1), dtype=np.int64)
    if is_compiled:
        short = episodes > _MANY
        for block in compiled.loops().blocks(way, seed, first, episodes, short=short):
            found += counted(block, len(program.endings), program.horizon)
        return found
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
