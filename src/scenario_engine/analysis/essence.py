"""A program without what none of its endings depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scenario_engine.expressions import Expression
    from scenario_engine.program.ir import Action, Case, Chance, Program, Stage, Watch


def essence(program: Program) -> Program:
    """
    Return *program* without the variables that no ending depends on.

    Which ending comes, when, and with what chance under which choices is the same;
    only what monitors, points and other notes kept track of is no longer told apart.
    A scenario with policies has several times fewer states so.
    """
    kept: frozenset[str] = frozenset()
    while True:
        slim = _slim(program, kept)
        parts = (*read_by_play(slim), *read_by_watches(slim))
        read = kept.union(*map(names, parts))
        if read == kept:
            return within(slim, kept)
        kept = read


def read_by_play(program: Program) -> Iterator[Expression]:
    """Yield every expression on which the course of play depends."""
    for action in program.actions:
        yield action.available
        if action.delivery is not None:
            yield from read_by_chance(action.delivery)
        yield from _read_by_cases((*action.good, *action.poor))
    for stage in program.world:
        yield from _read_by_cases(stage.cases)
    for ending in program.endings:
        yield ending.guard


def read_by_watches(program: Program) -> Iterator[Expression]:
    """Yield every expression on which what monitors note depends."""
    for action in program.actions:
        for watch in action.watches:
            yield from (update.guard for update in watch.updates)


def read_by_chance(chance: Chance) -> Iterator[Expression]:
    """Yield every expression of *chance*."""
    yield chance.base
    for reason in chance.reasons:
        yield reason.when
        yield reason.by


def _read_by_cases(cases: Iterable[Case]) -> Iterator[Expression]:
    for case in cases:
        yield case.guard
        for outcome in case.outcomes:
            yield from read_by_chance(outcome.chance)


def _slim(program: Program, kept: Collection[str]) -> Program:
    """Return *program* with the changes of *kept* alone, and no notes."""
    return attrs.evolve(
        program,
        actions=tuple(_slim_action(action, kept) for action in program.actions),
        world=tuple(_slim_stages(program.world, kept)),
        endings=tuple(attrs.evolve(each, rewards=()) for each in program.endings),
        timeout=attrs.evolve(program.timeout, rewards=()),
        monitors=(),
    )


def _slim_action(action: Action, kept: Collection[str]) -> Action:
    good, poor = _slim_cases(action.good, kept), _slim_cases(action.poor, kept)
    return attrs.evolve(
        action,
        delivery=action.delivery if good or poor else None,
        good=good,
        poor=poor,
        watches=tuple(watch for watch in action.watches if _sets(watch, kept)),
        rewards=(),
        good_practice=None,
    )


def _sets(watch: Watch, kept: Collection[str]) -> bool:
    """Tell whether *watch* notes something in one of *kept*."""
    changes = (change for update in watch.updates for change in update.changes)
    return any(change.variable in kept for change in changes)


def _slim_stages(stages: Iterable[Stage], kept: Collection[str]) -> Iterator[Stage]:
    for stage in stages:
        cases = _slim_cases(stage.cases, kept)
        if cases:
            yield attrs.evolve(stage, cases=cases)


def _slim_cases(cases: Iterable[Case], kept: Collection[str]) -> tuple[Case, ...]:
    """Keep the outcomes that change one of *kept*, and guards that still decide."""
    slim = [_slim_case(case, kept) for case in cases]
    while slim and not slim[-1].outcomes:
        slim.pop()
    return tuple(slim)


def _slim_case(case: Case, kept: Collection[str]) -> Case:
    outcomes = []
    for outcome in case.outcomes:
        changes = tuple(change for change in outcome.changes if change.variable in kept)
        if changes:
            outcomes.append(attrs.evolve(outcome, changes=changes))
    return attrs.evolve(case, outcomes=tuple(outcomes))


def within(program: Program, kept: Collection[str]) -> Program:
    """Return *program* with the variables *kept* alone; with one, if none is."""
    names_ = [variable.name for variable in program.variables]
    places = [place for place, name in enumerate(names_) if name in kept] or [0]
    return attrs.evolve(
        program,
        variables=tuple(program.variables[place] for place in places),
        starts=tuple(
            attrs.evolve(start, state=tuple(start.state[place] for place in places))
            for start in program.starts
        ),
    )
