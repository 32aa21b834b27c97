"""Many episodes side by side, turn by turn, those that have ended squeezed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import attrs
import numpy as np

from scenario_engine.analysis.rows import Index
from scenario_engine.simulation.draws import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scenario_engine.simulation.steps import Steps

_HALF = np.uint64(32)


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


@attrs.frozen(eq=False)
class Ended:
    """
    The episodes of a block that came to their end in one turn.

    Attributes:
        turn: The turn.
        which: int64, ``(k,)``: their places in the block; ascending.
        place: int64, ``(k,)``: where they ended.
    """

    turn: int
    which: Index
    place: Index


class Room:
    """Arrays that are written over turn after turn, for *size* episodes at once."""

    def __init__(self, steps: Steps, size: int) -> None:
        self.place = np.empty(size, dtype=np.int64)
        self.begins = np.empty(size, dtype=np.int64)
        self.at = np.empty(size, dtype=np.int64)
        self.word = np.empty(size, dtype=np.uint64)
        self.number = np.empty(size, dtype=np.uint64)
        self.choice = np.empty(size, dtype=steps.chosen_as)
        self.response = np.empty(size, dtype=steps.response.code.dtype)
        self.code = np.empty(size, dtype=steps.world.code.dtype)
        self.mask = np.empty(size, dtype=np.bool_)


def run(
    steps: Steps,
    room: Room,
    words: Words,
    numbers: Words,
    first: int = 0,
    watcher: Watcher | None = None,
) -> Iterator[Ended]:
    """
    Play episodes, and yield those that end, turn by turn.

    Args:
        steps: What turns look up.
        room: Room for as many episodes.
        words: uint64, ``(horizon + 1, m)``: the words of the dice.
        numbers: uint64, ``(horizon / 2, m)``, rounded up: what choices are drawn by,
            two turns a word; empty where nothing is drawn.
        first: The number of the first episode.
        watcher: Is told of every turn.
    """
    horizon = steps.track.horizon
    place, alive = _begun(steps, room, words[0]), None
    if watcher is not None:
        watcher.begin(first, place.astype(np.int32))
    for turn in range(1, horizon + 1):
        word = _of(alive, words[turn], room.word)
        number = (
            _of(alive, numbers[(turn - 1) >> 1], room.number) if len(numbers) else word
        )
        seen = _Looked(turn, word, number, place)
        begins, answered, code = _looked_up(steps, room, seen)
        marked = np.flatnonzero(
            np.greater_equal(code, steps.places, out=room.mask[: len(code)])
        )
        unsure = marked[code[marked] == steps.unsure]
        if len(unsure):
            _search(steps, seen, unsure, begins, answered, code)
            marked = marked[code[marked] >= steps.places]
        if watcher is not None:
            which = np.arange(len(code)) if alive is None else alive
            watcher.turn(turn, which, *_told(steps, begins, answered, code))
        if len(marked):
            which = marked if alive is None else alive[marked]
            yield Ended(turn, which, code[marked].astype(np.int64) - steps.places)
            on = np.flatnonzero(np.less(code, steps.places, out=room.mask[: len(code)]))
            alive = on if alive is None else alive.take(on)
            code = code.take(on)
        if not len(code):
            return
        place = room.place[: len(code)]
        place[:] = code
    which = np.arange(len(place)) if alive is None else alive
    yield Ended(horizon, which, place.copy())


@attrs.frozen(eq=False)
class _Looked:
    """
    What a turn goes by.

    Attributes:
        turn: Its number, from 1.
        word: The word of the dice of each episode.
        number: The word that its choice is drawn by.
        place: Where it is.
    """

    turn: int
    word: Words
    number: Words
    place: Index


def _begun(steps: Steps, room: Room, words: Words) -> Index:
    """Return where episodes begin."""
    high = (words >> _HALF).astype(np.uint32)
    place = room.place[: len(words)]
    place[:] = steps.track.start.pick(np.zeros(len(words), dtype=np.int32), high)
    return place


def _of(alive: Index | None, words: Words, out: Words) -> Words:
    """Return the words of the episodes that go on."""
    if alive is None:
        return words
    return np.take(words, alive, out=out[: len(alive)], mode="clip")


def _looked_up(
    steps: Steps, room: Room, by: _Looked
) -> tuple[Index, NDArray[Any], NDArray[Any]]:
    """Return where cells of responses and of situations begin, and the next place."""
    count = len(by.place)
    at = room.at[:count]
    bits = at.view(np.uint64)
    begins = _chosen(steps, room, by)
    np.right_shift(by.word, np.uint64(64 - steps.response.bits), out=bits)
    at += begins
    answered = np.take(steps.response.code, at, out=room.response[:count], mode="clip")
    _lower(by.word, steps.world.bits, bits)
    at += answered
    code = np.take(steps.world.code, at, out=room.code[:count], mode="clip")
    return begins, answered, code


def _chosen(steps: Steps, room: Room, by: _Looked) -> NDArray[Any]:
    """Return where the cells of the response to each choice begin."""
    count, left = len(by.place), steps.left(by.turn)
    if steps.certain:
        out = room.begins[:count]
        return np.take(steps.certain[left], by.place, out=out, mode="clip")
    at, cells = room.at[:count], steps.choice[left]
    bits = at.view(np.uint64)
    if by.turn % 2:
        _lower(by.number, cells.bits, bits)
    else:
        np.right_shift(by.number, np.uint64(64 - cells.bits), out=bits)
    begins = np.left_shift(by.place, cells.bits, out=room.begins[:count])
    at += begins
    return np.take(cells.code, at, out=room.choice[:count], mode="clip")


def _lower(words: Words, bits: int, out: Words) -> None:
    """Take the first *bits* of the lower half of each word."""
    np.right_shift(words, np.uint64(32 - bits), out=out)
    out &= np.uint64((1 << bits) - 1)


def _search(
    steps: Steps,
    by: _Looked,
    unsure: Index,
    begins: NDArray[Any],
    answered: NDArray[Any],
    code: NDArray[Any],
) -> None:
    """Look in the cuts where cells did not decide, and write down what is found."""
    track, word, number = steps.track, by.word[unsure], by.number[unsure]
    if by.turn % 2 == 0:
        number >>= _HALF
    row = track.row[by.place[unsure]]
    choice = track.ways[steps.left(by.turn)].pick(row, number.astype(np.uint32))
    situation = track.response.pick(choice, (word >> _HALF).astype(np.uint32))
    place = track.world.pick(situation, word.astype(np.uint32))
    begins[unsure] = choice.astype(np.int64) << steps.response.bits
    answered[unsure] = situation.astype(np.int64) << steps.world.bits
    code[unsure] = steps.codes[place]


def _told(
    steps: Steps, begins: NDArray[Any], answered: NDArray[Any], code: NDArray[Any]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Return choices, situations and places, as a watcher is told of them."""
    choice = steps.track.number.take(begins >> steps.response.bits)
    situation = (answered >> steps.world.bits).astype(np.int32)
    place = np.where(code < steps.places, code, code - steps.places).astype(np.int32)
    return choice, situation, place
