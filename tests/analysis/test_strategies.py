"""Strategies are distributions over the choices of each state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import best, explore, strategies, under
from scenario_engine.analysis.values import best_choices
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(50)
@given(programs(), st.data())
def test_every_strategy_sums_to_one_in_every_state(
    made: Program, data: st.DataObject
) -> None:
    """Random, among some, and scripted with any number of turns left."""
    space = explore(made)
    numbers = st.lists(st.integers(0, len(made.actions) - 1), min_size=1, max_size=3)
    rows = [
        strategies.uniform(space),
        strategies.among(space, data.draw(numbers)),
        *strategies.scripted(space, data.draw(numbers)),
    ]
    for weights in rows:
        sums = np.bincount(space.owner, weights, len(space))
        np.testing.assert_allclose(sums[space.ongoing], 1.0)


def test_a_script_goes_on_from_its_beginning() -> None:
    """Four turns of a script of two: the first action is up on turns 1 and 3."""
    space = explore(program())
    script = strategies.scripted(space, [0, 1])

    for left, action in ((4, 0), (3, 1), (2, 0), (1, 1)):
        assert (script[left][space.action == action] == 1.0).all()


@at_most(40)
@given(programs(largest_horizon=4))
def test_the_best_choices_make_the_best_value(made: Program) -> None:
    """Played at random among ties, they reach it exactly."""
    space = explore(made)
    values = best(space)
    weights = np.zeros((made.horizon + 1, len(space.action)))
    for left in range(1, made.horizon + 1):
        good = best_choices(space, values, left)
        count = np.bincount(space.owner, good, len(space))
        weights[left] = good / count[space.owner]

    assert abs(under(space, weights).start - values.start) < 1e-8


def test_a_table_says_what_to_do() -> None:
    """What it does not say is chosen at random."""
    space = explore(program())
    start = space.state(0)
    weights = strategies.tabular(space, {start: "calm-down"})

    assert [0.0, 1.0] == weights[: space.pointer[1]].tolist()
    assert (weights[space.pointer[1] :] < 1.0).any()


def test_a_table_cannot_choose_what_is_not_offered() -> None:
    """The message names choice and state."""
    space = explore(program())

    with pytest.raises(ValueError, match=r"'limit' is not offered in the state \(2, 1"):
        strategies.tabular(space, {space.state(0): "limit"})
