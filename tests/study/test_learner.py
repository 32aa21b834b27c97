"""People who learn, and who they are as trainees."""

from __future__ import annotations

import numpy as np
import pytest

from scenario_engine.program.trainee import SkillError
from scenario_engine.study.learner import Learner, techniques_of, uses
from scenes import program

TECHNIQUES = ("active-listening", "set-limit")


def test_a_person_is_a_trainee_with_their_skills():
    """By technique, so that they are there in every sector."""
    learner = Learner(TECHNIQUES, np.array([[0.2, 0.4], [0.6, 0.8]]), np.zeros(2))
    trainee = learner.trainee(1, otherwise=0.5)

    assert [0.6, 0.8, 0.5] == [trainee.skill_in(t) for t in (*TECHNIQUES, "validate")]


def test_skills_in_whole_parts_make_people_the_same():
    """So that a program is read once for all of them."""
    learner = Learner(TECHNIQUES, np.array([[0.21, 0.4], [0.19, 0.42]]), np.zeros(2))
    rounded = learner.rounded(10)

    assert rounded.trainee(0) == rounded.trainee(1)
    assert {0.2, 0.4} == set(rounded.skill.ravel())


def test_uses_are_counted_by_technique():
    """Those that are not among the learner's are left out."""
    made = program()
    assert techniques_of([made, made]) == (
        "active-listening",
        "command-calm",
        "set-limit",
    )
    taken = [("listen", "limit", "listen"), ("calm-down",), ()]

    assert uses(TECHNIQUES, made, taken).tolist() == [[2, 1], [0, 0], [0, 0]]
    assert uses(TECHNIQUES, made, []).shape == (0, 2)


@pytest.mark.parametrize(
    ("skill", "confidence", "said"),
    [
        ([[0.5, 1.5]], [0.5], "Skill is 1.5, outside 0..1. Give a number from 0 to 1."),
        ([[0.5, np.nan]], [0.5], "Skill is nan, outside 0..1."),
        ([[0.5, 0.5]], [-1.0], "Confidence is -1.0, outside 0..1."),
        ([[0.5]], [0.5], "Skill has the shape (1, 1), not (1, 2). Give a row for"),
        ([[0.5, 0.5]], [0.5, 0.5], "Skill has the shape (1, 2), not (2, 2)."),
    ],
)
def test_people_there_cannot_be_are_refused(skill, confidence, said):
    """With the number, and what to give."""
    with pytest.raises(SkillError) as caught:
        Learner(TECHNIQUES, np.array(skill), np.array(confidence))
    assert str(caught.value).startswith(said)
