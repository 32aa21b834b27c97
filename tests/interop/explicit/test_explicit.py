"""A program that is written out is worth what brute force says, to the digit."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import given

import brute_force
from scenario_engine.errors import BudgetError
from scenario_engine.expressions import parse
from scenario_engine.interop.explicit import explicit
from scenario_engine.interop.explicit.places import BY_ITSELF
from scenario_engine.program import Interpreter, Program, Trainee
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

from .induction import as_written, value


@at_most(60)
@given(programs(largest_horizon=3))
def test_chances_of_endings_equal_brute_force(made: Program) -> None:
    """Best, worst and random play; goal and harm."""
    model = explicit(made, counts_turns=True)

    for choose in (max, min, brute_force.mean):
        for kind in ("goal", "harm"):
            expected = brute_force.value(made, choose, kind)
            assert expected == value(model, choose, kind=kind)


@at_most(40)
@given(programs(largest_horizon=3))
def test_turns_and_points_equal_brute_force(made: Program) -> None:
    """Both are awarded where they arise: with choices, and once with the ending."""
    model = explicit(made, counts_turns=True)
    at = Interpreter(made, exact=True)

    for choose in (max, min):
        assert value(model, choose, lambda choice: choice.turns) == brute_force.total(
            made, choose, lambda _, __: Fraction(1), lambda _, __: Fraction(0)
        )
        assert value(model, choose, lambda choice: choice.score) == brute_force.total(
            made,
            choose,
            lambda state, action: Fraction(at.points(action.rewards, state)),
            lambda state, ending: Fraction(at.points(ending.rewards, state)),
        )


@at_most(40)
@given(programs(largest_horizon=3))
def test_unfolded_steps_without_width_change_nothing(made: Program) -> None:
    """They read the program apart from the interpreter, and come to the same."""
    trainee = Trainee(otherwise=Fraction(2, 3))
    two = explicit(made, trainee, counts_turns=True)
    unfolded = explicit(made, trainee, ranges=as_written, counts_turns=True)

    assert unfolded.steps_a_turn == 2 + len(made.world)
    for choose in (max, min, brute_force.mean):
        for gain in (lambda choice: choice.turns, lambda choice: choice.score):
            assert value(two, choose, gain) == value(unfolded, choose, gain)
        assert value(two, choose, kind="goal") == value(unfolded, choose, kind="goal")


@at_most(40)
@given(programs(largest_horizon=3))
def test_without_turns_the_limit_is_a_number_of_steps(made: Program) -> None:
    """Within it, the goal is as likely as where the turns are counted."""
    model = explicit(made)

    assert {0} == {place.turn for place in model.places}
    for choose in (max, min):
        expected = brute_force.value(made, choose)
        assert expected == value(model, choose, kind="goal")


@at_most(40)
@given(programs(largest_horizon=3))
def test_every_choice_is_a_distribution(made: Program) -> None:
    """Over distinct places; what is over stays as it is."""
    model = explicit(made, counts_turns=True)

    for number, choices in enumerate(model.choices):
        assert choices
        for choice in choices:
            assert sum(chance.low for chance, _ in choice.branches) == 1
            assert len({at for _, at in choice.branches}) == len(choice.branches)
            if model.kinds[number]:
                assert (choice.action, choice.branches[0][1]) == ("(stay)", number)


def test_choices_have_the_names_of_interventions() -> None:
    """And what nobody chooses stands in parentheses."""
    model = explicit(program())
    found = {choice.action for choices in model.choices for choice in choices}

    assert found == {"listen", "calm-down", "limit"} | set(BY_ITSELF) - {"(begin)"}


def test_a_scene_that_may_begin_in_several_ways_is_drawn_first() -> None:
    """The first place is before the beginning."""
    made = program()
    start = attrs.evolve(made.starts[0], chance=parse("0.5"))
    other = attrs.evolve(start, state=(1, *start.state[1:]))
    model = explicit(attrs.evolve(made, starts=(start, other)))

    (begin,) = model.choices[0]
    assert begin.action == "(begin)"
    assert [(Fraction(1, 2), start.state), (Fraction(1, 2), other.state)] == [
        (chance.low, model.places[at].state) for chance, at in begin.branches
    ]


def test_what_is_too_large_is_refused_before_it_is_written_out() -> None:
    """With what there is at least, and what to do."""
    with pytest.raises(BudgetError) as refusal:
        explicit(program(), counts_turns=True, most_places=50)

    assert str(refusal.value) == (
        "a-visit: written out it has 220 states at least, more than the budget of 50. "
        "Do not count turns, or give a larger budget."
    )
    with pytest.raises(BudgetError, match=r"budget of 50\. Give a larger budget\.$"):
        explicit(program(), most_places=50)


def test_what_the_estimate_lets_pass_is_refused_when_it_is_met() -> None:
    """With ranges there are more states than the estimate counts."""
    found = len(explicit(program(), ranges=as_written).places)

    assert explicit(program(), ranges=as_written, most_places=found)
    with pytest.raises(BudgetError) as refusal:
        explicit(program(), ranges=as_written, most_places=found - 1)

    assert str(refusal.value) == (
        "a-visit: written out it has more states than the budget of "
        f"{found - 1}. Give a larger budget."
    )
