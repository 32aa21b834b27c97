"""What all parts of a study look up: programs that were read, ways to choose."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis import aims
from scenario_engine.program import digest
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.named import named
from scenario_engine.study.ground import Ground
from scenario_engine.study.measuring import aim_of
from scenario_engine.study.typical import typical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.program import Program
    from scenario_engine.program.trainee import Trainee
    from scenario_engine.study.design import Study
    from scenario_engine.study.learner import Learner
    from scenario_engine.study.questions import Measure

Key = tuple[object, ...]


class Stage:
    """
    The programs of a study, each read once, and where the ways to choose lead.

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
        self.programs = programs
        self._grounds: dict[Key, Ground] = {}
        self._aims: dict[Key, Aim] = {}

    @property
    def digests(self) -> dict[str, str]:
        """For each setting, the digest of its program."""
        return {id_: digest(program) for id_, program in self.programs.items()}

    def of(self, study: Study) -> Stage:
        """Return the same for a study that differs in what people practise alone."""
        other = copy(self)
        other.study = study
        return other

    def typical(self, cohort: str) -> Trainee:
        """Return the typical trainee of a cohort."""
        return typical(self.study.cohort(cohort), self.families)

    def ground(self, cohort: str, strategy: str, setting: str) -> Ground:
        """Return what people of a cohort play on in a setting, by a strategy."""
        key = self._key(cohort, strategy, setting)
        if key not in self._grounds:
            self._grounds[key] = Ground.of(
                self.programs[setting], named(strategy), self.typical(cohort)
            )
        return self._grounds[key]

    def aim(self, measure: Measure, cohort: str, strategy: str, setting: str) -> Aim:
        """Return what a measure counts on a ground."""
        key = (*self._key(cohort, strategy, setting), measure.id)
        if key not in self._aims:
            ground = self.ground(cohort, strategy, setting)
            self._aims[key] = aim_of(measure, ground.space)
        return self._aims[key]

    def goal(self, cohort: str, strategy: str, setting: str) -> Aim:
        """Return what counts the goal on a ground."""
        key = self._key(cohort, strategy, setting)
        if key not in self._aims:
            ground = self.ground(cohort, strategy, setting)
            self._aims[key] = aims.chance(ground.space, GOAL)
        return self._aims[key]

    def skills(self, learner: Learner, setting: str) -> Floats:
        """Return each one's skill in each intervention: ``(people, actions)``."""
        columns = [learner.techniques.index(id_) for id_ in self._techniques(setting)]
        return learner.skill[:, columns]

    def technique_of_action(self, setting: str) -> NDArray[np.int64]:
        """Return 1 for the technique of each action: ``(actions, techniques)``."""
        techniques = list(self.families)
        table = np.zeros((len(self._techniques(setting)), len(techniques)), np.int64)
        for row, id_ in enumerate(self._techniques(setting)):
            table[row, techniques.index(id_)] = 1
        return table

    def _techniques(self, setting: str) -> list[str]:
        return [action.technique for action in self.programs[setting].actions]

    def _key(self, cohort: str, strategy: str, setting: str) -> Key:
        """Return what settings with the same program have in common."""
        found = self.study.setting(setting)
        people = tuple(sorted(found.personas.items()))
        return (cohort, strategy, found.scenario, people)
