"""A waterfall: each bar begins where the one above it ended."""

from __future__ import annotations

import pytest

from markup_reading import read_markup
from scenario_engine.debrief.documents.charts.waterfall import Fall, waterfall
from scenario_engine.debrief.documents.markup import write

FALLS = (
    Fall("At the start", 0.0, 0.8, "80%", "value"),
    Fall("Your choices", 0.8, -0.3, "\u2212110", "poor"),
    Fall("Chance", -0.3, 1.0, "+130", "fair"),
    Fall("Result", 0.0, 1.0, "100%", "value"),
)


def bars(**options):
    """Return the ends of every bar, from the top."""
    read = read_markup(write(waterfall(FALLS, "w", "T", **options)))
    return read, [
        (float(held["x"]), float(held["x"]) + float(held["width"]))
        for tag, held in read.elements
        if tag == "rect"
    ]


@pytest.mark.parametrize("is_narrow", [False, True])
def test_bars_follow_each_other(is_narrow):
    """Where one falls below nothing, all of it is on the drawing still."""
    read, ((zero, start), (lowest, top), (low, high), (base, end)) = bars(
        is_narrow=is_narrow
    )

    assert (top, low, base, end) == pytest.approx((start, lowest, zero, high), abs=0.2)
    assert lowest >= 0
    width = 358 if is_narrow else 760
    assert high < width
    assert [text for text in read.texts if text in {f.name for f in FALLS}] == [
        fall.name for fall in FALLS
    ]


def test_it_says_its_figures():
    """To whoever does not see it."""
    read, _ = bars()

    assert read.texts[:2] == (
        "T",
        "At the start: 80%; Your choices: \u2212110; Chance: +130; Result: 100%.",
    )


def test_a_bar_of_nothing_can_be_seen():
    """It is as wide as a line."""
    flat = (Fall("Chance", 0.5, 0.5, "0", "plain"),)
    read = read_markup(write(waterfall(flat, "w", "T")))

    assert [a["width"] for t, a in read.elements if t == "rect"] == ["2"]
