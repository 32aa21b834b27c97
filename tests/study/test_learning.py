"""Practice and feedback change skill and confidence, as the rates say."""

from __future__ import annotations

import math

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.study.learner import Learner
from scenario_engine.study.learning import (
    ASSUMED,
    Learning,
    LearningError,
    Rate,
    practised,
)

TECHNIQUES = ("active-listening", "set-limit")
chances = st.floats(0, 1)


@st.composite
def cohorts(draw: st.DrawFn):
    """Some people, and an episode of each."""
    people = draw(st.integers(1, 4))
    numbers = st.lists(chances, min_size=people, max_size=people)
    skill = np.array([draw(numbers), draw(numbers)]).T
    learner = Learner(TECHNIQUES, skill, np.array(draw(numbers)))
    counts = st.lists(st.integers(0, 5), min_size=2, max_size=2)
    used = np.array([draw(counts) for _ in range(people)])
    flags = st.lists(st.booleans(), min_size=people, max_size=people)
    return learner, used, np.array(draw(flags)), np.array(draw(flags))


def one(skill=0.5, confidence=0.5) -> Learner:
    return Learner.alike(TECHNIQUES, 1, skill, confidence)


def after(learner, used=(1, 0), succeeded=True, feedback=True, learning=ASSUMED):
    return practised(
        learner, np.array([used]), np.array([succeeded]), feedback, learning
    )


def still(**rates: float) -> Learning:
    """Return rates of 0, but for those given, as `kind__name`."""
    learning = ASSUMED
    for name, _ in ASSUMED.rates():
        learning = learning.where(name, rates.get(name.replace(".", "__"), 0.0))
    return learning


def test_each_use_takes_the_same_part_of_what_is_missing():
    """The exponential law: twenty uses at once, or one by one, come to the same."""
    learning = still(feedback__skill=0.1)
    learner = one(skill=0.2)
    at_once = after(learner, used=(20, 0), learning=learning)
    for _ in range(20):
        learner = after(learner, learning=learning)

    assert learner.skill[0, 0] == pytest.approx(1 - 0.8 * 0.9**20)
    assert at_once.skill[0, 0] == pytest.approx(learner.skill[0, 0])
    assert at_once.skill[0, 1] == 0.2


@given(cohorts())
def test_skill_never_falls_and_all_stays_a_chance(cohort):
    """Whatever is used, and however it ends."""
    learner, *episode = cohort
    found = practised(learner, *episode)

    assert (found.skill >= learner.skill - 1e-15).all()
    assert (found.skill <= 1).all()
    assert ((found.confidence >= 0) & (found.confidence <= 1)).all()


@given(cohorts())
def test_a_cohort_is_its_people_one_by_one(cohort):
    """Nobody learns from another."""
    learner, used, succeeded, feedback = cohort
    found = practised(learner, used, succeeded, feedback)
    for person in range(len(learner)):
        alone = practised(
            attrs.evolve(
                learner,
                skill=learner.skill[[person]],
                confidence=learner.confidence[[person]],
            ),
            used[[person]],
            succeeded[[person]],
            bool(feedback[person]),
        )
        np.testing.assert_array_equal(found.skill[[person]], alone.skill)
        np.testing.assert_array_equal(found.confidence[[person]], alone.confidence)


def test_who_used_nothing_did_not_practise():
    """Neither skill nor confidence moves."""
    found = after(one(), used=(0, 0))

    assert (found.skill.tolist(), found.confidence.tolist()) == ([[0.5, 0.5]], [0.5])


@pytest.mark.parametrize(
    ("rate", "succeeded", "expected"),
    [
        ("feedback__familiarity", False, 0.4 + 0.1 * 0.6),
        ("feedback__success", True, 0.4 + 0.1 * 0.6),
        ("feedback__success", False, 0.4),
        ("feedback__setback", False, 0.4 - 0.1 * 0.4),
        ("feedback__setback", True, 0.4),
        ("feedback__judgement", True, 0.4 + 0.1 * (0.8 - 0.4)),
        ("alone__familiarity", True, 0.4),
    ],
)
def test_confidence_moves_by_its_own_rates(rate, succeeded, expected):
    """One rate at a time, with feedback."""
    learner = one(skill=0.8, confidence=0.4)
    found = after(learner, succeeded=succeeded, learning=still(**{rate: 0.1}))

    assert found.confidence[0] == pytest.approx(expected)
    assert found.skill[0].tolist() == pytest.approx([0.8, 0.8])


def test_judgement_is_of_what_was_used():
    """Confidence goes to the mean skill in the techniques used, use by use."""
    learner = Learner(TECHNIQUES, np.array([[0.9, 0.3]]), np.array([0.5]))
    sure = still(feedback__judgement=1.0)

    assert after(learner, (0, 3), learning=sure).confidence[0] == pytest.approx(0.3)
    assert after(learner, (1, 2), learning=sure).confidence[0] == pytest.approx(0.5)


def test_feedback_teaches_more_than_practice_alone():
    """By the rates that are assumed; confidence grows either way."""
    told, alone = after(one()), after(one(), feedback=False)

    assert told.skill[0, 0] > alone.skill[0, 0] > 0.5
    assert told.confidence[0] > 0.5 < alone.confidence[0]


def test_every_rate_has_a_name_and_can_be_swept():
    """And its range grows to hold the value."""
    names = [name for name, _ in ASSUMED.rates()]
    assert len(names) == len(set(names)) == 10
    for name, rate in ASSUMED.rates():
        swept = dict(ASSUMED.where(name, rate.high).rates())
        assert swept[name] == attrs.evolve(rate, value=rate.high)
        assert {**swept, name: rate} == dict(ASSUMED.rates())
    wide = dict(ASSUMED.where("alone.skill", 0.9).rates())["alone.skill"]
    assert (wide.low, wide.high) == (0.0, 0.9)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Rate(0.5, 0.6, 0.7), "A rate of 0.5 with the range 0.6 to 0.7: give"),
        (lambda: Rate(math.nan, 0.0, 1.0), "A rate of nan with the range"),
        (lambda: ASSUMED.where("skill", 0.1), "No rate 'skill'. There are feedback."),
        (lambda: ASSUMED.where("alone.skill", 2), "A rate of 2 with the range"),
        (lambda: after(one(), used=(1, -1)), "used holds what is no count. Give whole"),
        (lambda: after(one(), used=(1.0, 0.0)), "used holds what is no count."),
        (
            lambda: after(one(), used=(1, 0, 0)),
            r"used has the shape (1, 3); give (1, 2): 1 people, 2 techniques.",
        ),
        (
            lambda: practised(one(), np.array([[1, 0]]), np.array([True, False])),
            "succeeded has the shape (2,); give (1,): 1 people",
        ),
        (
            lambda: after(one(), feedback=np.array([True, False])),
            "feedback has the shape (2,); give (1,): 1 people",
        ),
    ],
)
def test_what_cannot_be_is_refused(make, said):
    """With what to give."""
    with pytest.raises(LearningError) as caught:
        make()
    assert str(caught.value).startswith(said)
