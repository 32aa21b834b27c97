"""A habit has its way in some turns; in the others anything may be done."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import explore, under
from scenario_engine.analysis.strategies import among, uniform
from scenario_engine.simulation.strategies.habit import Habit
from scenario_engine.testing import programs
from scenes import program
from searching import at_most
from simulation.strategies.playing_by_hand import worth


@at_most(12)
@given(programs(largest_horizon=4), st.sampled_from([0.0, 0.3, 1.0]))
def test_it_is_worth_what_it_is_by_hand(made, strength):
    """The first that is offered, or anything."""
    ids = [action.id for action in made.actions][::-1][:2]

    def choose(memory, offered, state, left):
        here = [id_ for id_ in ids if id_ in offered]
        chances = dict.fromkeys(offered, 1 / len(offered))
        if here:
            chances = {id_: (1 - strength) * c for id_, c in chances.items()}
            chances[here[0]] += strength
        return chances

    plan = Habit(strength, tuple(ids)).plan(explore(made))
    assert plan.value() == pytest.approx(worth(made, choose), abs=1e-12)


def test_where_nothing_of_it_is_offered_anything_is_done():
    """Limits can be set once something was heard."""
    space = explore(program())
    weights = Habit(0.5, ("limit",)).plan(space).weights()

    expected = 0.5 * among(space, [2]) + 0.5 * uniform(space)
    np.testing.assert_allclose(weights, expected)


def test_a_habit_of_a_technique_is_of_what_uses_it():
    """And nothing is remembered: it is exact, state by state."""
    space = explore(program())
    plan = Habit(0.5, ("command-calm",)).plan(space)
    expected = 0.5 * among(space, [1]) + 0.5 * uniform(space)

    np.testing.assert_allclose(plan.weights(), expected)
    assert plan.value("harm") == pytest.approx(under(space, expected, "harm").start)
