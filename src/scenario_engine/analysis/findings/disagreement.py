"""Where play for the score and the best play part company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import values
from scenario_engine.analysis.findings.doctrine import is_scored
from scenario_engine.analysis.findings.finding import Finding
from scenario_engine.analysis.findings.witness import fewest, then
from scenario_engine.analysis.occupancy import occupancy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Mask, Study
    from scenario_engine.analysis.plays import Play
    from scenario_engine.analysis.rows import Floats

SLIGHT = 0.01
"""A choice that costs no more than this share of the best value is no disagreement."""


@attrs.frozen
class Apart:
    """
    A state in which play for the score gives the most away.

    Attributes:
        cost: The chance of the goal that its choice costs.
        left: The turns left when it can meet the state first.
        state: The state's index.
        choice: The index of the choice it takes there.
    """

    cost: float
    left: int
    state: int
    choice: int


def disagreement(study: Study) -> Iterator[Finding]:
    """Yield a finding where play for the score too often makes costly choices."""
    if study.best.start <= 0 or not is_scored(study.space.program):
        return
    _, taken = study.for_score
    meets = occupancy(study.space, _shared(study, taken))[1:]
    meets[:, study.space.ending >= 0] = 0.0
    cost = _costs(study, taken)
    costly = cost > SLIGHT * study.best.start
    share = float((meets * costly).sum() / meets.sum())
    threshold = study.thresholds.disagree
    if share <= threshold:
        return
    count = np.count_nonzero((costly & (meets > 0)).any(axis=0))
    worst = _worst(study, taken, meets, cost)
    name = study.space.program.actions[study.space.action[worst.choice]].id
    yield Finding(
        "score-disagrees",
        f"In {count} of {np.count_nonzero(meets.any(axis=0))} states that play for "
        f"the score meets, what it chooses costs more than {SLIGHT:.0%} of the best "
        f"play; in {share:.0%} of its turns it is in one of them, above "
        f"{threshold:.0%}. At worst '{name}' costs {worst.cost:.3f}",
        share,
        threshold,
        _play(study, taken, worst),
    )


def _shared(study: Study, taken: Mask) -> Floats:
    """Return *taken* as chances, each choice of a state as likely as the others."""
    ongoing, owner = study.space.ongoing, study.owner
    weights = taken.astype(np.float64)
    counts = np.ones(len(study.space))
    for row in weights[1:]:
        counts[ongoing] = np.add.reduceat(row, study.space.pointer[ongoing])
        row /= counts[owner]
    return weights


def _costs(study: Study, taken: Mask) -> Floats:
    """
    Return what the cheapest choice taken costs, of the chance of the goal.

    Returns:
        float64, shape ``(horizon, n)``: row ``t``: with ``t + 1`` turns left.
    """
    space, ongoing = study.space, study.space.ongoing
    cost = np.zeros((space.program.horizon, len(space)))
    for left in range(1, space.program.horizon + 1):
        worth = values.choice_values(space, study.best, left)
        worth = np.where(taken[left], worth, -np.inf)
        got = np.maximum.reduceat(worth, space.pointer[ongoing])
        cost[left - 1, ongoing] = study.best.table[left, ongoing] - got
    return cost


def _worst(study: Study, taken: Mask, meets: Floats, cost: Floats) -> Apart:
    """Return the worst state, each judged when play for the score can meet it first."""
    space = study.space
    rows = np.arange(1, len(meets) + 1)[:, None]
    first = np.where(meets > 0, rows, 0).max(axis=0)
    given = np.where(first > 0, cost[first - 1, np.arange(len(space))], -1.0)
    state = int(np.argmax(given))
    left = int(first[state])
    choices = np.arange(space.pointer[state], space.pointer[state + 1])
    worth = values.choice_values(space, study.best, left)[choices]
    worth[~taken[left, choices]] = -np.inf
    choice = int(choices[np.argmax(worth)])
    return Apart(float(given[state]), left, state, choice)


def _play(study: Study, taken: Mask, worst: Apart) -> Play | None:
    """Return play for the score that leads to the *worst* state, and its choice."""
    space = study.space
    target = np.zeros(len(space), dtype=np.bool_)
    target[worst.state] = True
    play = fewest(space, lambda left: taken[left], target)
    if play is None:
        return None
    after = -study.best.table[worst.left - 1]
    return then(space, play, int(space.action[worst.choice]), after)
