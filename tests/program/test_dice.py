"""The dice are NumPy's Philox, keyed by seed, episode and turn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.program import dice

seeds = st.integers(0, dice.LARGEST_SEED)
episodes = st.integers(0, dice.LARGEST_EPISODE)
horizons = st.integers(1, 200)

MASK = 2**64 - 1
MULTIPLIERS = (0xD2E7470EE14C6C93, 0xCA5A826395121157)
WEYL = (0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B)


def philox(counter: list[int], key: list[int]) -> list[int]:
    """Return a block of Philox 4x64-10, written down from the paper."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = MULTIPLIERS[0] * c0, MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (
            (p1 >> 64) ^ c1 ^ k0,
            p1 & MASK,
            (p0 >> 64) ^ c3 ^ k1,
            p0 & MASK,
        )
        k0, k1 = (k0 + WEYL[0]) & MASK, (k1 + WEYL[1]) & MASK
    return [c0, c1, c2, c3]


@pytest.mark.parametrize(
    ("counter", "key", "block"),
    [
        (
            [0, 0, 0, 0],
            [0, 0],
            [
                0x16554D9ECA36314C,
                0xDB20FE9D672D0FDC,
                0xD7E772CEE186176B,
                0x7E68B68AEC7BA23B,
            ],
        ),
        (
            [MASK, MASK, MASK, MASK],
            [MASK, MASK],
            [
                0x87B092C3013FE90B,
                0x438C3C67BE8D0224,
                0x9CC7D7C69CD777B6,
                0xA09CAEBF594F0BA0,
            ],
        ),
    ],
)
def test_the_yardstick_gives_the_published_blocks(
    counter: list[int], key: list[int], block: list[int]
) -> None:
    """Known answers of the generator's authors (Random123, kat_vectors)."""
    assert block == philox(counter, key)


@given(seed=seeds, episode=episodes, horizon=horizons)
def test_words_are_those_of_the_published_generator(
    seed: int, episode: int, horizon: int
) -> None:
    """Blocks follow each other; NumPy counts up before it draws, so the first is 1."""
    blocks = dice.blocks_of(horizon)
    expected = []
    for block in range(blocks):
        counter = episode * blocks + block + 1
        expected += philox([counter & MASK, counter >> 64, 0, 0], [seed, dice.DICE])

    assert expected[: horizon + 1] == dice.words(seed, episode, horizon)


@given(seed=seeds, episode=st.integers(0, 2**40), horizon=horizons)
def test_words_are_numpys_own(seed: int, episode: int, horizon: int) -> None:
    """The definition in the documentation, word for word."""
    blocks = -(-(horizon + 1) // 4)
    numpys = np.random.Philox(
        key=np.array([seed, 0], dtype=np.uint64), counter=[episode * blocks, 0, 0, 0]
    )

    assert numpys.random_raw(horizon + 1).tolist() == dice.words(seed, episode, horizon)


@given(seed=seeds, horizon=horizons)
def test_episodes_lie_side_by_side(seed: int, horizon: int) -> None:
    """A run of episodes is one stretch of the stream: what a batch draws at once."""
    blocks = dice.blocks_of(horizon)
    together = np.random.Philox(key=seed).random_raw(3 * blocks * 4).reshape(3, -1)

    for episode in range(3):
        alone = dice.words(seed, episode, horizon)
        assert together[episode, : horizon + 1].tolist() == alone


@given(seed=seeds, episode=episodes)
def test_a_strategy_draws_from_a_stream_of_its_own(seed: int, episode: int) -> None:
    """So two strategies can face the same dice."""
    assert dice.words(seed, episode, 20) != dice.words(seed, episode, 20, dice.STRATEGY)


@given(seed=seeds, episode=episodes, horizon=horizons)
def test_a_strategy_has_half_a_word_for_each_turn(
    seed: int, episode: int, horizon: int
) -> None:
    """The lower half for the odd turn, the upper for the even one after it."""
    blocks = -(-horizon // 8)
    key = np.array([seed, 1], dtype=np.uint64)
    numpys = np.random.Philox(key=key, counter=[episode * blocks, 0, 0, 0])
    halves = [
        half / 2**32
        for word in numpys.random_raw(-(-horizon // 2)).tolist()
        for half in (word % 2**32, word >> 32)
    ]

    assert halves[:horizon] == dice.choice_draws(seed, episode, horizon)


@given(word=st.integers(0, MASK))
def test_a_word_holds_two_draws(word: int) -> None:
    """The high half draws the response, the low half the world; both in [0, 1)."""
    high, low = dice.response_draw(word), dice.world_draw(word)

    assert word == int(high * 2**32) * 2**32 + int(low * 2**32)
    assert 0 <= high < 1
    assert 0 <= low < 1


@pytest.mark.parametrize(
    ("seed", "episode", "message"),
    [
        (-1, 0, "seed is -1. Give a whole number from 0 to 18446744073709551615."),
        (2**64, 0, f"seed is {2**64}. Give a whole number from 0 to {2**64 - 1}."),
        (True, 0, "seed is True. Give a whole number from 0 to 18446744073709551615."),
        (0, 1.5, "episode is 1.5. Give a whole number from 0 to 281474976710655."),
        (0, 2**48, f"episode is {2**48}. Give a whole number from 0 to {2**48 - 1}."),
    ],
)
def test_other_seeds_and_episodes_are_refused(
    seed: int, episode: int, message: str
) -> None:
    """The message says what to give."""
    with pytest.raises(dice.DiceError) as caught:
        dice.words(seed, episode, 4)

    assert message == str(caught.value)
