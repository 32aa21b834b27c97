"""The values that may stand for a name, and how large a number may grow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any, Final, TypeAlias

from scenario_engine.errors import shorten
from scenario_engine.expressions.fault import EvaluationError

Quantity: TypeAlias = int | float | Fraction
Value: TypeAlias = int | float | Fraction | bool | str

LARGEST_RESULT: Final = 10**15
"""
No number, given or computed, may be larger.

A float holds every whole number up to here and beyond, and rounding carries none
across this bound. So a whole number and the float of the same value are accepted
and refused alike, and 64 bits hold every sum of two whole numbers.
"""


def plain_value(name: str, value: object, *, exact: bool) -> Value:
    """
    Return *value* as one of the kinds that evaluation counts in.

    Whole numbers become int. Other numbers become Fraction with *exact*, with
    no digit lost, and float without. Truth values and texts stay as they are.

    Raises:
        EvaluationError: If *value* is of another kind, not finite or larger
            than 10**15; it names *name*.
    """
    if type(value) is int and -LARGEST_RESULT <= value <= LARGEST_RESULT:
        return value  # As nearly all are: variables of programs are whole numbers.
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if not isinstance(value, Real | Decimal):
        problem = f"The value of '{name}' is of the kind {type(value).__name__}"
        mend = "Give a number, a truth value or a text"
        raise EvaluationError(name, problem, mend)
    if not is_bounded(value):
        raise too_large(name)
    if isinstance(value, Integral):
        return int(value)
    if exact:
        return Fraction(value) if isinstance(value, Rational) else _fraction(value)
    return float(value) + 0.0


def is_bounded(value: Any) -> bool:
    """Whether the number *value* is finite, and not larger than a number may grow."""
    if isinstance(value, Decimal) and value.is_nan():
        return False
    return bool(-LARGEST_RESULT <= value <= LARGEST_RESULT)


def too_large(part: str) -> EvaluationError:
    """Refuse the number that the printed *part* is worth."""
    problem = f"'{shorten(part)}' is larger than {LARGEST_RESULT:,}"
    return EvaluationError(part, problem, "Keep its numbers smaller, or use clamp")


def missing(name: str) -> EvaluationError:
    """Refuse to evaluate *name*, for which no value was given."""
    mend = f"Give a value for '{name}'"
    return EvaluationError(name, f"'{name}' has no value", mend)


def _fraction(value: Real | Decimal) -> Fraction:
    if isinstance(value, Decimal):
        return Fraction(value)
    return Fraction(float(value))
