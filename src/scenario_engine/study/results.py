"""What a run of a study has: what was measured of everybody, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.rows import Floats
from scenario_engine.study.design import SETTING, Study

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.study.questions import Contrast, Measure


@attrs.frozen
class Cell:
    """
    Where something was measured.

    Attributes:
        arm: Id of the arm.
        setting: Id of the setting; empty for what is measured of people.
        time: ``before`` or ``after``.
        measure: Id of the measure.
    """

    arm: str
    setting: str
    time: str
    measure: str


@attrs.frozen(eq=False)
class Curve:
    """
    What practice made of a measure.

    Attributes:
        arm, setting, measure: Ids.
        episodes: After how many episodes of practice.
        means: float64: the mean then, over everybody of the arm.
        errors: float64: the standard errors of the means.
    """

    arm: str
    setting: str
    measure: str
    episodes: tuple[int, ...]
    means: Floats
    errors: Floats


@attrs.frozen(eq=False)
class Difficulty:
    """
    The chance of the goal by skill, exact up to rounding.

    Attributes:
        setting, strategy: What is played, and how.
        skills: float64: the skill, the same in every technique.
        chances: float64: the chance of the goal with each.
        at_random: The chance of the typical trainee, choosing at random.
        is_straight: Whether it is exact for the program, or for the line that is
            drawn between levels of skill.
    """

    setting: str
    strategy: str
    skills: Floats
    chances: Floats
    at_random: float
    is_straight: bool


@attrs.frozen(eq=False)
class Results:
    """
    What was measured.

    Attributes:
        study: The study, with the seed that it was run with.
        digests: For each setting, the digest of its program.
        cells: For each cell, float64 ``(replications, size)``: the mean of each
            person's episodes.
        typical: For each cell of episodes, what somebody of the cohort's mean skill
            can expect, exact up to rounding; before any practice.
        curves: What practice made of the measures.
        difficulties: The chance of the goal by skill.
        clipped: For each arm, the share of drawn numbers set to an end of 0..1.
    """

    study: Study
    digests: Mapping[str, str]
    cells: Mapping[Cell, Floats]
    typical: Mapping[Cell, float]
    curves: tuple[Curve, ...]
    difficulties: tuple[Difficulty, ...]
    clipped: Mapping[str, float]

    def values(
        self, measure: Measure, arm: str, settings: Sequence[str], time: str
    ) -> Floats:
        """
        Return what was measured of each person: the mean over *settings*.

        Returns:
            float64, ``(replications, people)``. Where each setting has people of its
            own, those of all of them stand side by side.
        """
        if not measure.is_played:
            return self.cells[Cell(arm, "", time, measure.id)]
        found = [self.cells[Cell(arm, id_, time, measure.id)] for id_ in settings]
        if SETTING in self.study.within:
            mean: Floats = np.mean(found, axis=0)
            return mean
        return np.concatenate(found, axis=1)

    def settings_of(self, contrast: Contrast) -> tuple[str, ...]:
        """Return the ids of the settings that *contrast* is about."""
        return contrast.settings or tuple(each.id for each in self.study.measured)

    def episodes_of(self, measure: Measure, settings: Sequence[str]) -> int:
        """Return how many episodes each person's value is a mean of."""
        counts = [self.study.setting(id_).episodes for id_ in settings]
        return sum(counts) if SETTING in self.study.within else counts[0]
