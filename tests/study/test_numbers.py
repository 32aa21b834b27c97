"""Every number that was put into a study is listed, with where it comes from."""

from __future__ import annotations

import attrs

from scenario_engine.study.numbers import numbers
from studies import COHORT, arm, spread, study


def test_every_number_names_its_evidence():
    """Its own, or that of the study."""
    cohort = attrs.evolve(
        COHORT,
        skill=attrs.evolve(spread("0.4", "0.1"), evidence="a-book"),
        techniques={"set-limit": spread("0.2")},
    )
    found = {
        each.what: (each.value, each.evidence)
        for each in numbers(study(cohorts=(cohort,)))
    }

    assert found == {
        "Staff: skill in every other technique": ("mean 0.4, spread 0.1", "a-book"),
        "Staff: skill in set-limit": ("mean 0.2, spread 0", "assumption"),
        "Staff: confidence": ("mean 0.5, spread 0.1", "assumption"),
        "Staff: the part of the spread that is the person's": ("0.5", "assumption"),
        "Staff: what goes with a standard deviation of warmth": (
            "listening +0.1, confidence +0.05",
            "assumption",
        ),
        "practised: size": ("10", "assumption"),
        "practised: strategy": ("best", "assumption"),
        "practised: episodes of practice in desk": ("2", "assumption"),
        "not: size": ("10", "assumption"),
        "not: strategy": ("best", "assumption"),
    }


def test_the_evidence_of_an_arm_is_that_of_its_size_alone():
    """How people choose is nobody's finding because their number is."""
    made = study(arms=(arm(evidence="a-book"),))
    found = {each.what: each.evidence for each in numbers(made)}

    assert found["random: size"] == "a-book"
    assert found["random: strategy"] == "assumption"
