"""Whether the look of an option gives away how good it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.findings.finding import Finding
from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.analysis.rows import Floats

CHANCE = 0.5
"""How often the better of two is told by guessing."""

CODES = {"length": "length-leaks", "position": "position-leaks"}
"""For each look, the code of its finding."""

FEWEST = 5
"""With fewer interventions that can be told apart nothing is said."""


def leak(study: Study) -> Iterator[Finding]:
    """Yield a finding for each look by which the better of two options is told."""
    actions = study.space.program.actions
    cost, threshold = mean_cost(study), study.thresholds.leak
    looks = {
        "length": [float(np.mean([len(line) for line in a.lines])) for a in actions],
        "position": [float(number) for number in range(len(actions))],
    }
    for look, values in looks.items():
        told = told_apart(np.array(values), cost)
        if told is None or told <= threshold:
            continue
        yield Finding(
            CODES[look],
            f"The {look} of an option alone tells the better one of two in "
            f"{told:.0%} of cases that it was not learnt from (chance: {CHANCE:.0%}), "
            f"above {threshold:.0%}",
            told,
            threshold,
        )


def mean_cost(study: Study) -> Floats:
    """
    Return what each action costs on average, where its states are met first.

    Returns:
        float64, shape ``(actions,)``: chance of the goal; NaN where it is never met.
    """
    space = study.space
    _, cost = study.regrets
    met = study.met[study.owner] > 0
    size = len(space.program.actions)
    times = np.bincount(space.action[met], minlength=size)
    total = np.bincount(space.action[met], cost[met], size)
    return np.where(times > 0, total / np.maximum(times, 1), np.nan)


def told_apart(look: Floats, cost: Floats) -> float | None:
    """
    Return how often *look* tells the better one of two actions, cross-validated.

    Each action is left out in turn. Whether more of the look is better or worse is
    learnt from all pairs of the others, and tried on the pairs with the one left out.
    Where the others say neither, it is a guess.

    Args:
        look: float64, shape ``(actions,)``.
        cost: float64, shape ``(actions,)``; NaN for what is left aside.

    Returns:
        A share of the pairs that differ in both, each counted once for either of its
        two; 0.5 is chance. None where fewer than `FEWEST` actions have such a pair.
    """
    known = np.flatnonzero(~np.isnan(cost))
    look, cost = look[known], cost[known]
    dearer = cost[:, None] - cost[None, :]
    dearer[np.abs(dearer) <= TIE] = 0.0
    agrees = -np.sign(look[:, None] - look[None, :]) * np.sign(dearer)
    tried = np.abs(agrees).sum(axis=1)
    if np.count_nonzero(tried) < FEWEST:
        return None
    own = agrees.sum(axis=1)
    learnt = np.sign(_sum_once(agrees) - own)
    right = (tried + learnt * own) / 2
    return float(right.sum() / tried.sum())


def _sum_once(pairs: Floats) -> float:
    """Sum over all pairs, each of which stands twice in the table."""
    return float(np.triu(pairs, 1).sum())
