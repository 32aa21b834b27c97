"""The dice of many episodes, drawn together."""

from __future__ import annotations

import numpy as np
from numpy.random import Philox
from numpy.typing import NDArray

from scenario_engine.program import dice

Words = NDArray[np.uint64]

_AT_ONCE = 2**16
"""How many words are drawn before they are sorted by turn: what a cache holds."""


def words(
    seed: int, first: int, count: int, horizon: int, stream: int = dice.DICE
) -> Words:
    """
    Return the words of *count* episodes from *first* on, by their place in an episode.

    Args:
        seed: In 0..2**64 - 1.
        first: The number of the first episode.
        count: How many episodes.
        horizon: The turn limit.
        stream: `dice.DICE` or `dice.STRATEGY`.

    Returns:
        uint64, ``(length, count)``: each column the words of an episode.
    """
    out = np.empty((dice.length(horizon, stream), count), dtype=np.uint64)
    draw(out, seed, first, horizon, stream)
    return out


def draw(out: Words, seed: int, first: int, horizon: int, stream: int) -> None:
    """Fill *out* with the words of the episodes from *first* on."""
    length, count = out.shape
    dice.check(seed, first)
    dice.check(seed, first + count - 1)
    blocks_each = dice.blocks_of(horizon, stream)
    width = blocks_each * dice.WORDS_A_BLOCK
    generator = Philox(key=(stream << 64) | seed, counter=first * blocks_each)
    size = max(1, _AT_ONCE // width)
    for begin in range(0, count, size):
        end = min(begin + size, count)
        drawn = generator.random_raw((end - begin) * width).reshape(-1, width)
        out[:, begin:end] = drawn[:, :length].T
