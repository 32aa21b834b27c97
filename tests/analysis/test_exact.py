"""Fractions are those of brute force, and floats follow them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from brute_force import mean, total, value
from scenario_engine.analysis import aims, best, explore, under, uniform, worst
from scenario_engine.analysis.exact import exact_values
from scenario_engine.analysis.strategies import scripted
from scenario_engine.analysis.values import Status
from scenario_engine.errors import BudgetError
from scenario_engine.program import Interpreter
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program, State


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


@at_most(20)
@given(programs(largest_horizon=2))
def test_turns_and_score_are_those_of_brute_force(made: Program) -> None:
    """Exactly; and the floats follow them."""
    interpreter, space = Interpreter(made, exact=True), explore(made)
    counted = {
        "turns": (lambda *_: Fraction(1), lambda *_: Fraction(0), aims.turns(space)),
        "score": (
            lambda state, action: Fraction(interpreter.points(action.rewards, state)),
            lambda state, ending: Fraction(interpreter.points(ending.rewards, state)),
            aims.score(space),
        ),
    }
    for aim, (gain, final, floats) in counted.items():
        found = exact_values(made, aim)
        assert [total(made, each, gain, final) for each in (max, min, mean)] == [
            found.best,
            found.worst,
            found.random,
        ]
        assert float(found.best) == pytest.approx(best(space, floats).start)


@at_most(20)
@given(programs(largest_horizon=3))
def test_a_strategy_has_its_fraction_too(made: Program) -> None:
    """Here: the actions in turn where they are on offer, else at random."""
    interpreter, space = Interpreter(made), explore(made)
    script = [action.id for action in made.actions]

    def in_turn(state: State, left: int) -> dict[str, Fraction]:
        offered = [action.id for action in interpreter.choices(state)]
        due = script[(made.horizon - left) % len(script)]
        if due in offered:
            return {due: Fraction(1)}
        return dict.fromkeys(offered, Fraction(1, len(offered)))

    found = exact_values(made, strategy=in_turn)
    floats = under(space, scripted(space, range(len(script)))).start
    assert found.strategy is not None
    assert float(found.strategy) == pytest.approx(floats, abs=1e-12)
    assert found.worst <= found.strategy <= found.best


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
