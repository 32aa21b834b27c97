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
    Return the words of an episode: one for the start, one for each turn.

    Args:
        seed: In 0..2**64 - 1.
        episode: In 0..2**48 - 1.
        horizon: The turn limit.
        stream: `DICE` or `STRATEGY`.

    Returns:
        ``horizon + 1`` whole numbers in 0..2**64 - 1, those that NumPy's
        ``Philox(key=[seed, stream], counter=[episode * blocks, 0, 0, 0])`` gives,
        ``blocks`` being ``horizon + 1`` words in blocks of four, rounded up.

    Raises:
        DiceError: If *seed* or *episode* is out of range.
    """
    check(seed, episode)
    generator = Philox(key=(stream << 64) | seed, counter=episode * blocks_of(horizon))
    drawn: list[int] = generator.random_raw(horizon + 1).tolist()
    return drawn


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


def blocks_of(horizon: int) -> int:
    """Return how many Philox blocks an episode of *horizon* turns has."""
    return -(-(horizon + 1) // WORDS_A_BLOCK)


def response_draw(word: int) -> float:
    """Return the uniform number in [0, 1) that draws the response."""
    return (word >> _HALF) * _SCALE


def world_draw(word: int) -> float:
    """Return the uniform number in [0, 1) that draws the world's stages."""
    return (word & _LOW) * _SCALE


start_draw = response_draw
"""The uniform number that draws the start, from word 0."""
