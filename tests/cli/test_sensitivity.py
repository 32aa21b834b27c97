"""`sensitivity`: how far values and advice depend on estimated numbers."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from scenario_engine.analysis.sensitivity import Advice, Verdict, Witness
from scenario_engine.cli.sensitivity import judged


def test_sensitivity_tells_range_advice_and_the_numbers_that_matter(parcels):
    """What is proved, what was found, and each number moved alone."""
    ran = parcels("sensitivity", "late-parcel", "--top", 2)

    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
The late parcel (late-parcel): if its numbers are off
=====================================================
10 numbers are estimates: those that are assumptions may be off by 0.1, those
with a reference by 0.05, by a convention of ours that is no confidence
interval.

The greatest chance of the goal is 0.972 as the numbers are written. Numbers in
their ranges were found with 0.899 and 0.996; none give less than 0.899 or more
than 0.996 (bounded).

Where caller.persona = 0: 'listen', the best first choice, stays the best
wherever the numbers lie in their ranges: proved.

Where caller.persona = 1: 'listen', the best first choice, stays the best
wherever the numbers lie in their ranges: proved.

The numbers that matter most, each moved alone
----------------------------------------------
number                                                      value  evidence      from  to    best value     slope
intervention 'listen' > effect 1 > outcome 1 > chance       0.85   assumption    0.75  0.95  0.939 … 0.987  +0.222
intervention 'acknowledge' > effect 1 > outcome 1 > chance  0.80   parcel-study  0.75  0.85  0.955 … 0.983  +0.275

                                                            0.939                              0.987
intervention 'listen' > effect 1 > outcome 1 > chance       ---------------------------|++++++++++++
intervention 'acknowledge' > effect 1 > outcome 1 > chance               --------------|+++++++++
"""
    )


def test_the_chart_is_written_whole(parcels, tmp_path):
    """As an SVG document."""
    ran = parcels("sensitivity", "late-parcel", "--svg", tmp_path / "chart.svg")

    assert ran.code == 0
    root = ElementTree.parse(tmp_path / "chart.svg").getroot()
    assert root.tag.endswith("svg")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.svg"]


@pytest.mark.parametrize("place", ["none/chart.svg", "."])
def test_a_chart_that_cannot_be_written_is_one_message(place, parcels, tmp_path):
    """It names the file, and what to do."""
    ran = parcels("sensitivity", "late-parcel", "--svg", tmp_path / place)

    assert ran.code == 2
    assert ran.err.startswith(f"scenario-engine: --svg {tmp_path / place}: ")
    assert ran.err.endswith("Name another file.\n")
    assert ran.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_harm_can_be_looked_at_instead(parcels):
    """The greatest chance of harm, and advice for whoever wants it."""
    told = json.loads(parcels("sensitivity", "late-parcel", "--harm", "--json").out)

    assert told["kind"] == "harm"
    assert told["range"]["lower"] <= told["range"]["nominal"] <= told["range"]["upper"]
    assert told["range"]["status"] == "bounded"


def test_advice_that_changes_names_the_better_choice():
    """In words: which, and by how much."""
    unstable = Advice((), "listen", 0.01, Verdict.CHANGES, Witness("trace", 0.007, ()))

    assert judged(unstable) == (
        "'listen', the best first choice, does not stay the best for all numbers in "
        "their ranges. With some, 'trace' is better by 0.007."
    )
