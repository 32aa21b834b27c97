"""The numbers that move the best value most are found, and shown."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from analysis.sensitivity.winning import scene, way
from scenario_engine.analysis.sensitivity import (
    as_text,
    swings,
    tornado_svg,
    tornado_text,
    unfold,
)
from scenes import program

TWO = scene(
    way("listen", "0.5", heard="=2"), way("other", "0.48", "a-book", heard="=2")
)


def test_a_swing_is_what_a_number_alone_does() -> None:
    """Play adapts: below 0.48 the other choice is taken."""
    (swing,) = swings(unfold(TWO))

    assert "intervention 'listen' > effect 1 > outcome 1 > chance" == (
        swing.parameter.name
    )
    assert (0.4, 0.6, 1.0) == pytest.approx((swing.low, swing.high, swing.slope))
    assert (0.48, 0.5, 0.6) == pytest.approx(
        (swing.at_low, swing.nominal, swing.at_high)
    )
    assert swing.width == pytest.approx(0.12)


def test_the_widest_come_first_and_no_more_than_asked_for() -> None:
    """In the sample."""
    unfolded = unfold(program(horizon=6))
    found = swings(unfolded, top=4)
    widths = [swing.width for swing in found]

    assert 4 == len(found)
    assert sorted(widths, reverse=True) == widths
    assert swings(unfolded, top=2)[0] in found


def test_the_table_has_a_line_for_each() -> None:
    """Under its headings."""
    assert (
        "number                                                 value  evidence    "
        "from  to    best value     slope\n"
        "intervention 'listen' > effect 1 > outcome 1 > chance  0.50   assumption  "
        "0.40  0.60  0.480 … 0.600  +1.000\n"
    ) == as_text(swings(unfold(TWO)))


def test_the_chart_in_text() -> None:
    """From the least best value to the greatest, with a bar to either side."""
    lines = tornado_text(swings(unfold(TWO)), width=13).splitlines()

    assert ["0.480   0.600", "--|++++++++++"] == [line[-13:] for line in lines]
    assert lines[1].startswith("intervention 'listen' > effect 1")
    assert "" == tornado_text([])


def test_the_chart_as_a_drawing() -> None:
    """It is well-formed, and each bar says its figures."""
    drawn = tornado_svg(swings(unfold(TWO)))
    titles = [
        element.text
        for element in ElementTree.fromstring(drawn).iter()
        if element.tag.endswith("title")
    ]

    assert ["at 0.40: 0.480", "at 0.60: 0.600"] == titles
    assert ElementTree.fromstring(tornado_svg([])).tag.endswith("svg")
