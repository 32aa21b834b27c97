"""Whether the scoring rules reward what leads to the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis import aims, values
from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.witness import fewest
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Mask, Study


def doctrine(study: Study) -> Iterator[Finding]:
    """Yield a finding when play for the score gives too much of the goal away."""
    space, threshold = study.space, study.thresholds.doctrine
    program = space.program
    scored = [action.rewards for action in program.actions]
    scored += [ending.rewards for ending in program.endings]
    if not any(scored):
        return
    value, choices = for_score(study)
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


def for_score(study: Study) -> tuple[float, Mask]:
    """
    Return the chance of the goal when the score is played for.

    Of choices that score the same, the one better for the goal is taken.

    Returns:
        The chance, and the choices taken: bool, shape ``(horizon + 1, k)``.
    """
    space = study.space
    score = values.best(space, aims.score(space))
    aim = aims.chance(space, GOAL)
    ongoing, owner = space.ongoing, study.owner
    firsts = space.pointer[ongoing]
    goal = aim.final.copy()
    taken = np.zeros((space.program.horizon + 1, len(space.action)), np.bool_)
    for left in range(1, len(taken)):
        as_good = values.best_choices(space, score, left)
        worth = np.where(as_good, space.expected(goal), -np.inf)
        goal[ongoing] = np.maximum.reduceat(worth, firsts)
        taken[left] = worth >= goal[owner] - values.TIE
    at, chances = space.start
    return float(chances @ goal[at]), taken
