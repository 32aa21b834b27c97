"""What a step of a turn reads or changes: the other variables pass it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.expressions import names
from scenario_engine.program.ir import ALWAYS, Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenario_engine.expressions import Expression
    from scenario_engine.program.ir import Case, Chance, Change, Program, Stage

Touched = frozenset[int]
"""Where the variables stand in a state."""


def as_action(stage: Stage) -> Action:
    """Return a stage of the world as what always can be chosen and is never missed."""
    return Action(
        id=stage.id,
        technique="",
        family="",
        anti=False,
        addressee="",
        lines=(),
        minutes=0,
        available=ALWAYS,
        watches=(),
        delivery=None,
        good=stage.cases,
        poor=(),
        rewards=(),
        origin=stage.origin,
    )


def touched(program: Program, action: Action) -> Touched:
    """Return the variables that choosing *action*, or its response, has to do with."""
    return places(program, _names(action))


def changed(program: Program, action: Action) -> Touched:
    """Return the variables that choosing *action*, or its response, may change."""
    return places(program, (change.variable for change in changes(action)))


def changes(action: Action) -> Iterator[Change]:
    """Yield every change that *action* can make."""
    for watch in action.watches:
        for update in watch.updates:
            yield from update.changes
    for case in (*action.good, *action.poor):
        for outcome in case.outcomes:
            yield from outcome.changes


def places(program: Program, named: Iterable[str]) -> Touched:
    """Return where the variables that are *named* stand in a state."""
    found = set(named)
    return frozenset(
        place
        for place, variable in enumerate(program.variables)
        if variable.name in found
    )


def of_guards(guards: Iterable[Expression]) -> Iterator[str]:
    """Yield the names in *guards*."""
    for guard in guards:
        yield from names(guard)


def _names(action: Action) -> Iterator[str]:
    yield from names(action.available)
    yield from of_guards(reward.guard for reward in action.rewards)
    yield from (change.variable for change in changes(action))
    for watch in action.watches:
        yield from of_guards(update.guard for update in watch.updates)
    if action.delivery is not None:
        yield from _of_chance(action.delivery)
    for case in (*action.good, *action.poor):
        yield from _of_case(case)


def _of_case(case: Case) -> Iterator[str]:
    yield from names(case.guard)
    for outcome in case.outcomes:
        yield from _of_chance(outcome.chance)


def _of_chance(chance: Chance) -> Iterator[str]:
    yield from names(chance.base)
    for reason in chance.reasons:
        yield from of_guards((reason.when, reason.by))
