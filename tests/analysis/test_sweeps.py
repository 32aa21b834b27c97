"""Chances from the start, over few states, equal those over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import (
    best,
    explore,
    strategies,
    under,
    uniform,
    worst,
)
from scenario_engine.analysis.summary import summarise, sweeps_of
from scenario_engine.analysis.sweeps import Sweeps, met
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(60)
@given(programs(), st.data())
def test_sweeps_equal_backward_induction(made: Program, data: st.DataObject) -> None:
    """Best, worst, random, a script, and any of some actions."""
    space, count = explore(made), len(made.actions)
    script = data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=3))
    for sweeps in (Sweeps(space), sweeps_of(space)):
        for kind in (GOAL, HARM):
            pairs = [
                (sweeps.best(kind), best(space, kind)),
                (sweeps.worst(kind), worst(space, kind)),
                (sweeps.random(kind), under(space, strategies.uniform(space), kind)),
                (
                    sweeps.scripted([[a] for a in script], kind),
                    under(space, strategies.scripted(space, script), kind),
                ),
                (
                    sweeps.scripted([script], kind),
                    under(space, strategies.among(space, script), kind),
                ),
            ]
            for found, known in pairs:
                assert found == pytest.approx(known.start, abs=1e-13)


@at_most(40)
@given(programs(), st.data())
def test_no_script_exceeds_what_its_actions_come_to(
    made: Program, data: st.DataObject
) -> None:
    """Whatever the order, and where an action is not offered too."""
    sweeps = sweeps_of(explore(made))
    numbers = st.integers(0, len(made.actions) - 1)
    script = data.draw(st.lists(numbers, min_size=1, max_size=4))

    assert sweeps.scripted([[a] for a in script]) <= sweeps.most(script) + 1e-12


def test_with_one_action_there_is_one_script() -> None:
    """What a repeated action exceeds not is what it comes to."""
    sweeps = sweeps_of(explore(program()))

    for action in range(3):
        assert sweeps.most([action]) == sweeps.scripted([[action]])


def test_a_script_begins_at_its_beginning() -> None:
    """Four turns of three: what comes first comes twice."""
    space = explore(program())
    sweeps = sweeps_of(space)
    for script in ((0, 0, 2), (0, 2, 0), (2, 0, 0)):
        known = under(space, strategies.scripted(space, script)).start
        assert sweeps.scripted([[a] for a in script]) == pytest.approx(known)


def test_the_best_of_some_actions_makes_do_without_the_rest() -> None:
    """Between the best of fewer and the best of all; all of them are the best."""
    sweeps = sweeps_of(explore(program()))
    two, three = sweeps.among([0, 1]), sweeps.among([0, 1, 2])

    assert sweeps.among([0]) <= two < three == sweeps.best()


def test_states_are_met_in_the_order_of_their_numbers() -> None:
    """A start with every turn left, and what takes too long never."""
    made = explore(program(horizon=1))
    left = met(made)

    assert 1 == left[0]
    assert {1, 0, -1} == set(left.tolist())
    assert (np.diff(left) <= 0).all()


def test_the_summary_is_that_of_the_sweeps() -> None:
    """With the size of the whole space, policies and all."""
    space = explore(program())
    found = summarise(space)

    assert (len(space), len(space.action)) == (found.states, found.choices)
    assert found.repeats == pytest.approx(summarise(space, Sweeps(space)).repeats)
    assert ["listen", "calm-down", "limit"] == list(found.repeats)
    assert found.harm == pytest.approx(under(space, uniform(space), HARM).start)
