"""Estimates with their intervals."""

from __future__ import annotations

import pytest

from markup_reading import read_markup
from scenario_engine.debrief.documents.charts.intervals import Estimate, interval_chart
from scenario_engine.debrief.documents.markup import write

ESTIMATES = (
    Estimate("Listening", 0.5, 0.25, 0.75, "50% (25% to 75%)"),
    Estimate("Limits", None, 0.0, 0.0, "not met"),
    Estimate("Beyond", 1.4, 0.9, 1.6, "140%"),
)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_a_dot_lies_in_its_interval(is_narrow):
    """Where there is no estimate there is no dot; what lies beyond stays at the end."""
    chart = interval_chart(ESTIMATES, "i", "Shares", is_narrow=is_narrow)
    read = read_markup(write(chart))
    dots = [float(a["cx"]) for t, a in read.elements if t == "circle"]
    whiskers = [
        (float(a["x1"]), float(a["x2"]))
        for t, a in read.elements
        if a.get("class") == "whisker"
    ]

    assert [low <= dot <= high for dot, (low, high) in zip(dots, whiskers, strict=True)]
    assert len(dots) == 2
    assert dots[0] == pytest.approx(sum(whiskers[0]) / 2, abs=0.1)
    assert dots[1] == whiskers[1][1]


def test_it_says_its_figures():
    """Name and figure, to whoever does not see it."""
    texts = read_markup(write(interval_chart(ESTIMATES, "i", "Shares"))).texts

    assert texts[:2] == (
        "Shares",
        "Listening: 50% (25% to 75%); Limits: not met; Beyond: 140%.",
    )
    assert (
        read_markup(write(interval_chart((), "i", "S"))).texts[1] == "Nothing to show."
    )
