"""What a measure counts in a program: an aim, to be sampled or to be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import aims
from scenario_engine.analysis.aims import Aim
from scenario_engine.analysis.branching import Semantics
from scenario_engine.study.questions import (
    BREACHES,
    COMPOSURE,
    CONFIDENCE,
    GOAL,
    HARM,
    ITEM,
    LEVEL,
    SCORE,
    TURNS,
)

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.study.cohorts import Crowd
    from scenario_engine.study.questions import Measure

_ESCALATION = "escalation"


def aim_of(measure: Measure, space: StateSpace) -> Aim:
    """
    Return what *measure* counts in an episode, as gains of choices and of the end.

    The same aim is sampled, by adding it up, and expected, by backward induction.

    Args:
        measure: One that is measured in episodes.
        space: The program's states.
    """
    match measure.counts:
        case "goal" | "harm" as kind:
            return aims.chance(space, {"goal": GOAL, "harm": HARM}[kind])
        case "turns":
            return attrs.evolve(aims.turns(space), name=TURNS)
        case "score":
            return attrs.evolve(aims.score(space), name=SCORE)
        case "item":
            aim = aims.score(space, [(measure.instrument, measure.item)])
            return attrs.evolve(aim, name=ITEM, final=aim.final + float(measure.base))
        case "composure":
            return _at_the_end(space, COMPOSURE, _standard(space, COMPOSURE))
        case "breaches":
            return _at_the_end(space, BREACHES, _breaches(space))
        case _:
            return _turns_above(space, measure.level)


def of_people(measure: Measure, crowd: Crowd) -> Floats:
    """Return what *measure*, which is not of episodes, is of each of *crowd*."""
    learner = crowd.learner
    if measure.counts == CONFIDENCE:
        return learner.confidence
    if measure.trait:
        return crowd.traits[measure.trait]
    if measure.technique:
        return learner.skill[:, learner.techniques.index(measure.technique)]
    mean: Floats = learner.skill.mean(axis=1)
    return mean


def _at_the_end(space: StateSpace, name: str, final: Floats) -> Aim:
    return Aim(name, "points", final, np.zeros(len(space.action)))


def _standard(space: StateSpace, standard: str) -> Floats:
    """Return the highest value of the variables with that meaning; 0 without any."""
    columns = [
        space.packing.column(space.codes, at)
        for at, variable in enumerate(space.program.variables)
        if variable.standard == standard
    ]
    zeros = np.zeros(len(space))
    return np.maximum.reduce(columns).astype(np.float64) if columns else zeros


def _breaches(space: StateSpace) -> Floats:
    """Return how many policies are broken if the episode ends in each state."""
    semantics = Semantics(space.program, space.trainee)
    total = np.zeros(len(space))
    for monitor in space.program.monitors:
        total += semantics.holds(space.codes, monitor.broken_at_end)
    return total


def _turns_above(space: StateSpace, level: int) -> Aim:
    """Count the choices that are made with somebody at *level* or above."""
    highest = _standard(space, _ESCALATION)[space.owner]
    gain = (highest >= level).astype(np.float64)
    return Aim(LEVEL, "turns", np.zeros(len(space)), gain)
