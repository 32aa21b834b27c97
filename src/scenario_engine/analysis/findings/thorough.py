"""Every family of findings, over one state space."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from scenario_engine.analysis.findings.cheese import cheese
from scenario_engine.analysis.findings.dead import dead
from scenario_engine.analysis.findings.difficulty import difficulty
from scenario_engine.analysis.findings.disagreement import disagreement
from scenario_engine.analysis.findings.doctrine import doctrine
from scenario_engine.analysis.findings.dominated import dominated
from scenario_engine.analysis.findings.leak import leak
from scenario_engine.analysis.findings.losing import cliffs, debts, no_return
from scenario_engine.analysis.findings.rules import breaking
from scenario_engine.analysis.findings.safety import unsafe
from scenario_engine.analysis.findings.study import Study
from scenario_engine.analysis.findings.teaching import objectives
from scenario_engine.analysis.findings.usual import figures, trap
from scenario_engine.analysis.states import GENEROUS, StateSpace, explore
from scenario_engine.program import EXPERT
from scenario_engine.vocabulary import USUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from scenario_engine.analysis.budget import Budget
    from scenario_engine.analysis.findings.finding import Finding
    from scenario_engine.program import Program, Trainee
    from scenario_engine.vocabulary import Thresholds


def _usual(study: Study) -> Iterator[Finding]:
    yield from trap(study.space, study.to_goal)
    yield from figures(study)


FAMILIES: Mapping[str, Callable[[Study], Iterator[Finding]]] = MappingProxyType(
    {
        "usual": _usual,
        "never": unsafe,
        "cheese": cheese,
        "no-return": no_return,
        "cliffs": cliffs,
        "debts": debts,
        "objectives": objectives,
        "policies": breaking,
        "doctrine": doctrine,
        "disagreement": disagreement,
        "dead": dead,
        "dominated": dominated,
        "leak": leak,
        "difficulty": difficulty,
    }
)
"""What can be looked for, by name, in the order in which it is reported."""


def thorough(
    program: Program,
    trainee: Trainee = EXPERT,
    budget: Budget = GENEROUS,
    thresholds: Thresholds = USUAL,
    *,
    families: Collection[str] | None = None,
    space: StateSpace | None = None,
) -> tuple[Finding, ...]:
    """
    Look for everything that may be wrong with a scenario as training.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        budget: Limits of the exploration.
        thresholds: What a good training scenario keeps to.
        families: Which of `FAMILIES` to look for; all where it is not given.
        space: The state space, where it is known already.

    Raises:
        BudgetError: If there is more than the budget allows.
        ProgramError: If a chance is none, or nothing can be chosen, in some state.
        ValueError: If a family is unknown.
    """
    wanted = _known(families)
    study = Study(space or explore(program, trainee, budget), thresholds)
    return look_at(study, wanted)


def look_at(
    study: Study, families: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """
    Look for everything that may be wrong with the scenario under *study*.

    Args:
        study: The scenario, with what was worked out about it already.
        families: As for `thorough`.

    Raises:
        ProgramError: If with less skill a chance is none.
        ValueError: If a family is unknown.
    """
    wanted = _known(families)
    return tuple(
        finding
        for name, look in FAMILIES.items()
        if name in wanted
        for finding in look(study)
    )


def _known(families: Collection[str] | None) -> Collection[str]:
    """Return the families asked for, refusing one that is unknown."""
    wanted = FAMILIES.keys() if families is None else families
    unknown = sorted(set(wanted) - FAMILIES.keys())
    if unknown:
        raise ValueError(
            f"{', '.join(unknown)}: no family of findings. "
            f"Choose among {', '.join(FAMILIES)}."
        )
    return wanted
