"""How well somebody delivers each technique."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from scenario_engine.errors import ScenarioEngineError

Skill = int | float | Fraction


class SkillError(ScenarioEngineError):
    """A skill lies outside 0..1."""


@attrs.frozen
class Trainee:
    """
    Somebody's skill in each technique, apart from how they choose.

    Attributes:
        skill: For each technique id, the skill in 0..1.
        otherwise: The skill in every other technique, in 0..1.

    Raises:
        SkillError: If a skill lies outside 0..1.
    """

    skill: Mapping[str, Skill] = attrs.field(factory=dict)
    otherwise: Skill = 1

    def __attrs_post_init__(self) -> None:
        """Check that every skill is a chance."""
        for name, value in {
            **self.skill,
            "every other technique": self.otherwise,
        }.items():
            if not 0 <= value <= 1:
                raise SkillError(
                    f"Skill in {name} is {value}, outside 0..1. "
                    f"Give a number from 0 to 1."
                )

    def skill_in(self, technique: str) -> Skill:
        """Return the skill in *technique*, in 0..1."""
        return self.skill.get(technique, self.otherwise)
