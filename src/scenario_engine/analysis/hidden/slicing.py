"""The part of a program that bears on play: what nothing reads is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.essence import read_by_play, within
from scenario_engine.expressions import names

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import ir
    from scenario_engine.program.ir import Program


def sliced(program: Program) -> Program:
    """
    Return *program* without the variables that nothing which matters to play reads.

    What can be chosen, what is seen, how likely it is and how it ends stay as they
    are, branch by branch. Monitors go, unless a guard of the scenario reads them, and
    points go: neither changes what happens next.
    """
    kept = bearing(program)
    return attrs.evolve(
        within(program, kept),
        actions=tuple(_action(action, kept) for action in program.actions),
        world=tuple(
            attrs.evolve(stage, cases=_cases(stage.cases, kept))
            for stage in program.world
        ),
        endings=tuple(attrs.evolve(e, rewards=()) for e in program.endings),
        timeout=attrs.evolve(program.timeout, rewards=()),
        monitors=(),
    )


def bearing(program: Program) -> frozenset[str]:
    """Return the names of the variables that are seen, or that play depends on."""
    kept = frozenset(
        variable.name for variable in program.variables if variable.visible
    )
    kept = kept.union(*(names(part) for part in read_by_play(program)))
    while more := _noted(program, kept) - kept:
        kept |= more
    names_ = [variable.name for variable in program.variables]
    return kept.intersection(names_) or frozenset(names_[:1])


def projected(space: StateSpace, slim: StateSpace) -> Index:
    """
    Return what is left of each state of *space* in the `sliced` program's.

    Args:
        space: The states of a program.
        slim: Those of the same program, sliced, for the same trainee.

    Returns:
        int64, ``(len(space),)``: numbers of states of *slim*.
    """
    at = {variable.name: i for i, variable in enumerate(space.program.variables)}
    codes = np.zeros(len(space), dtype=np.int64)
    for variable, stride in zip(
        slim.packing.variables, slim.packing.strides, strict=True
    ):
        values = space.packing.column(space.codes, at[variable.name])
        codes += (values - variable.low) * stride
    return slim.numbering.of(codes)


def _noted(program: Program, kept: frozenset[str]) -> set[str]:
    """Return what the watches read that change a variable in *kept*."""
    found: set[str] = set()
    for action in program.actions:
        for watch in action.watches:
            if any(c.variable in kept for u in watch.updates for c in u.changes):
                found.update(*(names(update.guard) for update in watch.updates))
    return found


def _action(action: ir.Action, kept: frozenset[str]) -> ir.Action:
    watches = (
        attrs.evolve(
            watch,
            updates=tuple(
                attrs.evolve(update, changes=_changes(update.changes, kept))
                for update in watch.updates
            ),
        )
        for watch in action.watches
    )
    return attrs.evolve(
        action,
        watches=tuple(w for w in watches if any(u.changes for u in w.updates)),
        good=_cases(action.good, kept),
        poor=_cases(action.poor, kept),
        rewards=(),
    )


def _cases(cases: tuple[ir.Case, ...], kept: frozenset[str]) -> tuple[ir.Case, ...]:
    return tuple(
        attrs.evolve(
            case,
            outcomes=tuple(
                attrs.evolve(outcome, changes=_changes(outcome.changes, kept))
                for outcome in case.outcomes
            ),
        )
        for case in cases
    )


def _changes(
    changes: tuple[ir.Change, ...], kept: frozenset[str]
) -> tuple[ir.Change, ...]:
    return tuple(change for change in changes if change.variable in kept)
