"""Parts of a scenario that can never matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import values
from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.analysis.packing import Codes
    from scenario_engine.analysis.rows import Floats


def dead(study: Study) -> Iterator[Finding]:
    """Yield a finding for each part that no play ever meets."""
    yield from _never_offered(study)
    yield from _never_ending(study)
    yield from _never_changing(study)
    yield from _never_happening(study)


def dominated(study: Study) -> Iterator[Finding]:
    """
    Yield a finding for each action that is never the right one.

    Anti-techniques are there to be wrong, and are left out.
    """
    space = study.space
    least = least_cost(study)
    for number, action in enumerate(space.program.actions):
        figure = float(least[space.action == number].min(initial=np.inf))
        if action.anti or not np.isfinite(figure) or figure <= TIE:
            continue
        yield Finding(
            "dominated",
            f"'{action.id}' is never among the best choices: it always costs at "
            f"least {figure:.3g} of the chance of the goal",
            figure,
            0.0,
        )


def least_cost(study: Study) -> Floats:
    """
    Return the least that each choice costs, over the turns left.

    Turns in which all choices of a state are worth the same say nothing, and are
    left out; infinite where there are no others.

    Returns:
        float64, shape ``(k,)``.
    """
    space, table = study.space, study.best.table
    firsts, ongoing = space.pointer[space.ongoing], space.ongoing
    least = np.full(len(space.action), np.inf)
    lowest = np.zeros(len(space))
    for left in range(1, space.program.horizon + 1):
        worth = values.choice_values(space, study.best, left)
        lowest[ongoing] = np.minimum.reduceat(worth, firsts)
        matters = (table[left] - lowest > TIE) & (study.met >= left)
        cost = np.where(matters[study.owner], table[left, study.owner] - worth, np.inf)
        least = np.minimum(least, cost)
    return least


def _never_offered(study: Study) -> Iterator[Finding]:
    offered = set(study.space.action.tolist())
    for number, action in enumerate(study.space.program.actions):
        if number not in offered:
            yield _note("never-offered", f"'{action.id}' is never available in play")


def _never_ending(study: Study) -> Iterator[Finding]:
    met = set(study.space.ending.tolist())
    for number, ending in enumerate(study.space.program.endings):
        if number not in met:
            yield _note("never-ends", f"The ending '{ending.id}' is never met in play")


def _never_changing(study: Study) -> Iterator[Finding]:
    """A variable of the author's that has one value in every state."""
    space = study.space
    states = space.packing.unpack(space.codes)
    for number, variable in enumerate(space.program.variables):
        column = states[:, number]
        if not variable.standard and (column == column[0]).all():
            yield _note(
                "never-changes",
                f"The variable '{variable.name}' is {column[0]} in every state",
            )


def _never_happening(study: Study) -> Iterator[Finding]:
    """A stage of the world that changes nothing wherever it is met."""
    program = study.space.program
    codes = _situations(study)
    for stage in program.world:
        alone = attrs.evolve(program, world=(stage,))
        branches = Semantics(alone, study.space.trainee).world(codes)
        if (branches.code == codes[branches.row]).all():
            yield _note("never-happens", f"'{stage.id}' changes nothing in any play")
        codes = np.unique(branches.code)


def _situations(study: Study) -> Codes:
    """Return what any choice can lead to, before the world's stages."""
    space = study.space
    semantics = Semantics(space.program, space.trainee)
    found = [space.codes[:0]]
    for number, action in enumerate(space.program.actions):
        codes = space.codes[study.owner[space.action == number]]
        found.append(np.unique(semantics.response(codes, action).code))
    return np.unique(np.concatenate(found))


def _note(code: str, message: str) -> Finding:
    return Finding(code, message, 0.0, severity=Severity.NOTE)
