"""Parts of a scenario that can never matter."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.essence import read_by_play, read_by_watches
from scenario_engine.analysis.findings.cases import idle_cases, note
from scenario_engine.analysis.findings.rules import holds
from scenario_engine.expressions import names
from scenario_engine.program.ir import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.branching import Branches
    from scenario_engine.analysis.findings.finding import Finding
    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.analysis.packing import Codes
    from scenario_engine.expressions import Expression
    from scenario_engine.program import Program
    from scenario_engine.program.ir import Ending, Monitor, Stage, Variable


def dead(study: Study) -> Iterator[Finding]:
    """Yield a finding for each part that no play in time ever meets."""
    yield from _actions(study)
    yield from _endings(study)
    yield from _variables(study)
    yield from _stages(study)
    yield from _policies(study)


def _actions(study: Study) -> Iterator[Finding]:
    """Actions that are never offered; of the others, what is idle in them."""
    space = study.space
    semantics = Semantics(space.program, space.trainee)
    in_time = study.met[study.owner] > 0
    for number, action in enumerate(space.program.actions):
        codes = space.codes[study.owner[in_time & (space.action == number)]]
        if not len(codes):
            what = f"'{action.id}' is never available in play"
            yield note("never-offered", what, action.origin)
            continue
        ongoing = space.codes[(space.ending < 0) & (study.met > 0)]
        if len(codes) == len(ongoing) and names(action.available):
            what = f"The guard of '{action.id}' holds in every state of play"
            yield note("guard-idle", what, action.origin)
        chance = semantics.delivered(codes, action)
        yield from idle_cases(space.packing, action.good, codes[chance > 0])
        yield from idle_cases(space.packing, action.poor, codes[chance < 1])


def _endings(study: Study) -> Iterator[Finding]:
    met = set(study.space.ending[study.met >= 0].tolist())
    for number, ending in enumerate(study.space.program.endings):
        if number not in met:
            what = f"The ending '{ending.id}' is never met in play"
            yield note("never-ends", what, ending.origin)


def _variables(study: Study) -> Iterator[Finding]:
    """Variables of the author's with one value, or that nothing asks for."""
    space, read = study.space, read_by_any(study.space.program)
    for number, variable in enumerate(space.program.variables):
        if variable.standard:
            continue
        origin = _origin(space.program, variable)
        column = space.packing.column(space.codes, number)
        if (column == column[0]).all():
            what = f"The variable '{variable.name}' is {column[0]} in every state"
            yield note("never-changes", what, origin)
        if variable.name not in read:
            what = f"No guard, chance, policy, promise or point reads '{variable.name}'"
            yield note("never-read", what, origin)


def read_by_any(program: Program) -> frozenset[str]:
    """Return the names that anything in *program* reads."""
    ends: list[Ending] = [*program.endings, program.timeout]
    read: list[Expression] = [*read_by_play(program), *read_by_watches(program)]
    for action in program.actions:
        read += [reward.guard for reward in action.rewards]
    read += [reward.guard for ending in ends for reward in ending.rewards]
    for monitor in program.monitors:
        read += [monitor.broken, monitor.broken_at_end]
    for never in program.never:
        read += [never.at_end, *never.on_choice]
    return frozenset(chain.from_iterable(map(names, read)))


def _origin(program: Program, variable: Variable) -> Origin:
    field = f"variables > {variable.name}"
    return Origin(program.pack, f"scenario '{program.id}'", field)


def _stages(study: Study) -> Iterator[Finding]:
    """
    Stages that change nothing wherever they are met; of the others, idle cases.

    A trigger that several personas bring along is a stage for each: only what is
    idle in all of them is.
    """
    copies: dict[tuple[str, Origin], list[list[Finding]]] = {}
    program = study.space.program
    codes = _situations(study)
    for stage in program.world:
        alone = attrs.evolve(program, world=(stage,))
        branches = Semantics(alone, study.space.trainee).world(codes)
        found = list(_stage(study, stage, codes, branches))
        copies.setdefault((stage.id, stage.origin), []).append(found)
        codes = np.unique(branches.code)
    for first, *others in copies.values():
        yield from (each for each in first if all(each in more for more in others))


def _stage(
    study: Study, stage: Stage, codes: Codes, after: Branches
) -> Iterator[Finding]:
    """Judge a stage by the situations before it, and what it makes of them."""
    if (after.code == codes[after.row]).all():
        what = f"'{stage.id}' changes nothing in any play"
        yield note("never-happens", what, stage.origin)
        return
    semantics = Semantics(study.space.program, study.space.trainee)
    going_on = codes[semantics.endings(codes) < 0]
    yield from idle_cases(study.space.packing, stage.cases, going_on)


def _situations(study: Study) -> Codes:
    """Return what any choice in time can lead to, before the world's stages."""
    space, in_time = study.space, study.met[study.owner] > 0
    semantics = Semantics(space.program, space.trainee)
    found = [space.codes[:0]]
    for number, action in enumerate(space.program.actions):
        codes = space.codes[study.owner[in_time & (space.action == number)]]
        found.append(np.unique(semantics.response(codes, action).code))
    return np.unique(np.concatenate(found))


def _policies(study: Study) -> Iterator[Finding]:
    for monitor in study.space.program.monitors:
        if not _can_be_broken(study, monitor):
            what = f"No play breaks the policy '{monitor.policy}'"
            yield note("policy-idle", what, monitor.origin)


def _can_be_broken(study: Study, monitor: Monitor) -> bool:
    """
    Tell whether it is broken in a state that is met, were the episode to end there.

    A state that only an earlier turn can meet is taken to be one that may be last.
    """
    broken = holds(study, monitor.broken) | holds(study, monitor.broken_at_end)
    return bool((broken & (study.met >= 0)).any())
