"""How far chances may be off, by their evidence, as ranges."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scenario_engine.analysis.sensitivity import Kind, Widths, parameters
from scenario_engine.analysis.sensitivity.parameters import (
    CHANCE,
    DELIVERY,
    WIDTHS,
    reason_key,
)
from scenario_engine.expressions import evaluate
from scenario_engine.interop.explicit.ranges import nominal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.sensitivity.parameters import Key, Parameter
    from scenario_engine.interop.explicit.ranges import Ranges, Valuation
    from scenario_engine.program import Program, ir


def estimated(program: Program, widths: Widths = WIDTHS) -> Ranges:
    """
    Return the ranges in which the estimated numbers of *program* may lie.

    They are those of `scenario_engine.analysis.sensitivity`: a chance goes from where
    all the numbers in it are least to where all are greatest.

    Args:
        program: The program.
        widths: How far a number may be off, by its evidence.
    """
    known = parameters(program, widths)

    def ranges(
        origin: ir.Origin, chance: ir.Chance, valuation: Valuation
    ) -> tuple[Fraction, Fraction]:
        low = high = nominal(chance, valuation)
        for parameter in _moving(known, origin, chance, valuation):
            low += Fraction(parameter.low) - Fraction(parameter.nominal)
            high += Fraction(parameter.high) - Fraction(parameter.nominal)
        return low, high

    return ranges


def _moving(
    known: dict[Key, Parameter],
    origin: ir.Origin,
    chance: ir.Chance,
    valuation: Valuation,
) -> Iterator[Parameter]:
    """Yield the parameters that a chance rests on where *valuation* holds."""
    which = DELIVERY if "skill" in valuation else CHANCE
    base = known.get((origin, which))
    if base is not None:
        value = Fraction(evaluate(chance.base, valuation, exact=True))
        if base.kind is not Kind.OFFSET or 0 < value < 1:
            yield base
    for position, reason in enumerate(chance.reasons, 1):
        if evaluate(reason.when, valuation, exact=True):
            yield known[origin, reason_key(position)]
