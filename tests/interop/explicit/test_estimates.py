"""Chances go from where all their numbers are least to where all are greatest."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from scenario_engine.analysis.sensitivity import Widths
from scenario_engine.expressions import parse
from scenario_engine.interop.explicit.estimates import estimated
from scenario_engine.program import ir
from scenes import program

ORIGIN = ir.Origin("sample", "intervention 'listen'", "outcome")
WIDTHS = Widths(assumption=0.125, reference=0.0625)


@pytest.mark.parametrize(
    ("base", "heard", "low", "high"),
    [
        ("0.5", 0, "0.375", "0.625"),
        ("1", 0, "1", "1"),
        ("0.5 * heard", 0, "0", "0"),
        ("0.5 * heard", 1, "0.375", "0.625"),
        ("0.5 * heard", 2, "1", "1"),
    ],
)
def test_what_is_certain_is_no_estimate(base, heard, low, high) -> None:
    """Neither a number that is 0 or 1, nor an expression where it comes to that."""
    chance = ir.Chance(parse(base), (), "assumption")
    outcome = ir.Outcome(chance, (), "", ORIGIN)
    case = ir.Case(ir.ALWAYS, (outcome,), ORIGIN)
    made = program()
    action = attrs.evolve(made.actions[0], delivery=None, good=(case,), poor=())
    ranges = estimated(attrs.evolve(made, actions=(action,), world=()), WIDTHS)

    assert (Fraction(low), Fraction(high)) == ranges(ORIGIN, chance, {"heard": heard})
