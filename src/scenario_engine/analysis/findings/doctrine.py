"""Whether the scoring rules reward what leads to the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.witness import fewest
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.program import Program


def doctrine(study: Study) -> Iterator[Finding]:
    """Yield a finding when play for the score gives too much of the goal away."""
    space, threshold = study.space, study.thresholds.doctrine
    if not is_scored(space.program):
        return
    value, choices = study.for_score
    share = study.share(value)
    if study.best.start <= 0 or share >= threshold:
        return
    over = (space.ending >= 0) & ~space.ends(GOAL)
    yield Finding(
        "score-misleads",
        f"Play for the highest score reaches the goal with {value:.3f}, {share:.0%} of "
        f"the best play, below {threshold:.0%}",
        share,
        threshold,
        fewest(space, lambda left: choices[left], over),
        Severity.SERIOUS,
    )


def is_scored(program: Program) -> bool:
    """Tell whether anything is worth points."""
    scored = [action.rewards for action in program.actions]
    scored += [ending.rewards for ending in (*program.endings, program.timeout)]
    return any(scored)
