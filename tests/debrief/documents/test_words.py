"""Verdicts and figures in words."""

from __future__ import annotations

import pytest

from scenario_engine.debrief.documents.words import (
    ENDINGS,
    TONES,
    chance,
    change,
    counted,
    given_away,
)
from scenario_engine.debrief.review import Verdict


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0%"), (0.004, "under 1%"), (0.0051, "1%"), (0.863, "86%"), (1, "100%"),
     (0.9951, "over 99%"), (0.5, "50%"), (1e-300, "under 1%")],
)  # fmt: skip
def test_a_chance_is_rounded_but_never_to_what_it_is_not(value, said):
    """Only what is certain is told as certain."""
    assert chance(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0"), (-0.0, "0"), (0.0004, "0"), (0.12, "+12"), (-0.123, "\u221212.3")],
)
def test_a_difference_has_its_sign(value, said):
    """In percentage points, with a minus sign that screen readers know."""
    assert change(value) == said


def test_what_was_given_away_is_never_negative():
    """Where rounding leaves a little less than nothing, it is nothing."""
    assert given_away(-1e-17) == "0 percentage points"
    assert given_away(0.01) == "1 percentage point"
    assert given_away(0.105) == "10.5 percentage points"
    assert (counted(1, "turn"), counted(2, "turn")) == ("1 turn", "2 turns")


def test_every_verdict_and_every_ending_has_a_tone():
    """A new one cannot be forgotten."""
    assert set(TONES) == set(Verdict)
    assert set(ENDINGS) == {"goal", "harm", "neutral", ""}
