"""Numbers from data files become nodes and lose no digit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.expressions import (
    Comparison,
    ExpressionError,
    Negation,
    Number,
    evaluate,
    number,
    parse,
    to_text,
)
from scenario_engine.expressions.literals import literal_value

WHOLE = "Give a whole number or a decimal, up to 1000000."


@pytest.mark.parametrize(
    ("value", "node"),
    [
        (0, Number("0")),
        (3, Number("3")),
        (-3, Negation(Number("3"))),
        (10**6, Number("1000000")),
        (Decimal("0.10"), Number("0.10")),
        (Decimal("-0.25"), Negation(Number("0.25"))),
        (Decimal("1E-7"), Number("1E-7")),
        (Decimal("-0.0"), Number("0.0")),
        ("0.35", Number("0.35")),
        ("-2", Negation(Number("2"))),
    ],
)
def test_a_number_keeps_its_text(value, node):
    """The node says what the file says; a minus sign becomes a negation."""
    assert node == number(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Decimal("NaN"), f"NaN is not a finite number. {WHOLE}"),
        (Decimal("-Infinity"), f"-Infinity is not a finite number. {WHOLE}"),
        (True, f"True is a truth value, not a number. {WHOLE}"),
        (0.1, f"A float is not an exact decimal number. {WHOLE}"),
        (10**6 + 1, f"The number is beyond 1000000. {WHOLE}"),
        pytest.param(
            -(10**5000), f"The number is beyond 1000000. {WHOLE}", id="5001 digits"
        ),
        (
            Decimal("1000000.5"),
            "'1000000.5' is larger than 1000000. Use a number up to 1000000.",
        ),
        (
            Decimal("1E+999999"),
            "'1E+999999' has an exponent beyond 30. "
            "Keep the exponent between -30 and 30.",
        ),
        (
            Decimal("0.1234567890123456"),
            "'0.1234567890123456' has 16 significant digits. "
            "Round it to 15 digits or fewer.",
        ),
        (
            "1/3",
            "'1/3' is not a decimal number. Write digits with a digit on each side "
            "of the point, such as 12 or 0.5.",
        ),
        (
            "--1",
            "'-1' is not a decimal number. Write digits with a digit on each side "
            "of the point, such as 12 or 0.5.",
        ),
    ],
)
def test_a_number_that_cannot_be_kept_is_refused(value, message):
    """What is not finite, too large or too long is refused by name."""
    with pytest.raises(ExpressionError) as caught:
        number(value)

    assert message == str(caught.value)


@given(st.decimals(-(10**6), 10**6, places=6) | st.integers(-(10**6), 10**6))
def test_a_number_is_worth_what_the_file_says(value):
    """Exactly, and in floats as near as a float can be; also through its text."""
    node = number(value)

    assert Fraction(value) == evaluate(node, {}, exact=True)
    assert float(value) == evaluate(node, {})
    assert node == parse(to_text(node))


@pytest.mark.parametrize(
    ("text", "in_floats", "exactly"),
    [("12", 12, 12), ("0.1", 0.1, Fraction(1, 10)), ("1e2", 100.0, Fraction(100))],
)
def test_a_point_or_an_exponent_makes_a_float(text, in_floats, exactly):
    """A whole number is an int; others are a float, or exactly a fraction."""
    values = [literal_value(text, exact=False), literal_value(text, exact=True)]

    assert [in_floats, exactly] == values
    assert [type(in_floats), type(exactly)] == [type(value) for value in values]


@given(st.decimals(0, 1, places=14), st.decimals(0, 1, places=14))
def test_floats_tell_apart_what_fifteen_digits_tell_apart(one, other):
    """Two literals compare as floats as they compare exactly."""
    less = Comparison(number(one), (("<", number(other)),))
    same = Comparison(number(one), (("==", number(other)),))

    assert (one < other, one == other) == (evaluate(less, {}), evaluate(same, {}))
