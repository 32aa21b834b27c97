"""What needs no sampling in a study: the typical trainee, and difficulty by skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis import strategies, values
from scenario_engine.study.expecting import expected
from scenario_engine.study.results import Cell, Difficulty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.rows import Floats
    from scenario_engine.study.ground import Ground
    from scenario_engine.study.questions import Measure
    from scenario_engine.study.stage import Stage

_SKILLS = np.linspace(0, 1, 11)


def typical_values(stage: Stage) -> dict[Cell, float]:
    """
    Return what somebody of each cohort's mean skill can expect, before practice.

    People differ, and a mean over them is not the value of their mean; the difference
    is small where values are nearly straight in the skill.
    """
    study, known = stage.study, {}
    found: dict[Cell, float] = {}
    for arm in study.arms:
        for setting in study.measured:
            for measure in study.measures:
                if not measure.is_played:
                    continue
                key = (arm.cohort, arm.strategy, setting.id, measure.id)
                if key not in known:
                    known[key] = _typical(stage, *key[:3], measure)
                cell = Cell(arm.id, setting.id, study.times[0], measure.id)
                found[cell] = known[key]
    return found


def difficulties(stage: Stage) -> tuple[Difficulty, ...]:
    """Return the chance of the goal by skill, if a figure of the study shows it."""
    if not any(figure.kind == "difficulty" for figure in stage.study.figures):
        return ()
    return tuple(_difficulties(stage))


def _difficulties(stage: Stage) -> Iterator[Difficulty]:
    study = stage.study
    ways = dict.fromkeys((arm.cohort, arm.strategy) for arm in study.arms)
    for setting in study.measured:
        for cohort, strategy in ways:
            where = (cohort, strategy, setting.id)
            ground = stage.ground(*where)
            skill = np.repeat(_SKILLS[:, None], len(ground.program.actions), axis=1)
            yield Difficulty(
                setting.id,
                strategy,
                _SKILLS,
                expected(ground, skill, stage.goal(*where)),
                _at_random(ground),
                ground.is_straight,
            )


def _at_random(ground: Ground) -> float:
    """Return the chance of the goal of a typical trainee who chooses at random."""
    space = ground.space
    return values.under(space, strategies.uniform(space)).start


def _typical(
    stage: Stage, cohort: str, strategy: str, setting: str, measure: Measure
) -> float:
    where = (cohort, strategy, setting)
    ground, trainee = stage.ground(*where), stage.typical(cohort)
    techniques = [action.technique for action in ground.program.actions]
    skill: Floats = np.array([[float(trainee.skill_in(id_)) for id_ in techniques]])
    return float(expected(ground, skill, stage.aim(measure, *where))[0])
