"""Checking a scenario: the proof that it can be de-escalated, and its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.advice import FairValue
from scenario_engine.analysis.findings import Finding, Severity, Study, look_at
from scenario_engine.analysis.findings.equity import unequal
from scenario_engine.analysis.plays import FAR, Play, shortest
from scenario_engine.analysis.states import GENEROUS, explore
from scenario_engine.analysis.summary import Summary
from scenario_engine.program import EXPERT, digest
from scenario_engine.vocabulary import USUAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scenario_engine.analysis.budget import Budget
    from scenario_engine.packs import Registry
    from scenario_engine.program import Program, Trainee
    from scenario_engine.vocabulary import Thresholds

_WORST = (Severity.SERIOUS, Severity.WARNING, Severity.NOTE)


@attrs.frozen
class Check:
    """
    What checking a scenario found.

    Attributes:
        scenario: The scenario's id.
        digest: Content digest of its program.
        goal_always_reachable: Whether from every reachable state that is no ending
            some play leads to the goal, the turn limit aside: proved by looking at
            every such state.
        witness: A shortest play from the start to the goal, if there is one.
        summary: Size and values, exact up to rounding, for a trainee of skill 1
            unless another was given.
        findings: What is wrong, worst first.
        fair: What the best play is worth that goes by what can be observed; None
            where only some families of findings were asked for.
    """

    scenario: str
    digest: str
    goal_always_reachable: bool
    witness: Play | None
    summary: Summary
    findings: tuple[Finding, ...]
    fair: FairValue | None = None


def check(
    program: Program,
    trainee: Trainee = EXPERT,
    budget: Budget = GENEROUS,
    thresholds: Thresholds = USUAL,
    *,
    families: Collection[str] | None = None,
) -> Check:
    """
    Check a scenario's program as training.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        budget: Limits of the exploration.
        thresholds: What a good training scenario keeps to.
        families: Which families of findings to look for; all where it is not given.
            ``["usual"]`` takes the least time.

    Returns:
        Proof, values and findings.

    Raises:
        BudgetError: If there is more than the budget allows.
        ProgramError: If a chance is none, or nothing can be chosen, in some state.
        ValueError: If a family is unknown.
    """
    study = Study(explore(program, trainee, budget), thresholds)
    space, to_goal = study.space, study.to_goal
    start = int(space.start[0][0])
    found = look_at(study, families)
    return Check(
        scenario=program.id,
        digest=digest(program),
        goal_always_reachable=bool((to_goal[space.ongoing] != FAR).all()),
        witness=shortest(space, start, to_goal) if to_goal[start] != FAR else None,
        summary=study.summary,
        findings=_worst_first(found),
        fair=study.fair if families is None else None,
    )


def check_scenario(
    registry: Registry,
    id_: str,
    budget: Budget = GENEROUS,
    *,
    families: Collection[str] | None = None,
) -> Check:
    """
    Check a scenario of a pack, by the thresholds of its pack or its own.

    What a program has no trace of is looked for too: whether people who differ on the
    surface alone are treated alike.

    Args:
        registry: What the packs gave.
        id_: The scenario's id.
        budget: Limits of the exploration.
        families: As for `check`; with some alone, the surface is not looked at.

    Raises:
        NotFoundError: If there is no such scenario.
        BudgetError: If there is more than the budget allows.
        ProgramError: If a chance is none, or nothing can be chosen, in some state.
        ValueError: If a family is unknown.
    """
    scenario, library = registry.scenario(id_), registry.library
    limits = scenario.thresholds or USUAL
    found = check(
        registry.program(id_), budget=budget, thresholds=limits, families=families
    )
    if families is not None:
        return found
    pack = library.pack_of("scenarios", id_) or ""
    also = unequal(scenario, library, pack)
    return attrs.evolve(found, findings=_worst_first((*found.findings, *also)))


def _worst_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda each: _WORST.index(each.severity)))
