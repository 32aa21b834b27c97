"""What a step does to the state, as expressions over the state before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from scenario_engine.expressions import (
    Arithmetic,
    Call,
    Conditional,
    Expression,
    Logical,
    Negation,
    Not,
    Number,
    Truth,
    evaluate,
    fold,
    names,
    substitute,
)

if TYPE_CHECKING:
    from scenario_engine.program import ir

State = Mapping[str, Expression]
"""For each of the program's variables, its value as an expression."""

_LARGEST_WHOLE = 10**9


def read(expression: Expression, state: State) -> Expression:
    """Return what *expression* is worth in *state*."""
    return fold(substitute(expression, state))


def chance(spoken: ir.Chance, state: State) -> Expression:
    """Return base plus the reasons that hold in *state*."""
    total = spoken.base
    for reason in spoken.reasons:
        by = Conditional(reason.when, reason.by, Number("0"))
        total = Arithmetic("+", total, by)
    return read(total, state)


def rest(chances: Sequence[Expression]) -> Expression:
    """Return what *chances* leave over, counted out where they are constants."""
    if not chances:
        return Number("1")
    total = chances[0]
    for each in chances[1:]:
        total = Arithmetic("+", total, each)
    left = Arithmetic("-", Number("1"), total)
    if names(left):
        # Never below zero by rounding; a sum above 1 stays one, for all to see.
        return Call("max", (Number("0"), left))
    return literal(max(Fraction(evaluate(left, {}, exact=True)), Fraction(0)))


def first(guards: Sequence[Expression], state: State) -> list[Expression]:
    """Return for each guard when it is the first that holds; last, when none does."""
    found, before = [], list[Expression]()
    for guard in guards:
        here = read(guard, state)
        found.append(both(here, *before))
        before.append(fails(here))
    return [*found, both(*before)]


def both(*guards: Expression) -> Expression:
    """Return the condition that all *guards* hold."""
    return fold(Logical("and", (Truth(True), *guards)))


def either(*guards: Expression) -> Expression:
    """Return the condition that one of *guards* holds."""
    return fold(Logical("or", (Truth(False), *guards)))


def fails(guard: Expression) -> Expression:
    """Return the condition that *guard* does not hold."""
    return fold(Not(guard))


def changed(
    state: State, changes: Sequence[ir.Change], variables: Mapping[str, ir.Variable]
) -> State:
    """Return *state* after *changes*, saturating at the ranges."""
    after = dict(state)
    for change in changes:
        variable = variables[change.variable]
        after[change.variable] = _aim(after[change.variable], change, variable)
    return after


def watched(
    state: State, watches: Sequence[ir.Watch], variables: Mapping[str, ir.Variable]
) -> State:
    """Return *state* after the monitors have noted a choice made in it."""
    after = state
    for watch in watches:
        before = after
        guards = first([update.guard for update in watch.updates], state)
        for guard, update in zip(guards, watch.updates, strict=False):
            there = changed(before, update.changes, variables)
            # The guards exclude each other, so what is not changed needs no mention.
            after = {
                name: value
                if there[name] == before[name]
                else fold(Conditional(guard, there[name], value))
                for name, value in after.items()
            }
    return after


def literal(value: int | float | Fraction) -> Expression:
    """Return *value* exactly: as a short decimal if it is one, else as a quotient."""
    exact = Fraction(value)
    if exact < 0:
        return Negation(literal(-exact))
    if exact.denominator == 1:
        return _whole(exact.numerator)
    return fold(Arithmetic("/", _whole(exact.numerator), _whole(exact.denominator)))


def _whole(value: int) -> Number:
    # Beyond the integers that every tool reads, a decimal is read exactly all the same.
    return Number(f"{value}.0" if value > _LARGEST_WHOLE else f"{value}")


def _aim(old: Expression, change: ir.Change, variable: ir.Variable) -> Expression:
    if change.kind == "set":
        return literal(max(variable.low, min(change.amount, variable.high)))
    if change.amount > 0:
        raised = Arithmetic("+", old, literal(change.amount))
        return Call("min", (raised, literal(variable.high)))
    if change.amount < 0:
        lowered = Arithmetic("-", old, literal(-change.amount))
        return Call("max", (lowered, literal(variable.low)))
    return old
