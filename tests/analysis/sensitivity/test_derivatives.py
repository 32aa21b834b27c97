"""Derivatives are those of the programs that an author could write."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given

from analysis.sensitivity.shifting import shifted
from brute_force import mean, value
from scenario_engine.analysis import best, explore, under, uniform
from scenario_engine.analysis.sensitivity import Unfolded, derivatives, unfold
from scenario_engine.analysis.sensitivity.moving import reach
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program

STEP = Fraction(1, 2**14)


def movable(unfolded: Unfolded, least: float = 2 * float(STEP)) -> list[int]:
    """Return the parameters that can move to either side."""
    low, high = reach(unfolded)
    return [int(i) for i in np.flatnonzero((low < -least) & (high > least))]


def slope_at_zero(points: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the derivative at 0 of the polynomial through *points*, none at 0."""
    total = Fraction(0)
    for x, y in points:
        others = [other for other, _ in points if other != x]
        whole = Fraction(1)
        for other in others:
            whole *= -other / (x - other)
        total += y * whole * sum((-1 / other for other in others), Fraction(0))
    return total


def test_the_slope_of_a_polynomial_is_found() -> None:
    """Of 3 - 2x + 5x², which is what the oracle of these tests rests on."""
    points = [(x, 3 - 2 * x + 5 * x**2) for x in map(Fraction, (-1, 1, 2))]

    assert -2 == slope_at_zero(points)


def test_they_are_exact_on_a_small_program() -> None:
    """The value is a polynomial in each number; its derivative is a fraction."""
    made = program(horizon=3)
    unfolded = unfold(made)
    slopes = derivatives(unfolded, play="random").slopes
    numbers = movable(unfolded)
    grid = [x * STEP for x in (-4, -3, -2, -1, 1, 2, 3, 4)]

    assert len(numbers) >= 8
    for number in numbers:
        name = unfolded.parameters[number].name
        points = [(x, value(shifted(made, {name: x}), mean)) for x in grid]
        assert float(slope_at_zero(points)) == pytest.approx(
            slopes[number], rel=0, abs=1e-13
        )
    assert np.count_nonzero(slopes[numbers]) >= 5


@at_most(25)
@given(programs(largest_horizon=3))
def test_they_follow_differences_in_random_play(made: Program) -> None:
    """Central differences of programs written anew, explored and valued anew."""
    unfolded = unfold(made)
    slopes = derivatives(unfolded, play="random").slopes
    numbers = movable(unfolded)
    assume(numbers)
    for number in numbers[:6]:
        name = unfolded.parameters[number].name
        ends = []
        for sign in (1, -1):
            space = explore(shifted(made, {name: sign * STEP}))
            ends.append(under(space, uniform(space)).start)
        difference = (ends[0] - ends[1]) / (2 * float(STEP))
        assert abs(difference - slopes[number]) < 1e-5


def test_they_follow_differences_in_the_best_play() -> None:
    """Where the best play is the only one, the best value is smooth."""
    made = program(horizon=6)
    unfolded = unfold(made)
    slopes = derivatives(unfolded).slopes
    largest = 0.0
    for number in movable(unfolded):
        name = unfolded.parameters[number].name
        ends = [best(explore(shifted(made, {name: s * STEP}))).start for s in (1, -1)]
        difference = (ends[0] - ends[1]) / (2 * float(STEP))
        largest = max(largest, abs(difference))
        assert abs(difference - slopes[number]) < 1e-6
    assert largest > 0.1


@at_most(40)
@given(programs(largest_horizon=4))
def test_the_value_is_that_of_the_state_space(made: Program) -> None:
    """Steps kept apart come to what steps put together do."""
    unfolded, space = unfold(made), explore(made)

    for kind in ("goal", "harm"):
        found = derivatives(unfolded, kind).value
        assert abs(found - best(space, kind).start) < 1e-12


def test_the_first_choice_can_be_given() -> None:
    """The value is then that of the choice, followed by the best play."""
    made = program()
    unfolded = unfold(made)
    space = explore(made)
    later = best(space)
    for number, choice in enumerate(("listen", "calm-down")):
        first = np.zeros(len(unfolded.action))
        first[np.flatnonzero(unfolded.owner == 0)[number]] = 1.0
        found = derivatives(unfolded, first=first)
        worth = space.expected(later.table[-2])[space.pointer[0] + number]
        assert made.actions[number].id == choice
        assert abs(found.value - worth) < 1e-12
