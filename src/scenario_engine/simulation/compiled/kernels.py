"""
The loops that are compiled: the same episodes as `simulation.runs`, and sooner.

A thousand episodes go on side by side, turn by turn, so that none waits for the
memory that another asks for. All that they call stands in this module: what is kept
of them on disk is known to be old when it has changed, and by nothing else.

Whole numbers are unsigned wherever they index, for a signed one is looked at twice.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.extending import intrinsic

from scenario_engine.simulation.compiled.keeping import kept

SIDE_BY_SIDE = 1024
"""How many episodes go on side by side."""

_NEAR = 2048
"""So many words are still near when the next part of them is asked for."""

_M0, _M1 = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_W0, _W1 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
_ROUNDS = 10
_ZERO, _ONE, _TWO, _THREE = (np.uint64(number) for number in range(4))
_HALF, _LOW = np.uint64(32), np.uint64(2**32 - 1)


@intrinsic
def _product(_context: Any, left: Any, right: Any) -> Any:
    """Return the upper and the lower 64 bits of a product, multiplied once."""

    def generated(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        wide, narrow = ir.IntType(128), ir.IntType(64)
        one, other = (builder.zext(number, wide) for number in given)
        whole = builder.mul(one, other)
        upper = builder.lshr(whole, ir.Constant(wide, 64))
        halves = [builder.trunc(half, narrow) for half in (upper, whole)]
        return context.make_tuple(builder, signature.return_type, halves)

    word = numba.types.uint64
    return numba.types.UniTuple(word, 2)(word, word), generated


@numba.njit(inline="always")
def _philox(out: Any, at: Any, counter: Any, key: Any, stream: Any) -> None:
    """
    Write the four words of a block, one in each row: those of `numpy.random.Philox`.

    Source:
        J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers:
        as easy as 1, 2, 3, SC 2011; the constants are theirs.
    """
    c0, c1, c2, c3 = counter, _ZERO, _ZERO, _ZERO
    for _ in range(_ROUNDS):
        left, low_left = _product(c0, _M0)
        right, low_right = _product(c2, _M1)
        c0, c1, c2, c3 = right ^ c1 ^ key, low_right, left ^ c3 ^ stream, low_left
        key += _W0
        stream += _W1
    out[_ZERO, at] = c0
    out[_ONE, at] = c1
    out[_TWO, at] = c2
    out[_THREE, at] = c3


@numba.njit
def _found(branch: Any, at: Any, number: Any) -> Any:
    """Look for the branch that *number* picks, from *at* on."""
    least = number << _HALF
    at = np.uint64(at)
    while branch[at] < least:
        at += _ONE
    return branch[at] & _LOW


@numba.njit(inline="always")
def _looked(guide: Any, begin: Any, row: Any, number: Any) -> Any:
    """Look in the cell of a number, cells of the first row lying at *begin*."""
    cell, _, bits = guide
    return cell[begin + ((row << bits) | (number >> (_HALF - bits)))]


@numba.njit(inline="always")
def _settled(guide: Any, code: Any, number: Any) -> Any:
    """Return what *number* picks, *code* being what its cell has."""
    if code < 0:
        return _found(guide[1], ~code, number)
    return np.uint64(code)


@kept
def play(
    first: Any,
    count: Any,
    horizon: Any,
    seed: Any,
    is_drawn: Any,
    places: Any,
    start: Any,
    choice: Any,
    way: Any,
    response: Any,
    world: Any,
    turns: Any,
    code: Any,
    course: Any,
) -> Any:
    """
    Play episodes to their ends.

    Args:
        first: uint64: the number of the first one.
        count: int64: how many.
        horizon: int64: the turn limit.
        seed: uint64: what the dice are keyed with.
        is_drawn: Whether choices are drawn.
        places: uint64: codes from here on are of places where play has ended.
        start: The guide to where episodes begin: cells, branches, and bits as uint64.
        choice: That to the choices, as in `Laid`.
        way: int64, ``(horizon + 1,)``: where the cells of the way of a turn begin.
        response: The guide to the situations.
        world: That to the codes of places.
        turns: int16, ``(count,)``: is written over with how many turns each had.
        code: int32, ``(count,)``: is written over with the place that each ended in.
        course: None; or what is told of every turn, as uint64 words: that of each
            choice, and that of each place which a turn leads to, whose bits are taken
            together. Then what is written over, episode by episode, with room for
            *horizon* turns of each: unsigned numbers of one kind, ``(parts, room)``,
            the parts of each word from its lowest bits on; the number of the turn, in
            whole numbers of any kind; int64, that of the episode; int32, ``(count,)``,
            the place that each episode began in.

    Returns:
        How many turns all had.
    """
    dice = np.empty((4, SIDE_BY_SIDE), np.uint64)
    numbers = np.empty((4, SIDE_BY_SIDE), np.uint64)
    place = np.empty(SIDE_BY_SIDE, np.uint32)
    alive = np.empty(SIDE_BY_SIDE, np.uint32)
    chosen = np.empty(SIDE_BY_SIDE, np.uint32)
    # The words of each turn: episode by episode with room for all, and without.
    aside = np.empty(0 if course is None else SIDE_BY_SIDE * horizon, np.uint64)
    row = np.empty_like(aside)
    room = place, alive, np.empty(SIDE_BY_SIDE, np.int32), chosen, aside
    blocks = np.uint64((horizon + 4) // 4)
    choosing = np.uint64(((horizon + 1) // 2 + 3) // 4)
    total = 0
    for begin in range(0, count, SIDE_BY_SIDE):
        number = first + np.uint64(begin)
        many = min(SIDE_BY_SIDE, count - begin)
        ended = turns[begin : begin + many], code[begin : begin + many]
        for each in range(many):
            alive[np.uint64(each)] = each
        _draw(dice, alive, many, number * blocks + _ONE, blocks, seed, _ZERO)
        for each in range(many):
            i = np.uint64(each)
            first_number = dice[_ZERO, i] >> _HALF
            begun = _looked(start, _ZERO, _ZERO, first_number)
            place[i] = _settled(start, begun, first_number)
        if course is not None:
            course[5][begin : begin + many] = place[:many]
        on = many
        for turn in range(1, horizon + 1):
            if turn & 3 == 0:
                at = number * blocks + np.uint64(turn >> 2) + _ONE
                _draw(dice, alive, on, at, blocks, seed, _ZERO)
            if is_drawn and turn & 7 == 1:
                at = number * choosing + np.uint64(turn >> 3) + _ONE
                _draw(numbers, alive, on, at, choosing, seed, _ONE)
            drawn = dice, numbers, is_drawn
            guides = choice, np.uint64(way[turn]), response, world, places
            on = _turn(turn, drawn, guides, room, on, ended, course, horizon)
            if on == 0:
                break
        for each in range(on):
            j = np.uint64(alive[np.uint64(each)])
            ended[0][j] = horizon
            ended[1][j] = place[np.uint64(each)]
        total = _told(ended[0], course, (aside, row), horizon, np.int64(number), total)
    return total


@numba.njit
def _draw(
    out: Any, alive: Any, on: Any, at: Any, apart: Any, seed: Any, stream: Any
) -> None:
    """Draw the block *at* of words, counted from where those of each episode begin."""
    for each in range(on):
        j = np.uint64(alive[np.uint64(each)])
        _philox(out, j, at + j * apart, seed, stream)


@numba.njit
def _turn(
    turn: Any,
    drawn: Any,
    guides: Any,
    room: Any,
    on: Any,
    ended: Any,
    course: Any,
    horizon: Any,
) -> Any:
    """
    Play a turn of the episodes that go on; return how many go on after it.

    What one loop looks up, only the next one goes by: so nothing waits for memory but
    memory, whichever way a branch then goes.
    """
    dice, numbers, is_drawn = drawn
    choice, way, response, world, places = guides
    place, alive, found, chosen, aside = room
    word, by = dice[turn & 3], numbers[((turn - 1) >> 1) & 3]
    half = _ZERO if turn & 1 else _HALF
    at = np.uint64(turn - 1)
    if is_drawn:
        for each in range(on):
            i = np.uint64(each)
            number = (by[np.uint64(alive[i])] >> half) & _LOW
            found[i] = _looked(choice, way, np.uint64(place[i]), number)
    for each in range(on):
        i = np.uint64(each)
        j = np.uint64(alive[i])
        if is_drawn:
            number = (by[j] >> half) & _LOW
            what = _settled(choice, found[i], number)
        else:
            what = np.uint64(_looked(choice, way, np.uint64(place[i]), _ZERO))
        found[i] = _looked(response, _ZERO, what, word[j] >> _HALF)
        if course is not None:
            chosen[i] = what
    for each in range(on):
        i = np.uint64(each)
        die = word[np.uint64(alive[i])]
        then = _settled(response, found[i], die >> _HALF)
        found[i] = _looked(world, _ZERO, then, die & _LOW)
    count = _ZERO
    for each in range(on):
        i = np.uint64(each)
        j = np.uint64(alive[i])
        after = _settled(world, found[i], word[j] & _LOW)
        is_over = after >= places
        if course is not None:
            there = after - places if is_over else after
            told = course[0][np.uint64(chosen[i])] | course[1][there]
            aside[j * np.uint64(horizon) + at] = told
        if is_over:
            ended[0][j] = turn
            ended[1][j] = after - places
        else:
            alive[count] = j
            place[count] = after
            count += _ONE
    return np.int64(count)


@numba.njit
def _told(
    turns: Any, course: Any, words: Any, horizon: Any, number: Any, total: Any
) -> Any:
    """Write down every turn, episode by episode; return how many there are now."""
    at = 0
    for each in range(len(turns)):
        had = int(turns[np.uint64(each)])
        if course is not None:
            from_, to = np.uint64(each * horizon), np.uint64(at)
            out = np.uint64(total + at)
            # Numbers of several widths side by side would be written one by one.
            for turn in range(had):
                behind = np.uint64(turn)
                words[1][to + behind] = words[0][from_ + behind]
                course[4][out + behind] = number + each
            for turn in range(had):
                course[3][out + np.uint64(turn)] = turn + 1
        at += had
    if course is not None:
        for begin in range(0, at, _NEAR):
            near = words[1][begin : min(begin + _NEAR, at)]
            for part in range(len(course[2])):
                _part(course[2][part, total + begin : total + at], near, part)
    return total + at


@numba.njit
def _part(out: Any, words: Any, part: Any) -> None:
    """Write one part of each of *words*."""
    shift = np.uint64(8 * out.itemsize * part)
    for each in range(len(words)):
        out[each] = words[each] >> shift
