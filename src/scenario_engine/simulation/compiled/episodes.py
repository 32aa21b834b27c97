"""Episodes played by the compiled loops, a block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from scenario_engine.simulation.columns import smallest
from scenario_engine.simulation.compiled.kernels import SIDE_BY_SIDE, gather, play
from scenario_engine.simulation.outcomes import Block, Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scenario_engine.simulation.compiled.guides import Guide
    from scenario_engine.simulation.compiled.laid import Laid
    from scenario_engine.simulation.ways import Way

_AT_ONCE = 2**16
_COURSES_AT_ONCE = 2**15


def blocks(
    way: Way, seed: int, first: int, episodes: int, *, short: bool = False
) -> Iterator[Block]:
    """
    Play as `scenario_engine.simulation.blocks.blocks` does.

    Args:
        way: Who chooses, made ready for some tables.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.
        short: Whether places that go on alike are one: then those of the blocks are
            none of the tables.
    """
    laid = way.laid_short if short else way.laid
    for begin, count in _parts(first, episodes, _AT_ONCE):
        turns, place = _played(laid, seed, begin, count, None)[:2]
        yield _block(laid, begin, turns, place)


def courses(
    way: Way, seed: int, first: int, episodes: int
) -> Iterator[tuple[Block, Course]]:
    """Play as `scenario_engine.simulation.blocks.courses` does."""
    laid = way.laid
    horizon = laid.track.horizon
    for begin, count in _parts(first, episodes, _COURSES_AT_ONCE):
        room = count * horizon
        choice, place = np.empty((2, room), dtype=np.int32)
        turn = np.empty(room, dtype=smallest(0, horizon))
        episode = np.empty(room, dtype=np.int64)
        start = np.empty(count, dtype=np.int32)
        aside = np.empty(SIDE_BY_SIDE * horizon, dtype=np.uint64)
        told = choice, place, turn, episode, start, aside
        turns, code, many = _played(laid, seed, begin, count, told)
        choice = taken(laid.track.number, choice[:many])
        course = Course(start, episode[:many], turn[:many], choice, place[:many])
        yield _block(laid, begin, turns, code), course


def taken(table: NDArray[Any], at: NDArray[np.int32]) -> NDArray[Any]:
    """Return what *table* has at each of the places *at*, which it has."""
    out = np.empty(len(at), dtype=table.dtype)
    gather(table, at, out)
    return out


def _parts(first: int, episodes: int, size: int) -> Iterator[tuple[int, int]]:
    for begin in range(first, first + episodes, size):
        yield begin, min(size, first + episodes - begin)


def _block(
    laid: Laid, first: int, turns: NDArray[np.int16], place: NDArray[np.int32]
) -> Block:
    return Block(first, laid.track.ending.take(place), turns, place)


def _played(
    laid: Laid, seed: int, first: int, count: int, course: tuple[Any, ...] | None
) -> tuple[NDArray[np.int16], NDArray[np.int32], int]:
    turns = np.empty(count, dtype=np.int16)
    place = np.empty(count, dtype=np.int32)
    many = play(
        np.uint64(first),
        count,
        laid.track.horizon,
        np.uint64(seed),
        not laid.track.is_certain,
        np.uint64(laid.places),
        _given(laid.start),
        _given(laid.choice),
        laid.way,
        _given(laid.response),
        _given(laid.world),
        turns,
        place,
        course,
    )
    return turns, place, many


def _given(guide: Guide) -> tuple[Any, ...]:
    """Return a guide as the loops take it."""
    return guide.cell, guide.branch, np.uint64(guide.bits)
