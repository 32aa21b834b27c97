"""Chances between two numbers: what holds for them holds for every number between."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import brute_force
from scenario_engine.expressions import parse
from scenario_engine.interop.explicit import Range, explicit
from scenario_engine.interop.explicit.ranges import (
    CERTAIN,
    left_over,
    nominal,
    within,
)
from scenario_engine.program import Program, ir
from scenario_engine.testing import programs
from searching import at_most

from .induction import least, value

HALF = Fraction(1, 2)
RANGES = st.tuples(st.fractions(0, 1), st.fractions(0, 1)).map(
    lambda pair: Range(min(pair), max(pair))
)


def test_what_lies_outside_chances_is_cut_off() -> None:
    """On either side."""
    assert Range(Fraction(0), Fraction(1)) == within(Fraction(-1), Fraction(2))
    assert CERTAIN == within(Fraction(3), Fraction(3))
    assert CERTAIN.is_exact
    assert not Range(HALF, Fraction(1)).is_exact


@given(st.lists(RANGES, max_size=3))
def test_what_is_left_over_is_between_nothing_and_the_most(found: list[Range]) -> None:
    """The more the chances may be, the less they leave."""
    rest = left_over(found)

    assert 0 <= rest.low <= rest.high <= 1
    assert rest.low == max(0, 1 - sum(chance.high for chance in found))
    assert rest.high == max(0, 1 - sum(chance.low for chance in found))


def test_two_ways_to_the_same_place_are_one() -> None:
    """Their chances add up, and never to more than 1."""
    assert Range(Fraction(3, 4), Fraction(1)) == Range(HALF, HALF).plus(
        Range(Fraction(1, 4), Fraction(3, 4))
    )


def test_a_chance_is_nominally_base_plus_reasons() -> None:
    """Those that hold."""
    reason = ir.Reason(parse("heard == 1"), parse("-0.1"), "")
    chance = ir.Chance(parse("0.3"), (reason,))

    assert Fraction(3, 10) == nominal(chance, {"heard": 0})
    assert Fraction(1, 5) == nominal(chance, {"heard": 1})


def widened(
    origin: ir.Origin, chance: ir.Chance, valuation: object
) -> tuple[Fraction, Fraction]:
    """Let every chance be off by a tenth."""
    value = nominal(chance, valuation)  # type: ignore[arg-type]
    return value - Fraction(1, 10), value + Fraction(1, 10)


@at_most(30)
@given(programs(largest_horizon=2))
def test_the_value_as_written_lies_within_the_bounds(made: Program) -> None:
    """The numbers as they are written are among those that the ranges admit."""
    model = explicit(made, ranges=widened, counts_turns=True)
    low = value(model, max, kind="goal", expect=least)
    high = 1 - value(
        model,
        lambda values: min(values),
        gain=lambda choice: (
            choice.action == "(finish)" and model.kinds[choice.branches[0][1]] != "goal"
        ),
        expect=least,
    )

    assert low <= brute_force.value(made, max) <= high
