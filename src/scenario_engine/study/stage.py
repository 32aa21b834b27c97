"""What all parts of a study look up: programs that were read, ways to choose."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis import aims
from scenario_engine.program import digest
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.ways import Way
from scenario_engine.study.choosing import typical, weights_of
from scenario_engine.study.course import Course

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.program import Program
    from scenario_engine.study.design import Study
    from scenario_engine.study.learner import Learner


class Stage:
    """
    The programs of a study, each read once, and the ways in which people choose.

    Args:
        study: The study.
        programs: For each setting, its program.
        families: For each technique there is, its family.
    """

    def __init__(
        self, study: Study, programs: Mapping[str, Program], families: Mapping[str, str]
    ) -> None:
        self.study = study
        used = {a.technique for each in programs.values() for a in each.actions}
        wanted = {measure.technique for measure in study.measures} - {""}
        self.families = {id_: families[id_] for id_ in sorted(used | wanted)}
        self._programs = programs
        self._courses: dict[tuple[object, ...], Course] = {}
        self._ways: dict[tuple[object, ...], tuple[Weights, Way]] = {}
        self._goals: dict[str, Aim] = {}

    @property
    def digests(self) -> dict[str, str]:
        """For each setting, the digest of its program."""
        return {id_: digest(program) for id_, program in self._programs.items()}

    def of(self, study: Study) -> Stage:
        """Return the same for a study that differs in what people practise alone."""
        other = copy(self)
        other.study = study
        return other

    def course(self, setting: str) -> Course:
        """Return what is played in a setting."""
        key = self._key(setting)
        if key not in self._courses:
            self._courses[key] = Course.of(self._programs[setting])
        return self._courses[key]

    def way(self, cohort: str, strategy: str, setting: str) -> Way:
        """Return how people of a cohort choose by a strategy, ready for simulation."""
        return self._chosen(cohort, strategy, setting)[1]

    def weights(self, cohort: str, strategy: str, setting: str) -> Weights:
        """Return the same as chances of choices."""
        return self._chosen(cohort, strategy, setting)[0]

    def goal(self, setting: str) -> Aim:
        """Return what counts the goal in a setting."""
        if setting not in self._goals:
            self._goals[setting] = aims.chance(self.course(setting).space, GOAL)
        return self._goals[setting]

    def skills(self, learner: Learner, setting: str) -> Floats:
        """Return each one's skill in each intervention: ``(people, actions)``."""
        columns = [learner.techniques.index(id_) for id_ in self._techniques(setting)]
        return learner.skill[:, columns]

    def technique_of_action(self, setting: str) -> NDArray[np.int64]:
        """Return 1 for the technique of each intervention: ``(actions, techniques)``."""
        techniques = list(self.families)
        table = np.zeros((len(self._techniques(setting)), len(techniques)), np.int64)
        for row, id_ in enumerate(self._techniques(setting)):
            table[row, techniques.index(id_)] = 1
        return table

    def _techniques(self, setting: str) -> list[str]:
        return [action.technique for action in self._programs[setting].actions]

    def _chosen(self, cohort: str, strategy: str, setting: str) -> tuple[Weights, Way]:
        key = (cohort, strategy, self._key(setting))
        if key not in self._ways:
            trainee = typical(self.study.cohort(cohort), self.families)
            course = self.course(setting)
            weights = weights_of(course, strategy, trainee)
            self._ways[key] = (weights, Way.of(course.good, weights))
        return self._ways[key]

    def _key(self, setting: str) -> tuple[object, ...]:
        """Return what settings with the same program have in common."""
        found = self.study.setting(setting)
        return (found.scenario, tuple(sorted(found.personas.items())))
