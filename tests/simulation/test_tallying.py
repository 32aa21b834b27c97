"""Totals of episodes that nobody opens come as often as is exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exact_totals import expected
from scenario_engine.analysis import explore
from scenario_engine.analysis.strategies import scripted, uniform
from scenario_engine.program.dice import DiceError
from scenario_engine.simulation import (
    SimulationError,
    Tables,
    chains,
    simulate,
    tally,
    tallying,
)
from scenario_engine.simulation.named import first_best
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


@at_most(25)
@given(programs(largest_horizon=5), st.integers(0, 2**64 - 1))
def test_endings_and_turns_come_as_often_as_is_exact(made, seed):
    """
    Each count within seven standard errors, and a little where hardly any is expected.

    Of the few hundred thousand counts that a thorough search compares, one lies
    further off by chance once in a million searches.
    """
    space = explore(made)
    tables = Tables.over(space)
    script = scripted(space, range(len(made.actions)))
    for weights in (uniform(space), first_best(space), script):
        totals = tally(tables, weights, episodes=100_000, seed=seed)
        chances = expected(space, weights)
        error = np.sqrt(chances * (1 - chances).clip(0) / 100_000)

        assert 100_000 == totals.episodes
        assert np.all(abs(totals.counts / 100_000 - chances) <= 7 * error + 2e-4)


def test_totals_are_as_simulated_ones():
    """Shares of one lie in the neighbourhood of the other's; all else is the same."""
    tables = Tables.of(program())
    one = tally(program(), episodes=200_000, seed=1)
    other = simulate(tables, episodes=200_000, seed=1)

    assert (one.scenario, one.digest, one.endings) == (
        other.scenario,
        other.digest,
        other.endings,
    )
    for kind in ("goal", "harm"):
        assert abs(one.share(kind).value - other.share(kind).value) < 0.01


def test_the_same_seed_gives_the_same_totals():
    """And another one gives others."""
    tables = Tables.of(program())
    one, same, other = (
        tally(tables, episodes=70_000, seed=seed).counts for seed in (1, 1, 2)
    )

    np.testing.assert_array_equal(one, same)
    assert (one != other).any()


@pytest.mark.parametrize("episodes", [0, tallying.MOST + 1, 1e6, True])
def test_no_episode_is_refused(episodes):
    """With what may be given."""
    with pytest.raises(SimulationError, match=f"from 1 to {tallying.MOST}"):
        tally(program(), episodes=episodes)


def test_a_seed_that_is_none_is_refused():
    """As of the dice."""
    with pytest.raises(DiceError, match="seed is -1"):
        tally(program(), episodes=1, seed=-1)


def test_what_would_be_too_large_is_refused(monkeypatch):
    """With what to use."""
    monkeypatch.setattr(chains, "MOST_SLOTS", 3)
    with pytest.raises(SimulationError, match=r"slots, more than 3\. Use simulate, or"):
        tally(program(), episodes=1)
