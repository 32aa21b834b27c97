"""
Random numbers that belong to an episode: counter-based Philox, keyed by seed.

Source:
    J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as
    easy as 1, 2, 3, SC 2011. The words are those of `numpy.random.Philox`.
"""

from __future__ import annotations

from numpy.random import Philox

from scenario_engine.errors import ScenarioEngineError

DICE, STRATEGY = 0, 1
"""Streams: what happens in a scenario, and how a strategy that draws chooses."""

WORDS_A_BLOCK = 4
LARGEST_SEED = 2**64 - 1
LARGEST_EPISODE = 2**48 - 1

_HALF = 32
_LOW = (1 << _HALF) - 1
_SCALE = 2.0**-_HALF


class DiceError(ScenarioEngineError):
    """A seed or an episode number that the dice cannot be keyed with."""


def words(seed: int, episode: int, horizon: int, stream: int = DICE) -> list[int]:
    """
    Return the words of an episode: of the dice one for the start, one for each turn.

    Of the strategy's stream there is one for two turns, see `choice_draws`.

    Args:
        seed: In 0..2**64 - 1.
        episode: In 0..2**48 - 1.
        horizon: The turn limit.
        stream: `DICE` or `STRATEGY`.

    Returns:
        `length` whole numbers in 0..2**64 - 1, those that NumPy's
        ``Philox(key=[seed, stream], counter=[episode * blocks, 0, 0, 0])`` gives,
        ``blocks`` being so many words in blocks of four, rounded up.

    Raises:
        DiceError: If *seed* or *episode* is out of range.
    """
    check(seed, episode)
    begin = episode * blocks_of(horizon, stream)
    generator = Philox(key=(stream << 64) | seed, counter=begin)
    drawn: list[int] = generator.random_raw(length(horizon, stream)).tolist()
    return drawn


def choice_draws(seed: int, episode: int, horizon: int) -> list[float]:
    """
    Return the uniform numbers in [0, 1) that a strategy that draws chooses by.

    Two turns share a word: the odd one has its lower half, the even one its upper.

    Args:
        seed: In 0..2**64 - 1.
        episode: In 0..2**48 - 1.
        horizon: The turn limit.

    Returns:
        One for each turn.

    Raises:
        DiceError: If *seed* or *episode* is out of range.
    """
    drawn = words(seed, episode, horizon, STRATEGY)
    both = [draw(word) for word in drawn for draw in (world_draw, response_draw)]
    return both[:horizon]


def check(seed: int, episode: int) -> None:
    """Refuse a *seed* or *episode* that the dice cannot be keyed with."""
    for name, value, largest in (
        ("seed", seed, LARGEST_SEED),
        ("episode", episode, LARGEST_EPISODE),
    ):
        if type(value) is not int or not 0 <= value <= largest:
            raise DiceError(
                f"{name} is {value!r}. Give a whole number from 0 to {largest}."
            )


def length(horizon: int, stream: int = DICE) -> int:
    """Return how many words of a stream an episode of *horizon* turns has."""
    return horizon + 1 if stream == DICE else -(-horizon // 2)


def blocks_of(horizon: int, stream: int = DICE) -> int:
    """Return how many Philox blocks of a stream such an episode has."""
    return -(-length(horizon, stream) // WORDS_A_BLOCK)


def response_draw(word: int) -> float:
    """Return the uniform number in [0, 1) that draws the response."""
    return (word >> _HALF) * _SCALE


def world_draw(word: int) -> float:
    """Return the uniform number in [0, 1) that draws the world's stages."""
    return (word & _LOW) * _SCALE


start_draw = response_draw
"""The uniform number that draws the start, from word 0."""
