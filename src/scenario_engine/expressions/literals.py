"""The decimal numbers an expression may hold, and what each is worth."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from scenario_engine.errors import shorten
from scenario_engine.expressions.fault import ExpressionError
from scenario_engine.expressions.tree import Negation, Number

LARGEST_NUMBER = 10**6
MOST_DIGITS = 15
LARGEST_EXPONENT = 30

_DECIMAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?", re.ASCII)
_SMALLEST_NUMBER = Fraction(1, 10**LARGEST_EXPONENT)


def number(value: int | Decimal | str) -> Number | Negation:
    """
    Make the node of a number that stands in a data file.

    Args:
        value: A whole number, a decimal, or the text of either with an
            optional minus sign. The text of the node is the text of *value*.

    Returns:
        A number, or the negation of one when *value* is below zero.

    Raises:
        ExpressionError: If *value* is NaN or infinite, larger than
            10**6, not zero but smaller than 10**-30, or has more than
            15 significant digits.
    """
    text = _text_of(value)
    size = text.removeprefix("-")
    if fault := literal_fault(size):
        raise ExpressionError(text, *fault)
    negative = size != text and Fraction(size) != 0
    return Negation(Number(size)) if negative else Number(size)


def literal_value(text: str, *, exact: bool) -> int | float | Fraction:
    """
    Return what the number written as *text* is worth.

    Without a point and an exponent it is an int in either mode. Otherwise it is
    the nearest float, or with *exact* the fraction that the text says.
    """
    if text.isdigit():
        return int(text)
    return Fraction(text) if exact else float(text)


def literal_fault(text: str) -> tuple[str, str] | None:
    """Return the problem and the mend of a number without a sign, or None."""
    parts = _DECIMAL.fullmatch(text)
    if parts is None:
        return (
            f"{shorten(text)!r} is not a decimal number",
            "Write digits with a digit on each side of the point, such as 12 or 0.5",
        )
    whole, places, exponent = parts.groups(default="")
    digits = (whole + places.removeprefix(".")).lstrip("0")
    if len(digits) > MOST_DIGITS:
        return (
            f"{shorten(text)!r} has {len(digits)} significant digits",
            f"Round it to {MOST_DIGITS} digits or fewer",
        )
    if abs(int(exponent or "0")) > LARGEST_EXPONENT:
        return (
            f"{shorten(text)!r} has an exponent beyond {LARGEST_EXPONENT}",
            f"Keep the exponent between -{LARGEST_EXPONENT} and {LARGEST_EXPONENT}",
        )
    return _size_fault(text)


def _size_fault(text: str) -> tuple[str, str] | None:
    size = Fraction(text)
    if size > LARGEST_NUMBER:
        return (
            f"{shorten(text)!r} is larger than {LARGEST_NUMBER}",
            f"Use a number up to {LARGEST_NUMBER}",
        )
    if 0 < size < _SMALLEST_NUMBER:
        return (
            f"{shorten(text)!r} is smaller than 1e-{LARGEST_EXPONENT}, yet not 0",
            "Write 0, or a larger number",
        )
    return None


def _text_of(value: object) -> str:
    """Return the text of *value*, refusing what is no decimal number at all."""
    match value:
        case bool():
            problem = f"{value} is a truth value, not a number"
        case int() if abs(value) > LARGEST_NUMBER:
            # Not printed: the text of an int without bound is without bound.
            problem = f"The number is beyond {LARGEST_NUMBER}"
        case int():
            return str(value)
        case Decimal() if not value.is_finite():
            problem = f"{value} is not a finite number"
        case Decimal() | str():
            return str(value)
        case _:
            problem = f"A {type(value).__name__} is not an exact decimal number"
    mend = f"Give a whole number or a decimal, up to {LARGEST_NUMBER}"
    raise ExpressionError("", problem, mend)
