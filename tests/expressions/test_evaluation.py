"""What an expression is worth in one state."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from scenario_engine.expressions import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    EvaluationError,
    Expression,
    Logical,
    Name,
    Negation,
    Not,
    Number,
    evaluate,
    parse,
)

from .worlds import NUMBERS, STATES, STEADY, TRUTHS

STATE = {"a": 2, "b": 3, "low": -1, "half": 0.5, "yes": True, "said": "listen"}


def value_of(text, **options):
    return evaluate(parse(text), STATE, **options)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("0.5", 0.5),
        ("1e2", 100.0),
        ("'listen'", "listen"),
        ("True", True),
        ("a", 2),
        ("half", 0.5),
        ("yes", True),
        ("said", "listen"),
        ("-a", -2),
        ("a + b", 5),
        ("a - b", -1),
        ("a * b", 6),
        ("b / a", 1.5),
        ("6 / b", 2.0),
        ("a + half", 2.5),
        ("a == 2", True),
        ("a != 2", False),
        ("a < b", True),
        ("a <= 1", False),
        ("a > 2", False),
        ("a >= 2.0", True),
        ("1 < a < 3", True),
        ("1 < a < 2", False),
        ("3 < a < 9", False),
        ("said == 'listen'", True),
        ("said != 'listen'", False),
        ("not yes", False),
        ("yes and a == 2", True),
        ("yes and a == 3", False),
        ("a == 3 or yes", True),
        ("a == 3 or a == 4", False),
        ("a if yes else b", 2),
        ("a if not yes else b", 3),
        ("a in [1, 2]", True),
        ("a in [1, 3]", False),
        ("a not in [1, 2]", False),
        ("a not in [1, 3]", True),
        ("low in [-1]", True),
        ("half in [0.5]", True),
        ("said in ['limit', 'listen']", True),
        ("min(b, a, 7)", 2),
        ("max(b, a, 7)", 7),
        ("clamp(a, 0, 1)", 1),
        ("clamp(a, 3, 4)", 3),
        ("clamp(a, 0, 4)", 2),
        ("clamp(a, 5, 1)", 5),
    ],
)
def test_each_construct_means_what_it_means_in_python(text, value):
    """The value and its type are those of Python."""
    found = value_of(text)

    assert (value, type(value)) == (found, type(found))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", Fraction(1, 10)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 / 3", Fraction(1, 3)),
        ("half", Fraction(1, 2)),
        ("a * b", 6),
        ("6 / 3", Fraction(2)),
        ("1 - 1e-15", 1 - Fraction(1, 10**15)),
    ],
)
def test_exact_values_are_whole_numbers_and_fractions(text, value):
    """Decimals are what they say, and nothing is rounded."""
    found = value_of(text, exact=True)

    assert (value, type(value)) == (found, type(found))


def test_floats_are_rounded_where_fractions_are_not():
    """The same condition may differ on a knife's edge, as it must."""
    text = "0.1 + 0.2 == 0.3"

    assert (value_of(text), value_of(text, exact=True)) == (False, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 if yes else 1 / 0", 1),
        ("1 / 0 if not yes else 1", 1),
        ("yes or 1 / 0 > 1", True),
        ("not yes and 1 / 0 > 1", False),
        ("3 < a < 1 / 0", False),
        ("1 if yes else unknown", 1),
    ],
)
def test_what_is_not_needed_is_not_evaluated(text, value):
    """A fault in a part that the state does not need is no fault."""
    assert value == value_of(text)


@given(TRUTHS, NUMBERS, NUMBERS, STATES)
def test_only_the_branch_taken_is_evaluated(test, then, otherwise, state):
    """A conditional is worth its branch, or fails as its test or branch fails."""
    whole = outcome(Conditional(test, then, otherwise), state)
    decision = outcome(test, state)
    by_hand = decision
    if isinstance(decision, bool):
        by_hand = outcome(then if decision else otherwise, state)

    assert by_hand == whole


def outcome(expression, state, **options):
    """Return the value of *expression*, or what its refusal says."""
    try:
        return evaluate(expression, state, **options)
    except EvaluationError as error:
        return str(error)


@given(TRUTHS, NUMBERS, STATES)
def test_and_stops_at_the_first_false_operand(test, number, state):
    """What follows a false operand, or a true one of 'or', may fail without harm."""
    broken = Comparison(Arithmetic("/", number, Number("0")), ((">", Number("0")),))
    decision = outcome(test, state)
    conjunction = outcome(Logical("and", (test, broken)), state)
    disjunction = outcome(Logical("or", (test, broken)), state)

    assert (conjunction is False) == (decision is False)
    assert (disjunction is True) == (decision is True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1 + a / (b - 3)",
            "'a / (b - 3)' divides by zero. Guard the division by a condition, "
            "or use max to keep the divisor above 0.",
        ),
        (
            "a / 0.0",
            "'a / 0.0' divides by zero. Guard the division by a condition, "
            "or use max to keep the divisor above 0.",
        ),
        ("a + unknown", "'unknown' has no value. Give a value for 'unknown'."),
        (
            "1000000 * 1000000 * 1000000",
            "'1000000 * 1000000 * 1000000' is larger than 1,000,000,000,000,000. "
            "Keep its numbers smaller, or use clamp.",
        ),
        (
            "0 - 1000000 / 1e-10",
            "'1000000 / 1e-10' is larger than 1,000,000,000,000,000. "
            "Keep its numbers smaller, or use clamp.",
        ),
        (
            "said + 1",
            "'said' is not a number. Ask `problems` before evaluating it.",
        ),
        (
            "yes * 2",
            "'yes' is not a number. Ask `problems` before evaluating it.",
        ),
        (
            "a and yes",
            "'a' is not a condition. Ask `problems` before evaluating it.",
        ),
        (
            "said < 'm'",
            "\"said < 'm'\" is not a comparison of one kind of value. "
            "Ask `problems` before evaluating it.",
        ),
        (
            "a == 'listen'",
            "\"a == 'listen'\" is not a comparison of one kind of value. "
            "Ask `problems` before evaluating it.",
        ),
        (
            "yes == yes",
            "'yes == yes' is not a comparison of one kind of value. "
            "Ask `problems` before evaluating it.",
        ),
        (
            "said in [1]",
            "'said in [1]' is not a comparison of one kind of value. "
            "Ask `problems` before evaluating it.",
        ),
    ],
)
@pytest.mark.parametrize("exact", [False, True])
def test_what_has_no_value_is_told(text, message, exact):
    """The message prints the part at fault, in either mode."""
    with pytest.raises(EvaluationError) as caught:
        value_of(text, exact=exact)

    assert (message, None) == (str(caught.value), caught.value.index)


@pytest.mark.parametrize("exact", [False, True])
def test_a_number_may_grow_to_the_bound(exact):
    """Ten to the fifteenth is allowed, and one more is not."""
    state = {"bound": 10**15}

    assert evaluate(parse("bound"), state, exact=exact) == 10**15
    with pytest.raises(EvaluationError):
        evaluate(parse("bound + 1"), state, exact=exact)
    with pytest.raises(EvaluationError):
        evaluate(parse("-bound - 1"), state, exact=exact)


@pytest.mark.parametrize(
    ("given_value", "in_floats", "exactly"),
    [
        (3, 3, 3),
        (0.5, 0.5, Fraction(1, 2)),
        (0.1, 0.1, Fraction(0.1)),
        (Fraction(1, 4), 0.25, Fraction(1, 4)),
        (Decimal("0.1"), 0.1, Fraction(1, 10)),
        (True, True, True),
        ("listen", "listen", "listen"),
    ],
)
def test_callers_may_give_any_kind_of_number(given_value, in_floats, exactly):
    """Each is counted in the kind of the mode, and loses nothing exactly."""
    values = [evaluate(Name("a"), {"a": given_value}, exact=e) for e in (False, True)]

    assert [in_floats, exactly] == values
    assert [type(in_floats), type(exactly)] == [type(value) for value in values]


@pytest.mark.parametrize(
    ("given_value", "problem"),
    [
        (math.nan, "'a' is larger than 1,000,000,000,000,000"),
        (-math.inf, "'a' is larger than 1,000,000,000,000,000"),
        (Decimal("NaN"), "'a' is larger than 1,000,000,000,000,000"),
        (Decimal("1E+999999"), "'a' is larger than 1,000,000,000,000,000"),
        (10**15 + 1, "'a' is larger than 1,000,000,000,000,000"),
        ([1], "The value of 'a' is of the kind list"),
        (None, "The value of 'a' is of the kind NoneType"),
    ],
)
@pytest.mark.parametrize("exact", [False, True])
def test_a_value_that_is_no_plain_number_is_refused(given_value, problem, exact):
    """What is not finite, too large or of another kind is refused by name."""
    with pytest.raises(EvaluationError) as caught:
        evaluate(Name("a"), {"a": given_value}, exact=exact)

    assert problem == caught.value.problem


@pytest.mark.parametrize(
    "text", ["-zero", "zero * -1", "zero / -1", "0.0 * -a", "zero"]
)
def test_zero_has_no_sign(text):
    """However it comes about, zero is one number."""
    value: Any = evaluate(parse(text), {"zero": -0.0, "a": 2})

    assert (value, math.copysign(1, value)) == (0.0, 1.0)


@given(STEADY, STATES)
def test_floats_come_close_to_the_exact_value(expression, state):
    """Rounding alone sets them apart: a billionth for values up to a thousand."""
    exactly: Any = outcome(expression, state, exact=True)
    in_floats: Any = outcome(expression, state)
    if isinstance(exactly, str):
        assert exactly == in_floats
    else:
        room = 1e-12 * float(max(Fraction(1), magnitude(expression, state)))
        assert abs(in_floats - exactly) <= room


def magnitude(expression: Expression, state) -> Fraction:
    """Bound the size of all that is added up in *expression*, whatever cancels out."""
    match expression:
        case Arithmetic("+" | "-", left, right):
            return magnitude(left, state) + magnitude(right, state)
        case Arithmetic("*", left, right):
            return magnitude(left, state) * magnitude(right, state)
        case Arithmetic("/", left, right):
            divisor: Any = evaluate(right, state, exact=True)
            return magnitude(left, state) / Fraction(abs(divisor))
        case Negation(operand):
            return magnitude(operand, state)
        case Conditional(test, then, otherwise):
            branch = then if evaluate(test, state, exact=True) else otherwise
            return magnitude(branch, state)
        case Call(_, arguments):
            sizes = [magnitude(argument, state) for argument in arguments]
            return max(sizes)
        case _:
            value: Any = evaluate(expression, state, exact=True)
            return Fraction(abs(value))


@given(TRUTHS, TRUTHS, STATES)
def test_conditions_obey_de_morgan(one, other, state):
    """Not (p and q) is not p or not q, value for value and fault for fault."""
    conjunction = Not(Logical("and", (one, other)))
    disjunction = Logical("or", (Not(one), Not(other)))

    assert outcome(conjunction, state) == outcome(disjunction, state)
