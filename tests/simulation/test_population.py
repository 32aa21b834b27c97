"""A population is parted as its episodes would be, and nobody is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import Generator, Philox

from exact_totals import expected
from scenario_engine.analysis import explore
from scenario_engine.analysis.rows import Rows
from scenario_engine.analysis.strategies import scripted, uniform
from scenario_engine.program.dice import DiceError
from scenario_engine.simulation import SimulationError, populate
from scenario_engine.simulation.population import MOST, Parting
from scenario_engine.simulation.strategies import first_best
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


@at_most(30)
@given(programs(largest_horizon=5), st.integers(0, 2**64 - 1))
def test_endings_and_turns_come_as_often_as_is_exact(made, seed):
    """Each count within six standard errors, and a little for rounding."""
    space = explore(made)
    script = scripted(space, range(len(made.actions)))
    for weights in (uniform(space), first_best(space), script):
        totals = populate(space, weights, episodes=10**9, seed=seed)
        chances = expected(space, weights)
        error = np.sqrt(chances * (1 - chances).clip(0) / 10**9)

        assert 10**9 == totals.episodes
        assert np.all(abs(totals.counts / 10**9 - chances) <= 6 * error + 1e-8)


@at_most(100)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**12),
            st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any),
        ),
        min_size=1,
    ),
    st.integers(0, 2**32),
)
def test_nobody_is_lost_when_rows_are_parted(rows, seed):
    """Those of the branches of a row are those of the row; none where no chance is."""
    people = np.array([count for count, _ in rows])
    chance = np.concatenate([np.array(w) / sum(w) for _, w in rows])
    pointer = np.cumsum([0, *(len(weights) for _, weights in rows)])
    parting = Parting.of(Rows(pointer, np.arange(len(chance)), chance), len(chance))
    found = parting.moved(people, Generator(Philox(seed)))

    assert people.tolist() == np.add.reduceat(found, pointer[:-1]).tolist()
    assert (found >= 0).all()
    assert (found[chance == 0] == 0).all()


def test_the_same_seed_gives_the_same_totals():
    """And another one gives others."""
    space = explore(program())
    one, same, other = (
        populate(space, episodes=10**6, seed=seed).counts for seed in (1, 1, 2)
    )

    np.testing.assert_array_equal(one, same)
    assert (one != other).any()


@pytest.mark.parametrize("episodes", [0, MOST + 1, 1e6, True])
def test_a_population_that_is_none_is_refused(episodes):
    """With what may be given."""
    with pytest.raises(SimulationError, match=f"from 1 to {MOST}"):
        populate(explore(program()), episodes=episodes)


def test_a_seed_that_is_none_is_refused():
    """As of the dice."""
    with pytest.raises(DiceError, match="seed is -1"):
        populate(explore(program()), episodes=1, seed=-1)
