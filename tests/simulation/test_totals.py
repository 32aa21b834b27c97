"""Shares come with the interval of Wilson."""

from __future__ import annotations

import pytest

from scenario_engine.simulation import Share


@pytest.mark.parametrize(
    ("count", "episodes", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(count, episodes, low, high):
    """To the four digits of the table."""
    share = Share.of(count, episodes)

    assert count / episodes == share.value
    assert (low, high) == (round(share.low, 4), round(share.high, 4))


def test_an_interval_stays_within_what_a_chance_can_be():
    """At either end."""
    assert 0.0 == Share.of(0, 5).low
    assert 1.0 == Share.of(5, 5).high
    assert Share.of(5, 5).low < 1
