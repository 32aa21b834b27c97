"""How many sessions it takes to tell two trainees apart, by outcome and by choices."""

from __future__ import annotations

from math import inf
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from scenario_engine.analysis.spread import Spread, ratio_spread, spread
from scenario_engine.analysis.strategies import uniform
from scenario_engine.simulation.named import first_best

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.debrief.cohort.tables import Graded

ALPHA, POWER = 0.05, 0.8
"""How often equal trainees may be called different, and others be told apart."""

OUTCOME, REGRET = "outcome", "regret"
REGRET_A_TURN, SHARE_BEST = "regret a turn", "share best"
MEASURES = (OUTCOME, REGRET, REGRET_A_TURN, SHARE_BEST)
"""
What sessions can be graded by.

``outcome``: whether the goal was reached. ``regret``: what the choices of a session
gave away together. ``regret a turn``: all that was given away, divided by all turns.
``share best``: of the choices that mattered, how many were as good as any.
"""


def mixed(space: StateSpace, best: float) -> Weights:
    """
    Take the best choice with chance *best*, else any that is offered.

    Args:
        space: The state space.
        best: In 0..1: 0 is random play, 1 the best play that knows everything.

    Returns:
        Shape ``(horizon + 1, k)``.
    """
    weights: Weights = (1 - best) * uniform(space) + best * first_best(space)
    return weights


def measured(grades: Graded[Any], weights: Weights) -> Mapping[str, Spread]:
    """
    Return what sessions come to by each of `MEASURES`, and how that varies.

    Args:
        grades: What each choice is graded.
        weights: How is chosen.
    """
    space = grades.space
    regret = spread(space, weights, grades.regret)
    # What choices give away is what the chance of the goal lacks.
    chance = grades.start - regret.mean
    mattered = grades.mattered.astype(np.float64)
    turns = np.ones_like(grades.regret)
    return {
        OUTCOME: Spread(chance, chance * (1 - chance)),
        REGRET: regret,
        REGRET_A_TURN: ratio_spread(space, weights, grades.regret, turns),
        # Where nothing ever matters, nobody can be told apart by what mattered.
        SHARE_BEST: ratio_spread(space, weights, mattered * grades.best, mattered)
        if mattered.any()
        else Spread(1.0, 0.0),
    }


def needed(
    one: Spread, other: Spread, *, alpha: float = ALPHA, power: float = POWER
) -> float:
    """
    Return how many sessions of each trainee tell the two apart.

    By normal theory, for a two-sided test of two means with unequal variances. It is
    no whole number, so that ratios can be taken, and rough for fewer than some twenty.

    Args:
        one: What a session of the one comes to.
        other: What a session of the other comes to.
        alpha: How often trainees who are the same may be called different.
        power: How often these two are to be told apart.

    Returns:
        Infinity where both come to the same on average.

    Source:
        J. M. Bland, An Introduction to Medical Statistics, 4th ed., Oxford 2015,
        chapter 18.
    """
    difference = one.mean - other.mean
    if difference == 0:
        return inf
    normal = NormalDist()
    quantiles = normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(power)
    return quantiles**2 * (one.variance + other.variance) / difference**2
