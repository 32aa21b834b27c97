"""Figures of advice: their width, what knowing adds, what a choice gives away."""

from __future__ import annotations

import pytest

from scenario_engine.analysis.advice import Advice, Bounds, ChoiceValue, FairValue
from scenario_engine.analysis.values import Status

ADVICE = Advice(
    value=Bounds(0.5, 0.75),
    held=0.5,
    choices=(
        ChoiceValue("wait", Bounds(0.25, 0.625)),
        ChoiceValue("ask", Bounds(0.5, 0.75)),
    ),
    advised="ask",
    best=("wait", "ask"),
    status=Status.BOUNDED,
)


def test_a_bound_is_as_wide_as_it_can_be_off() -> None:
    """From the lower to the upper."""
    assert 0.25 == ADVICE.value.width
    assert 0.0 == Bounds(0.5, 0.5).width


def test_knowing_adds_what_is_between_fair_and_full() -> None:
    """At least what the upper value leaves, at most what the lower one does."""
    found = FairValue("goal", Bounds(0.5, 0.75), 0.875, Status.BOUNDED, "by hand")

    assert Bounds(0.125, 0.375) == found.information


def test_regret_is_what_the_advised_choice_would_have_added() -> None:
    """By the lower values; what could not be chosen has none."""
    assert 0.25 == ADVICE.regret("wait")
    assert 0.0 == ADVICE.regret("ask")
    with pytest.raises(KeyError):
        ADVICE.regret("leave")
