"""Programs written anew with other numbers: what derivatives are held against."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.sensitivity.parameters import plain
from scenario_engine.expressions import (
    Arithmetic,
    Comparison,
    Conditional,
    Expression,
    Negation,
    Number,
)

if TYPE_CHECKING:
    from scenario_engine.program import Program, ir

Shifts = Mapping[str, Fraction]
"""By how much each parameter is changed, by name."""


def shifted(program: Program, shifts: Shifts) -> Program:
    """Return the program as its author would write it with these numbers."""
    return attrs.evolve(
        program,
        actions=tuple(
            attrs.evolve(
                action,
                delivery=action.delivery
                and _chance(
                    action.delivery, f"{action.origin.field} > delivery", shifts
                ),
                good=_cases(action.good, shifts),
                poor=_cases(action.poor, shifts),
            )
            for action in program.actions
        ),
        world=tuple(
            attrs.evolve(stage, cases=_cases(stage.cases, shifts))
            for stage in program.world
        ),
    )


def _cases(cases: tuple[ir.Case, ...], shifts: Shifts) -> tuple[ir.Case, ...]:
    return tuple(
        attrs.evolve(
            case,
            outcomes=tuple(
                attrs.evolve(
                    o, chance=_chance(o.chance, f"{o.origin.field} > chance", shifts)
                )
                for o in case.outcomes
            ),
        )
        for case in cases
    )


def _chance(chance: ir.Chance, name: str, shifts: Shifts) -> ir.Chance:
    place = name.rpartition(" > ")[0]
    base, shift = chance.base, shifts.get(name, Fraction(0))
    if shift and plain(base) not in (0, 1):
        moved = _plus(base, shift)
        between = Comparison(Number("0"), (("<", base), ("<", Number("1"))))
        base = moved if plain(base) else Conditional(between, moved, base)
    reasons = tuple(
        attrs.evolve(
            reason,
            by=_plus(reason.by, shifts.get(f"{place} > reason {n}", Fraction(0))),
        )
        for n, reason in enumerate(chance.reasons, 1)
    )
    return attrs.evolve(chance, base=base, reasons=reasons)


def _plus(expression: Expression, shift: Fraction) -> Expression:
    if not shift:
        return expression
    size = Arithmetic(
        "/", Number(str(abs(shift.numerator))), Number(str(shift.denominator))
    )
    return Arithmetic("+", expression, size if shift > 0 else Negation(size))
