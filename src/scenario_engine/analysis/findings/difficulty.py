"""Whether the scenario tells skill from none, and an expert from a novice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis.findings.curve import KNOWS, SKILLS, curve
from scenario_engine.analysis.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.curve import Curve
    from scenario_engine.analysis.findings.study import Study

NOVICE = SKILLS[1]
"""A novice's skill in every technique; an assumption."""


def difficulty(study: Study) -> Iterator[Finding]:
    """Yield findings where skill, or knowing better, makes too little difference."""
    found = curve(study.space.program)
    if found.best[-1] > 0:
        yield from _idle(found, study.thresholds.skill)
        yield from _alike(found, study.thresholds.apart)


def _idle(found: Curve, threshold: float) -> Iterator[Finding]:
    expert, unskilled = found.best[-1], found.best[0]
    lost = 1 - unskilled / expert
    if lost < threshold:
        yield Finding(
            "skill-idle",
            f"The best play reaches the goal with {expert:.3f} at full skill and with "
            f"{unskilled:.3f} at none: {lost:.0%} is lost, below {threshold:.0%}",
            lost,
            threshold,
        )


def _alike(found: Curve, threshold: float) -> Iterator[Finding]:
    expert, novice = found.best[-1], found.novice[SKILLS.index(NOVICE)]
    lost = 1 - novice / expert
    if lost < threshold:
        yield Finding(
            "novice-as-good",
            f"An expert reaches the goal with {expert:.3f}, a novice with "
            f"{novice:.3f} (skill {NOVICE:g}, and the best choice {KNOWS:.0%} of the "
            f"time, otherwise any): {lost:.0%} is lost, below {threshold:.0%}",
            lost,
            threshold,
        )
