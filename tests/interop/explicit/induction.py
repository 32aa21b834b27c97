"""What a program that is written out is worth, place by place, in fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scenario_engine.interop.explicit.ranges import nominal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scenario_engine.interop.explicit import Choice, Explicit, Range
    from scenario_engine.interop.explicit.ranges import Valuation
    from scenario_engine.program import ir

    Choose = Callable[[Sequence[Fraction]], Fraction]
    Expect = Callable[[Sequence[tuple[Range, Fraction]]], Fraction]


def as_written(
    _: ir.Origin, chance: ir.Chance, valuation: Valuation
) -> tuple[Fraction, Fraction]:
    """Take every chance for what is written: ranges without any width."""
    value = nominal(chance, valuation)
    return value, value


def mean(leads: Sequence[tuple[Range, Fraction]]) -> Fraction:
    """Return the expectation where every chance is known."""
    return sum((chance.low * worth for chance, worth in leads), Fraction(0))


def least(leads: Sequence[tuple[Range, Fraction]]) -> Fraction:
    """Return the least expectation, the chances being free within their ranges."""
    left = 1 - sum((chance.low for chance, _ in leads), Fraction(0))
    total = mean(leads)
    for chance, worth in sorted(leads, key=lambda lead: lead[1]):
        more = min(left, chance.high - chance.low)
        total += more * worth
        left -= more
    assert left == 0
    return total


def value(
    model: Explicit,
    choose: Choose,
    gain: Callable[[Choice], Fraction | int] = lambda _: 0,
    kind: str = "",
    expect: Expect = mean,
) -> Fraction:
    """
    Return what the first place is worth: 1 for an ending of *kind*, and every *gain*.

    It goes on for as many steps as an episode can take.
    """
    now = [Fraction(bool(kind) and found == kind) for found in model.kinds]
    for _ in range(model.most_steps):
        now = [
            choose(
                [
                    gain(choice) + expect([(c, now[at]) for c, at in choice.branches])
                    for choice in choices
                ]
            )
            for choices in model.choices
        ]
    return now[0]
