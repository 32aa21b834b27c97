"""Expressions for a step have the value that the interpreter counts out."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.expressions import Name, Truth, evaluate, parse, to_text
from scenario_engine.interop.prism.symbolic import (
    both,
    chance,
    changed,
    either,
    first,
    literal,
    rest,
    watched,
)
from scenario_engine.program import Interpreter, ir
from scenario_engine.testing import programs

VARIABLES = {
    "heard": ir.Variable("heard", 0, 2),
    "mood": ir.Variable("mood", -1, 3),
}
STATE = {name: Name(name) for name in VARIABLES}


def after(*changes):
    """Return what changes make of the state, as text."""
    state = changed(STATE, [ir.Change(*change) for change in changes], VARIABLES)
    return {name: to_text(value) for name, value in state.items()}


def test_changes_saturate_at_the_range():
    """Each on the side to which it can leave the range."""
    assert {"heard": "min(heard + 1, 2)", "mood": "max(mood - 2, -1)"} == after(
        ("heard", "add", 1), ("mood", "add", -2)
    )
    assert {"heard": "2", "mood": "-1"} == after(
        ("heard", "set", 5), ("mood", "set", -4)
    )
    assert {"heard": "heard", "mood": "mood"} == after(("heard", "add", 0))


def test_two_changes_of_one_variable_follow_each_other():
    """The second one starts from what the first one made, cut off at the range."""
    assert (
        "max(min(heard + 2, 2) - 1, 0)"
        == after(("heard", "add", 2), ("heard", "add", -1))["heard"]
    )


def test_only_the_first_guard_that_holds_counts():
    """And the last condition is that none does."""
    guards = [parse("heard == 0"), parse("mood == 1")]

    assert [
        "heard == 0",
        "mood == 1 and not heard == 0",
        "not heard == 0 and not mood == 1",
    ] == [to_text(guard) for guard in first(guards, STATE)]
    assert [Truth(True), Truth(False)] == first([Truth(True)], STATE)


def test_no_condition_holds_always_and_none_of_nothing_never():
    """The empty conjunction and the empty alternative."""
    assert Truth(True) == both()
    assert Truth(False) == either()


def test_a_chance_is_its_base_with_the_reasons_that_hold():
    """Each reason is a conditional summand."""
    reason = ir.Reason(parse("heard == 1"), parse("-0.1"), "too early")
    spoken = ir.Chance(parse("0.3"), (reason,))

    assert "0.3 + (-0.1 if heard == 1 else 0)" == to_text(chance(spoken, STATE))


@pytest.mark.parametrize(
    ("chances", "left"),
    [
        ([], "1"),
        (["0.3", "0.45"], "0.25"),
        (["0.5", "0.5"], "0"),
        (["0.7", "0.7"], "0"),
        (["0.1 * heard", "0.2"], "max(0, 1 - (0.1 * heard + 0.2))"),
    ],
)
def test_what_chances_leave_over_is_never_below_zero(chances, left):
    """Constants are counted out in fractions; a sum above 1 stays for all to see."""
    assert left == to_text(rest([parse(each) for each in chances]))


@given(st.fractions(-1000, 1000))
def test_a_literal_is_worth_exactly_what_it_says(value):
    """Also where the numbers in it are beyond what a machine word holds."""
    assert value == evaluate(literal(value), {}, exact=True)


def test_a_literal_is_a_short_decimal_or_a_quotient():
    """Large numbers in it have a point: tools read decimals exactly, whatever size."""
    assert "5404319552844595.0 / 9007199254740992.0" == to_text(literal(0.6))
    assert "-0.6" == to_text(literal(Fraction(-3, 5)))
    assert "1 / 3" == to_text(literal(Fraction(1, 3)))


@given(st.data())
def test_what_monitors_note_equals_the_interpreter(data):
    """In every state that is drawn, for every action of a generated program."""
    program = data.draw(programs())
    quiet = ir.Case(ir.ALWAYS, (), ir.Origin("", "", ""))
    state = tuple(
        data.draw(st.integers(variable.low, variable.high))
        for variable in program.variables
    )
    variables = {variable.name: variable for variable in program.variables}
    for action in program.actions:
        silent = attrs.evolve(action, delivery=None, good=(quiet,))
        (branch,) = Interpreter(program, exact=True).response(state, silent)
        noted = watched({n: Name(n) for n in variables}, action.watches, variables)
        here = dict(zip(variables, state, strict=True))

        assert branch.state == tuple(
            evaluate(value, here, exact=True) for value in noted.values()
        )
