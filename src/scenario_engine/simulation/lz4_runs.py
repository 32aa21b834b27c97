"""
Whole numbers of eight bytes that come in runs, as a block of LZ4.

A library that compresses has to look for what is the same. Where each number stands
some times, one after the other, that is known: the lowest bytes of a number, and then
what stood eight bytes before, as often as the run is long. So all sequences of a block
can be written at once.

Source:
    LZ4 block format, "Compressed block format", "End of block conditions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SIZE = 7
"""
How many bytes a sequence has.

Its token, three literals, the offset in two bytes, and one byte more of the length of
the match; or, where a run is too short for that one, four literals.
"""

_LONGEST, _SHORT = 34, 2
"""The longest run that a sequence has room for, and the longest that is short."""

_COMMON = 24
"""How many of the lowest bits may differ."""

_FEW = 3
"""So many rows a run should have on average to be worth it."""

_TAIL = 2
"""How many numbers at the end are literals: a block has to end with some."""

_TOKEN, _SHORT_TOKEN, _FIRST = 0x3F, 0x40, 0x80
"""Those of a sequence, of a short one, and what the first one has beside its own."""

_TAIL_TOKEN = b"\xf0\x01"

_BYTE = np.uint64(8)


def block(words: NDArray[np.uint64]) -> bytes | None:
    """
    Return a block that holds *words*, or None where they do not come in such runs.

    Args:
        words: uint64, lowest byte first, ``(n,)``.
    """
    rows = len(words)
    if rows <= 2 * _TAIL:
        return None
    # The first number is a literal; the runs are those of the ones behind it.
    differs = np.ones(rows - _TAIL, dtype=np.bool_)
    np.not_equal(words[2:-_TAIL], words[1 : -_TAIL - 1], out=differs[1:-1])
    at = np.flatnonzero(differs)
    if len(at) * _FEW > rows:
        return None
    value, length = words[1:].take(at[:-1]), at[1:] - at[:-1]
    unlike = value.min() ^ value.max() | value[0] ^ words[0]
    if length.max() > _LONGEST or unlike >> np.uint64(_COMMON):
        return None
    told = _sequences(value, length.astype(np.uint64))
    first, last = words[:1].tobytes(), words[-_TAIL:].tobytes()
    token = bytes([told[0] | _FIRST])
    return b"".join((token, first, told[1:], _TAIL_TOKEN, last))


def _sequences(value: NDArray[np.uint64], length: NDArray[np.uint64]) -> bytes:
    """Return a sequence for each run: its number, and how long it is."""
    told = value & np.uint64(2**24 - 1)
    told <<= _BYTE
    # A match has four bytes more than is told of it, 15 of which the token tells.
    more = length << np.uint64(3 + 48)
    more += np.uint64((_TOKEN | 8 << 32) - (3 + 4 + 15 << 48) & 2**64 - 1)
    told += more
    short = np.flatnonzero(length <= np.uint64(_SHORT))
    token = np.uint64(_SHORT_TOKEN) + (length[short] - np.uint64(1) << np.uint64(3))
    number = value[short] & np.uint64(2**32 - 1)
    told[short] = token | number << _BYTE | np.uint64(8 << 40)
    kept = told.astype("<u8", copy=False)
    return np.ndarray(kept.shape, f"V{_SIZE}", kept, strides=(8,)).tobytes()
