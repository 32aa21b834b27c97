"""Interventions that are never the right ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis import values
from scenario_engine.analysis.findings.finding import Finding
from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.analysis.rows import Floats


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
