"""Skill lies in 0..1."""

from __future__ import annotations

import pytest

from scenario_engine.program import SkillError, Trainee


def test_skill_is_looked_up_by_technique() -> None:
    """Techniques that are not named have the other skill."""
    trainee = Trainee({"validate": 0.4}, otherwise=0.7)

    assert (trainee.skill_in("validate"), trainee.skill_in("silence")) == (0.4, 0.7)


@pytest.mark.parametrize(
    ("skill", "otherwise", "message"),
    [
        (
            {"validate": 1.2},
            1,
            "Skill in validate is 1.2, outside 0..1. Give a number from 0 to 1.",
        ),
        (
            {},
            -0.1,
            "Skill in every other technique is -0.1, outside 0..1. "
            "Give a number from 0 to 1.",
        ),
    ],
)
def test_other_skills_are_refused(
    skill: dict[str, float], otherwise: float, message: str
) -> None:
    """With the technique and the value."""
    with pytest.raises(SkillError) as caught:
        Trainee(skill, otherwise)

    assert message == str(caught.value)
