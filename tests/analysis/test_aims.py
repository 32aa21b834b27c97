"""Expected turns and expected points equal brute force in fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from brute_force import Choose, mean, total
from scenario_engine.analysis import aims, best, explore, under, uniform, worst
from scenario_engine.expressions import parse
from scenario_engine.program import Interpreter, Program
from scenario_engine.testing import programs
from scenario_engine.vocabulary import ScoringRule
from scenes import program
from searching import at_most


@at_most(50)
@given(programs(largest_horizon=3))
def test_expected_turns_equal_brute_force(made: Program) -> None:
    """The longest, the shortest and the random episode."""
    space = explore(made)
    counted = aims.turns(space)
    pairs: list[tuple[float, Choose]] = [
        (best(space, counted).start, max),
        (worst(space, counted).start, min),
        (under(space, uniform(space), counted).start, mean),
    ]
    for found, choose in pairs:
        expected = total(
            made, choose, lambda _, __: Fraction(1), lambda _, __: Fraction(0)
        )
        assert abs(found - float(expected)) < 1e-12


@at_most(50)
@given(programs(largest_horizon=3))
def test_expected_points_equal_brute_force(made: Program) -> None:
    """Points of choices and of endings together."""
    space = explore(made)
    interpreter = Interpreter(made, exact=True)
    counted = aims.score(space)
    for found, choose in (
        (best(space, counted).start, max),
        (under(space, uniform(space), counted).start, mean),
    ):
        expected = total(
            made,
            choose,
            lambda state, action: Fraction(interpreter.points(action.rewards, state)),
            lambda state, ending: Fraction(interpreter.points(ending.rewards, state)),
        )
        assert abs(found - float(expected)) < 1e-12


def test_only_the_items_asked_for_count() -> None:
    """An item that no rule awards comes to nothing."""
    space = explore(program())

    assert best(space, aims.score(space)).start > 0
    assert 0 == best(space, aims.score(space, [("scale", "other")])).start
    assert (
        best(space, aims.score(space, [("scale", "hears")])).start
        == best(space, aims.score(space)).start
    )


@pytest.mark.parametrize("item", ["slips", "notes"])
def test_points_of_an_item_are_counted_as_they_are_awarded(item: str) -> None:
    """Though of the whole, fewer of them are better, or they do not count."""
    rule = ScoringRule(
        id="each", instrument="scale", item=item, award=Decimal("2"), when=parse("True")
    )
    space = explore(program(scoring=(rule,)))

    played = under(space, uniform(space), aims.turns(space)).start
    asked = aims.score(space, [("scale", item)])
    assert under(space, uniform(space), asked).start == pytest.approx(2 * played)
    whole = {"slips": -2 * played, "notes": 0.0}[item]
    scored = under(space, uniform(space), aims.score(space)).start
    assert scored == pytest.approx(whole)


def test_an_aim_says_what_it_counts() -> None:
    """In chances, turns or points."""
    space = explore(program())

    assert [("goal", "chance"), ("turns", "turns"), ("score", "points")] == [
        (aim.name, aim.unit)
        for aim in (aims.chance(space, "goal"), aims.turns(space), aims.score(space))
    ]
