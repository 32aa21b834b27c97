"""Choices that lose the goal, or much of it, or many turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.witness import then
from scenario_engine.analysis.plays import FAR, Play, distances, shortest
from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Study
    from scenario_engine.analysis.rows import Floats, Index


def no_return(study: Study) -> Iterator[Finding]:
    """Yield a finding where the goal is lost from the start, or by a choice."""
    space = study.space
    lost = (study.to_goal == FAR) & (space.ending < 0)
    starts = space.start[0][space.start[1] > 0]
    if lost[starts].any():
        yield Finding(
            "cannot-be-de-escalated",
            "There is a start from which no play leads to the goal, "
            "however lucky it goes",
            float(space.start[1][lost[space.start[0]]].sum()),
            0.0,
            severity=Severity.SERIOUS,
        )
    if not lost.any():
        return
    chance = space.expected(lost.astype(np.float64))
    chance[lost[study.owner]] = 0.0
    for number, action in enumerate(space.program.actions):
        here = (space.action == number) & (chance > TIE) & (study.met[study.owner] > 0)
        figure = float(chance[here].max(initial=0.0))
        if figure <= study.thresholds.no_return:
            continue
        yield Finding(
            "point-of-no-return",
            f"'{action.id}' can lose the goal for good without ending the scene, "
            f"with a chance of up to {figure:.3f}, in {len(np.flatnonzero(here))} "
            f"states",
            figure,
            study.thresholds.no_return,
            _worst(study, np.where(here, chance, -1.0), lost.astype(np.float64)),
            Severity.SERIOUS,
        )


def cliffs(study: Study) -> Iterator[Finding]:
    """Yield a finding for each action that costs too much at once."""
    worth, cost = study.regrets
    threshold = study.thresholds.cliff
    for number, action in enumerate(study.space.program.actions):
        here = np.where(study.space.action == number, cost, -1.0)
        share = study.share(float(here.max(initial=0.0)))
        if share <= threshold:
            continue
        choice = int(np.argmax(here))
        yield Finding(
            "cliff-edge",
            f"A single '{action.id}' takes the chance of the goal from "
            f"{worth[choice] + cost[choice]:.3f} to {worth[choice]:.3f}: "
            f"{share:.0%} of the best play, above {threshold:.0%}",
            share,
            threshold,
            _worst(study, here, -study.best.table[-1]),
        )


def debts(study: Study) -> Iterator[Finding]:
    """Yield a finding for each action whose mending takes too many turns."""
    horizon = study.space.program.horizon
    threshold = study.thresholds.debt
    turns = debt(study)
    for number, action in enumerate(study.space.program.actions):
        here = np.where(study.space.action == number, turns, -1)
        most = int(here.max(initial=0))
        if most <= threshold * horizon:
            continue
        yield Finding(
            "recovery-debt",
            f"A single '{action.id}' costs as much as losing {most} of {horizon} "
            f"turns, above {threshold:.0%}",
            float(most),
            threshold * horizon,
            _worst(study, here.astype(np.float64), -study.best.table[-1]),
        )


def debt(study: Study) -> Index:
    """
    Return how many turns each choice costs where its state is met first.

    A choice costs *d* turns if, after it, the goal is as likely as it was with *d*
    turns fewer. A choice that loses the goal altogether, or is made where little is
    at stake (less than half of the best value), costs none here.

    Returns:
        int64, shape ``(k,)``.
    """
    worth, cost = study.regrets
    met = study.met[study.owner]
    stake = worth + cost >= study.best.start / 2
    mended = (met > 0) & stake & (cost > TIE) & (worth > TIE)
    turns = np.zeros(len(worth), dtype=np.int64)
    for left in range(1, study.space.program.horizon):
        fewer = study.best.table[left, study.owner] > worth + TIE
        turns += mended & fewer & (left < met)
    turns[mended] += 1
    return turns


def _worst(study: Study, by: Floats, after: Floats) -> Play:
    """Return a play that ends with the choice that is the worst one *by* figures."""
    space = study.space
    choice = int(np.argmax(by))
    targets = np.zeros(len(space), dtype=np.bool_)
    targets[study.owner[choice]] = True
    far = distances(space, targets)
    starts = space.start[0][space.start[1] > 0]
    play = shortest(space, int(starts[np.argmin(far[starts])]), far)
    return then(space, play, int(space.action[choice]), after)
