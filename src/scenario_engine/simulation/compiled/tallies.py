"""
The loop of folded turns that is compiled: the words, and the counts, of `tallying`.

All that it calls stands in this module, for the reason that `kernels` gives.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from scenario_engine.simulation.compiled.keeping import kept

_ZERO, _ONE, _TWO, _FOUR = np.uint64(0), np.uint64(1), np.uint64(2), np.uint64(4)
_HALF, _LOW = np.uint64(32), np.uint64(2**32 - 1)
_SHIFTS = np.uint64(11), np.uint64(3), np.uint64(24), np.uint64(40)


@kept
def tally(state: Any, slots: Any, episodes: Any, place: Any, counts: Any) -> None:
    """
    Play episodes by folded turns, and count them by ending and turns.

    Args:
        state: uint64, ``(4,)``: the state of `numpy.random.SFC64`; is written over.
        slots: Records of slots, where those of each turn begin, how many bits pick
            one, and how many places go on, as in `folded.Slots`.
        episodes: int64: how many.
        place: uint32: room for one more than are to go on side by side.
        counts: int64, ``(endings + 1, horizon + 1)``: is added to.
    """
    record, begin, bits, places = slots
    at_once, horizon = len(place) - 1, len(begin) - 1
    for first in range(0, episodes, at_once):
        on = min(at_once, episodes - first)
        place[:] = 0
        for turn in range(horizon + 1):
            lie = _FOUR * begin[turn], bits[turn]
            on = _folded(state, record, lie, place, on, places, counts[:, turn])
            if on == 0:
                break
        counts[-1, horizon] += on


@numba.njit
def _folded(
    state: Any, record: Any, lie: Any, place: Any, on: Any, places: Any, ended: Any
) -> Any:
    """
    Play a turn, two episodes a word; return how many go on.

    Source:
        C. Doty-Humphrey, PractRand: the generator sfc64, as in `numpy.random.SFC64`.
    """
    begin, bits = lie
    a, b, c, count = state[0], state[1], state[2], state[3]
    many = _ZERO
    for each in range(0, on, 2):
        word = a + b + count
        count += _ONE
        a = b ^ (b >> _SHIFTS[0])
        b = c + (c << _SHIFTS[1])
        c = ((c << _SHIFTS[2]) | (c >> _SHIFTS[3])) + word
        for i in range(np.uint64(each), np.uint64(min(each + 2, on))):
            number = word & _LOW
            word >>= _HALF
            row = np.uint64(place[i])
            slot = begin + _FOUR * ((row << bits) | (number >> (_HALF - bits)))
            after = record[slot + (_TWO if number >= record[slot] else _ONE)]
            if after >= places:
                ended[np.uint64(after) - places] += 1
            else:
                place[many] = after
                many += _ONE
    state[0], state[1], state[2], state[3] = a, b, c, count
    return np.int64(many)
