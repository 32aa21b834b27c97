"""Chances that are known only to lie between two numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from scenario_engine.expressions import evaluate

if TYPE_CHECKING:
    from scenario_engine.program import ir

_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)


@attrs.frozen
class Range:
    """
    A chance between *low* and *high*, in exact fractions.

    Attributes:
        low, high: In 0..1; equal where the chance is known.
    """

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        """Whether the chance is known."""
        return self.low == self.high

    def plus(self, other: Range) -> Range:
        """Return the chance that one of two things happens that exclude each other."""
        return within(self.low + other.low, self.high + other.high)


CERTAIN: Final = Range(_ONE, _ONE)

Valuation = Mapping[str, int | Fraction]
Ranges = Callable[["ir.Origin", "ir.Chance", Valuation], tuple[Fraction, Fraction]]
"""
Between what a chance lies.

It is given the origin of the chance (an outcome's, or the action's for a delivery), the
chance, and the value of every variable, and of ``skill`` in a delivery. It returns the
least and the greatest value; what is outside 0..1 is cut off.
"""


def nominal(chance: ir.Chance, valuation: Valuation) -> Fraction:
    """Return what *chance* is worth as it is written: base plus the reasons."""
    total = Fraction(evaluate(chance.base, valuation, exact=True))
    for reason in chance.reasons:
        if evaluate(reason.when, valuation, exact=True):
            total += Fraction(evaluate(reason.by, valuation, exact=True))
    return total


def exactly(value: Fraction) -> Range:
    """Return the range of a chance that is known."""
    return Range(value, value)


def within(low: Fraction, high: Fraction) -> Range:
    """Return the part of low..high that lies in 0..1."""
    return Range(max(_ZERO, min(low, _ONE)), max(_ZERO, min(high, _ONE)))


def left_over(chances: Iterable[Range]) -> Range:
    """Return what *chances* leave over: between nothing and all that they may leave."""
    found = list(chances)
    low = _ONE - sum((chance.high for chance in found), _ZERO)
    high = _ONE - sum((chance.low for chance in found), _ZERO)
    return within(low, high)
