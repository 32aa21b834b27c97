"""Episodes played by the compiled loops, a block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Index
from scenario_engine.simulation.columns import smallest
from scenario_engine.simulation.compiled.kernels import play
from scenario_engine.simulation.compiled.taking import taken
from scenario_engine.simulation.compiled.words import Words
from scenario_engine.simulation.outcomes import Block, Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.simulation.compiled.guides import Guide
    from scenario_engine.simulation.compiled.laid import Laid
    from scenario_engine.simulation.ways import Way

__all__ = ["Turns", "blocks", "courses", "taken", "told"]

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
    places = np.arange(way.laid.places, dtype=np.int32)
    words = Words.of([way.laid.track.number], [places])
    assert words is not None
    for block, start, turns in _turns(way, words, seed, first, episodes):
        choice, place = turns.columns
        yield block, Course(start, turns.episode, turns.turn, choice, place)


def told(
    way: Way, words: Words, seed: int, first: int, episodes: int
) -> Iterator[tuple[Block, Turns]]:
    """
    Play as `courses` does, and yield nothing of turns but what *words* tell.

    Args:
        way: Who chooses, made ready for some tables.
        words: What is told; choices are those of the track of ``way.laid``.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.
    """
    for block, _, turns in _turns(way, words, seed, first, episodes):
        yield block, turns


@attrs.frozen(eq=False)
class Turns:
    """
    Every turn of the episodes of a block, episode by episode.

    Attributes:
        episode: int64, ``(n,)``: the number of the episode of each turn.
        turn: ``(n,)``: that of the turn, from 1; of the smallest type that holds it.
        columns: ``(n,)``: what words told.
    """

    episode: Index
    turn: NDArray[Any]
    columns: tuple[NDArray[Any], ...]


def _turns(
    way: Way, words: Words, seed: int, first: int, episodes: int
) -> Iterator[tuple[Block, NDArray[np.int32], Turns]]:
    """Yield blocks, with where each episode began, and every turn."""
    laid = way.laid
    horizon = laid.track.horizon
    for begin, count in _parts(first, episodes, _COURSES_AT_ONCE):
        parts = words.room(count * horizon)
        turn = np.empty(count * horizon, dtype=smallest(0, horizon))
        episode = np.empty(count * horizon, dtype=np.int64)
        start = np.empty(count, dtype=np.int32)
        course = words.by_choice, words.by_place, parts, turn, episode, start
        turns, place, many = _played(laid, seed, begin, count, course)
        columns = tuple(words.columns(parts[:, :many]))
        found = Turns(episode[:many], turn[:many], columns)
        yield _block(laid, begin, turns, place), start, found


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
