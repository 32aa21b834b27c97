"""Which numbers episodes have: everybody's in every part of a study are their own."""

from __future__ import annotations

import attrs

from scenario_engine.study.design import ARM, SETTING, Arm, Setting, Study
from scenario_engine.study.questions import AFTER

_WIDTH = 36
"""A lane has 2**36 episodes, and there are 2**12 lanes."""

_SETTINGS, _PARTS = 32, 8
_BEFORE, _AFTER, _PRACTICE, _NOTED = range(4)


@attrs.frozen
class Lanes:
    """
    The episode numbers of people of one arm.

    Arms that everybody goes through share people; and they share dice where the
    study says so. All other parts of a study have numbers of their own, so that no
    part of it changes when another is added.

    Attributes:
        study: The study.
        arm: The arm.
        settings: What these people play.
    """

    study: Study
    arm: Arm
    settings: tuple[Setting, ...]

    @property
    def people(self) -> int:
        """The stream that these people are drawn from."""
        arm = 0 if ARM in self.study.within else self._arm
        setting = 0 if SETTING in self.study.within else self._setting(self.settings[0])
        return arm * _SETTINGS + setting

    def measured(self, setting: Setting, time: str) -> int:
        """Return the first episode that is measured in *setting* at *time*."""
        return self._lane(_AFTER if time == AFTER else _BEFORE, setting)

    def practised(self, practice: int, episode: int) -> int:
        """Return the first number of an episode of the arm's *practice*."""
        return self._at(_PRACTICE, practice) + episode * self._crowd

    def noted(self, setting: Setting, done: int) -> int:
        """Return the first episode of a curve's point after *done* of practice."""
        return self._lane(_NOTED, setting) + done * self._crowd

    def _lane(self, part: int, setting: Setting) -> int:
        return self._at(part, self._setting(setting))

    def _at(self, part: int, number: int) -> int:
        arm = 0 if self.study.common_dice else self._arm
        return ((arm * _PARTS + part) * _SETTINGS + number) << _WIDTH

    def _setting(self, setting: Setting) -> int:
        return self.study.settings.index(setting)

    @property
    def _arm(self) -> int:
        return self.study.arms.index(self.arm)

    @property
    def _crowd(self) -> int:
        return self.arm.size * self.study.replications
