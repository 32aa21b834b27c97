"""Which variables a step reads or changes: the others make no difference to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.expressions import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenario_engine.expressions import Expression
    from scenario_engine.program import Program, State, ir

Touched = tuple[int, ...]
"""Where variables stand in a state, in ascending order."""


def by_response(program: Program, action: ir.Action) -> Touched:
    """Return the variables that the response to *action* reads or changes."""
    return _places(program, _of_response(action))


def by_world(program: Program) -> Touched:
    """Return the variables that the world's stages, or endings, read or change."""
    cases = (case for stage in program.world for case in stage.cases)
    found = [*_of_cases(cases), *_of(ending.guard for ending in program.endings)]
    return _places(program, found)


def part(state: State, places: Touched) -> tuple[int, ...]:
    """Return the values at *places*."""
    return tuple(state[place] for place in places)


def joined(state: State, places: Touched, values: Sequence[int]) -> State:
    """Return *state* with *values* at *places*."""
    after = list(state)
    for place, value in zip(places, values, strict=True):
        after[place] = value
    return tuple(after)


def _places(program: Program, touched: Iterable[str]) -> Touched:
    found = set(touched)
    return tuple(
        place
        for place, variable in enumerate(program.variables)
        if variable.name in found
    )


def _of_response(action: ir.Action) -> Iterator[str]:
    for watch in action.watches:
        for update in watch.updates:
            yield from names(update.guard)
            yield from (change.variable for change in update.changes)
    if action.delivery is not None:
        yield from _of_chance(action.delivery)
    yield from _of_cases((*action.good, *action.poor))


def _of_cases(cases: Iterable[ir.Case]) -> Iterator[str]:
    for case in cases:
        yield from names(case.guard)
        for outcome in case.outcomes:
            yield from _of_chance(outcome.chance)
            yield from (change.variable for change in outcome.changes)


def _of_chance(chance: ir.Chance) -> Iterator[str]:
    yield from names(chance.base)
    for reason in chance.reasons:
        yield from _of((reason.when, reason.by))


def _of(expressions: Iterable[Expression]) -> Iterator[str]:
    for expression in expressions:
        yield from names(expression)
