"""Fractions are those of brute force, and floats follow them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from brute_force import mean, value
from scenario_engine.analysis import best, explore, under, uniform, worst
from scenario_engine.analysis.exact import exact_values
from scenario_engine.analysis.values import Status
from scenario_engine.errors import BudgetError
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(40)
@given(programs(largest_horizon=3))
def test_fractions_equal_brute_force_exactly(made: Program) -> None:
    """Best, worst and random play."""
    found = exact_values(made)

    assert (value(made, max), value(made, min), value(made, mean)) == (
        found.best,
        found.worst,
        found.random,
    )
    assert len(explore(made)) == found.states


@at_most(40)
@given(programs(largest_horizon=5))
def test_floats_are_exact_up_to_rounding(made: Program) -> None:
    """Which is what their status says."""
    space, found = explore(made), exact_values(made, "harm")

    for fraction, rounded in (
        (found.best, best(space, "harm")),
        (found.worst, worst(space, "harm")),
        (found.random, under(space, uniform(space), "harm")),
    ):
        assert abs(float(fraction) - rounded.start) < 1e-12


def test_exact_values_say_so() -> None:
    """With the fraction itself."""
    found = exact_values(program(horizon=1, triggers=(), world=()))

    assert Status.EXACT is found.status
    assert (Fraction(0), Fraction(0)) == (found.best, found.worst)


def test_too_many_states_are_refused() -> None:
    """With what to do instead."""
    with pytest.raises(BudgetError) as caught:
        exact_values(program(), most_states=10)

    assert (
        "a-visit: more than the budget of 10 states for exact fractions. Give a larger "
        "budget, or take the values that are exact up to rounding."
    ) == str(caught.value)
