"""Now one way, now another: chances are mixed, and memories stand side by side."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import riddles
from scenario_engine.analysis import explore, fair
from scenario_engine.analysis.strategies import uniform
from scenario_engine.simulation import simulate
from scenario_engine.simulation.strategies.checklist import Checklist
from scenario_engine.simulation.strategies.fair import FairBest
from scenario_engine.simulation.strategies.mixed import Mixed
from scenario_engine.simulation.strategies.steady import Best, Random, first_best
from scenario_engine.testing import programs
from searching import at_most
from simulation.strategies.playing_by_hand import replayed, worth
from simulation.strategies.test_checklist import follower


@at_most(9)
@given(programs(largest_horizon=4), st.floats(0, 1))
def test_without_memory_chances_are_mixed(made, share):
    """State by state."""
    space = explore(made)
    weights = Mixed(share, Best(), Random()).plan(space).weights()

    expected = share * first_best(space) + (1 - share) * uniform(space)
    np.testing.assert_allclose(weights, expected)


@at_most(9)
@given(riddles(), st.sampled_from([0, 1]))
def test_all_of_one_is_that_one(made, share):
    """Whichever of the two remembers."""
    space = explore(made)
    list_ = Checklist(tuple(action.id for action in made.actions))
    both = Mixed(share, list_, FairBest()).plan(space).value()
    alone = (FairBest(), list_)[share].plan(space).value()

    assert both == pytest.approx(alone, abs=1e-12)


@at_most(9)
@given(programs(largest_horizon=3))
def test_two_lists_are_ticked_off_together(made):
    """Whoever chose: against two lists kept by hand."""
    ids = tuple(action.id for action in made.actions)
    (one, tick), (other, tock) = (
        follower(made, list(ids)),
        follower(made, list(ids[::-1])),
    )

    def choose(ticked, offered, state, left):
        first = one(ticked[0], offered, state, left)
        second = other(ticked[1], offered, state, left)
        return {
            id_: 0.3 * first.get(id_, 0) + 0.7 * second.get(id_, 0) for id_ in offered
        }

    def update(ticked, choice):
        return tick(ticked[0], choice), tock(ticked[1], choice)

    plan = Mixed(0.3, Checklist(ids), Checklist(ids[::-1])).plan(explore(made))
    by_hand = worth(made, choose, (frozenset(), frozenset()), update)
    assert plan.value() == pytest.approx(by_hand, abs=1e-12)


@at_most(10)
@given(riddles())
def test_who_mostly_takes_the_best_gives_little_away(made):
    """Less than whoever chooses at random, and what is sampled is what is exact."""
    space = explore(made)
    plan = Mixed(0.7, FairBest(), Random()).plan(space)
    least, most = Random().plan(space).value(), fair.value(space).start.upper
    assert least - 1e-9 <= plan.value() <= most + 1e-9

    playing = plan.playing()
    replayed(playing, 3)
    totals = simulate(playing.tables, playing.weights, episodes=5_000, seed=4)
    error = (plan.value() * (1 - plan.value()) / 5_000) ** 0.5
    assert abs(totals.share("goal").value - plan.value()) <= 6 * error
