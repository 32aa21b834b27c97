"""People drawn from a cohort are the same each time, and spread as it says."""

from __future__ import annotations

from decimal import Decimal

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.study.cohorts import drawn
from scenario_engine.study.people import Trait
from studies import COHORT, FAMILIES, spread

MANY = 40_000


def crowd(people=MANY, cohort=COHORT, seed=1, stream=0):
    return drawn(cohort, FAMILIES, people, seed=seed, stream=stream)


@given(few=st.integers(1, 30), more=st.integers(0, 30))
def test_more_people_begin_with_the_same_ones(few, more):
    """Whoever is drawn first does not depend on how many are."""
    one, other = crowd(few), crowd(few + more)

    np.testing.assert_array_equal(one.learner.skill, other.learner.skill[:few])
    np.testing.assert_array_equal(
        one.learner.confidence, other.learner.confidence[:few]
    )
    assert (other.some(few).traits["warmth"] == one.traits["warmth"]).all()


def test_another_seed_and_another_stream_are_other_people():
    """And the same of both are the same."""
    first = crowd(5).learner.skill

    assert (first == crowd(5).learner.skill).all()
    assert (first != crowd(5, seed=2).learner.skill).all()
    assert (first != crowd(5, stream=1).learner.skill).all()


def test_skill_has_the_mean_and_the_spread_that_were_asked_for():
    """By technique, then family, then whatever is said of every other one."""
    cohort = attrs.evolve(
        COHORT,
        families={"listening": spread("0.4", "0.05")},
        techniques={"set-limit": spread("0.6", "0.02")},
        traits=(),
    )
    skill = crowd(cohort=cohort).learner.skill
    errors = np.array([0.05, 0.02]) / np.sqrt(MANY)

    # Six standard errors: less than one false alarm in a hundred million.
    assert (np.abs(skill.mean(axis=0) - [0.4, 0.6]) < 6 * errors).all()
    assert skill.std(axis=0) == pytest.approx([0.05, 0.02], rel=0.03)


@pytest.mark.parametrize("shared", ["0", "0.5", "1"])
def test_the_shared_part_of_the_spread_is_the_correlation(shared):
    """Between two techniques of people without traits."""
    cohort = attrs.evolve(COHORT, shared=Decimal(shared), traits=())
    skill = crowd(cohort=cohort).learner.skill
    found = np.corrcoef(skill.T)[0, 1]

    assert found == pytest.approx(float(shared), abs=6 / np.sqrt(MANY))


def test_a_trait_goes_with_skill_in_its_family_and_with_confidence():
    """By as much as was said for a standard deviation of it; with nothing else."""
    cohort = attrs.evolve(COHORT, skill=spread("0.5"), confidence=spread("0.5"))
    found = crowd(100, cohort)
    warmth = found.traits["warmth"]
    listening, limits = found.learner.skill.T

    assert listening == pytest.approx(np.clip(0.5 + 0.1 * warmth, 0, 1))
    assert (limits == 0.5).all()
    assert found.learner.confidence == pytest.approx(0.5 + 0.05 * warmth)


def test_a_trait_can_go_with_every_skill():
    """The word `every` stands for all families that are not named."""
    trait = Trait(id="t", title="t", skill={"every": Decimal("0.1")})
    cohort = attrs.evolve(COHORT, skill=spread("0.5"), traits=(trait,))
    found = crowd(10, cohort)

    assert found.learner.skill == pytest.approx(
        np.tile(0.5 + 0.1 * found.traits["t"][:, None], 2)
    )


def test_what_falls_outside_is_set_to_the_end_and_told():
    """Half of those around an end lie beyond it."""
    cohort = attrs.evolve(
        COHORT, skill=spread("1", "0.1"), confidence=spread("0.5"), traits=()
    )
    found = crowd(cohort=cohort)

    assert found.learner.skill.max() == 1.0
    assert found.clipped == pytest.approx(1 / 3, abs=0.01)
