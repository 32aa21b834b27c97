"""The typical trainee of a cohort, who says how everybody in it chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.program.trainee import Trainee

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.study.people import Cohort


def typical(cohort: Cohort, families: Mapping[str, str]) -> Trainee:
    """
    Return somebody whose every skill is the cohort's mean.

    Args:
        cohort: The cohort.
        families: For each technique, its family.
    """
    skill = {
        technique: cohort.spread_of(technique, family).mean
        for technique, family in families.items()
    }
    return Trainee(
        {name: float(mean) for name, mean in skill.items()}, float(cohort.skill.mean)
    )
