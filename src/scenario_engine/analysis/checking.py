"""Checking a scenario: the proof that it can be de-escalated, and its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.findings import Finding, Severity, Thresholds, thorough
from scenario_engine.analysis.plays import FAR, Play, distances, shortest
from scenario_engine.analysis.states import GENEROUS, explore
from scenario_engine.analysis.summary import Summary, summarise
from scenario_engine.program import EXPERT, digest
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Collection

    from scenario_engine.analysis.budget import Budget
    from scenario_engine.program import Program, Trainee

_WORST = (Severity.SERIOUS, Severity.WARNING, Severity.NOTE)

USUAL = Thresholds()
"""The thresholds where a pack gives no others."""


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
    """

    scenario: str
    digest: str
    goal_always_reachable: bool
    witness: Play | None
    summary: Summary
    findings: tuple[Finding, ...]


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
    space = explore(program, trainee, budget)
    to_goal = distances(space, space.ends(GOAL))
    start = int(space.start[0][0])
    found = thorough(
        program, trainee, budget, thresholds, families=families, space=space
    )
    return Check(
        scenario=program.id,
        digest=digest(program),
        goal_always_reachable=bool((to_goal[space.ongoing] != FAR).all()),
        witness=shortest(space, start, to_goal) if to_goal[start] != FAR else None,
        summary=summarise(space),
        findings=tuple(sorted(found, key=lambda each: _WORST.index(each.severity))),
    )
