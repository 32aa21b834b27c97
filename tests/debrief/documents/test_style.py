"""Colours that can be told apart from what they stand on."""

from __future__ import annotations

import pytest

from scenario_engine.debrief.documents.style import DARK, LIGHT, RULES

# Contrast that WCAG 2.2 asks of text (AA, 1.4.3) and of lines and signs (1.4.11).
OF_TEXT, OF_SIGNS = 4.5, 3.0
NO_TEXT = {"paper", "raised", "rule", "edge"}


def luminance(colour: str) -> float:
    """Return the relative luminance of *colour*, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    """Black on white is 21; this grey on white is the known limit of AA."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_signs_stand_out_from_both_grounds(colours):
    """Whatever is written in a colour can be read on the page and in a panel."""
    for ground in ("paper", "raised"):
        weak = {
            name: round(contrast(colour, colours[ground]), 2)
            for name, colour in colours.items()
            if name not in NO_TEXT and contrast(colour, colours[ground]) < OF_TEXT
        }
        assert weak == {}
        assert contrast(colours["edge"], colours[ground]) >= OF_SIGNS


def test_both_sets_have_the_same_colours():
    """Nothing is bright on a dark screen because it was forgotten."""
    assert list(LIGHT) == list(DARK)


def test_every_colour_that_is_used_is_there():
    """No rule names a colour that nobody has set."""
    used = {part.split(")")[0] for part in RULES.split("var(--")[1:]}

    assert used - {"tone"} <= set(LIGHT)
    assert set(LIGHT) - used == set()
