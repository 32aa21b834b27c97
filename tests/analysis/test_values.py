"""Values by backward induction equal brute force in fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given

from brute_force import Choose, mean, value
from scenario_engine.analysis import best, explore, under, uniform, worst
from scenario_engine.analysis.strategies import repeating
from scenario_engine.analysis.values import Status
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(60)
@given(programs(largest_horizon=4))
def test_values_equal_brute_force(made: Program) -> None:
    """Best, worst and random play, for goal and for harm."""
    space = explore(made)
    for kind in (GOAL, HARM):
        pairs: list[tuple[float, Choose]] = [
            (best(space, kind).start, max),
            (worst(space, kind).start, min),
            (under(space, uniform(space), kind).start, mean),
        ]
        for found, choose in pairs:
            assert abs(found - float(value(made, choose, kind))) < 1e-12


@at_most(40)
@given(programs())
def test_no_play_is_better_than_the_best_or_worse_than_the_worst(made: Program) -> None:
    """State by state, with every number of turns left."""
    space = explore(made)
    table = under(space, uniform(space)).table

    assert (worst(space).table <= table + 1e-12).all()
    assert (table <= best(space).table + 1e-12).all()


@at_most(40)
@given(programs())
def test_repeating_an_action_is_a_strategy(made: Program) -> None:
    """In each state its chances sum to 1, and it takes the action where offered."""
    space = explore(made)
    for number in range(len(made.actions)):
        weights = repeating(space, number)
        sums = np.bincount(space.owner, weights, len(space))

        np.testing.assert_allclose(sums[space.ongoing], 1.0)
        assert (weights[space.action == number] == 1.0).all()


def test_the_turn_limit_counts() -> None:
    """With more turns the best play reaches the goal more often."""
    few = best(explore(program(horizon=2)))
    many = best(explore(program(horizon=8)))

    assert few.start < many.start
    assert (len(few.table), len(many.table)) == (2 + 1, 8 + 1)


def test_a_timeout_can_be_harm() -> None:
    """What is unfinished at the turn limit then counts as harm, never as the goal."""
    made = program()
    space = explore(made)
    ongoing = space.ongoing

    assert (best(space, GOAL).table[0, ongoing] == 0).all()
    assert (best(space, "neutral").table[0, ongoing] == 1).all()


def test_a_value_says_how_far_to_trust_it() -> None:
    """Floats are exact up to rounding, and say so."""
    assert Status.EXACT_UP_TO_ROUNDING is best(explore(program())).status
    assert best(explore(program())).start == pytest.approx(float(value(program(), max)))
