"""How the people of a study choose: a strategy by name, as chances of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.program.trainee import Trainee
from scenario_engine.simulation.named import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.study.course import Course
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


def weights_of(course: Course, strategy: str, trainee: Trainee) -> Weights:
    """
    Return how somebody chooses who goes by *strategy*.

    Everybody of a cohort chooses as its typical trainee would: what they know is the
    same, and how well they do it is their own.

    Args:
        course: What is played.
        strategy: Its name.
        trainee: The cohort's typical trainee.

    Returns:
        float64, ``(k,)``, or ``(horizon + 1, k)`` by turns left.

    Raises:
        NotFoundError: If there is no such strategy.
    """
    space = course.seen_by(trainee)
    if strategy.startswith("rational:"):  # until the real one comes
        from scenario_engine.analysis import values

        T = float(strategy.split(":")[1])
        best = values.best(space)
        out = np.zeros((space.program.horizon + 1, len(space.action)))
        firsts = space.pointer[space.ongoing]
        owner = space.owner
        for left in range(1, len(out)):
            q = values.choice_values(space, best, left)
            w = np.exp((q - best.table[left, owner]) / T)
            s = np.bincount(owner, w, len(space))
            out[left] = w / s[owner]
        out[0] = out[1]
        return out
    return named(space, strategy)
