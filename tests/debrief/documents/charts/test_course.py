"""The chart of a course: signs where it mattered, gaps where nothing is known."""

from __future__ import annotations

from itertools import pairwise

import pytest

from markup_reading import read_markup
from scenario_engine.debrief.documents.charts.course import (
    Course,
    Track,
    Turn,
    course_chart,
)
from scenario_engine.debrief.documents.charts.drawing import (
    Scale,
    path,
    sign,
    stairs,
)
from scenario_engine.debrief.documents.markup import write

COURSE = Course(
    values=(0.8, 0.9, None, 0.5, 1.0),
    turns=(
        Turn(0.8, "good", "Turn 1: hello", "#turn-1"),
        Turn(0.6, "grave", "Turn 2: calm down", "#turn-2"),
        Turn(None, "", "Turn 3: unknown", "#turn-3"),
        Turn(0.5, "", "Turn 4: whatever", "#turn-4"),
    ),
    tracks=(
        Track("Escalation: her", "escalation", (2, 3, None, 1, 0), ("Calm",), 0, 3),
        Track("Composure", "composure", (1, 1, 1, 1, 1), (), 0, 2),
    ),
)


def chart(shown=COURSE, **options):
    """Return the chart's markup, and what is read of it."""
    page = write(course_chart(shown, "c", **options))
    return page, read_markup(page)


def test_signs_stand_where_it_mattered_and_lead_to_the_turn():
    """Two of four choices did; each link says the turn, the others say it on a touch."""
    page, read = chart()

    assert read.attributes("href") == ["#turn-1", "#turn-2"]
    assert read.attributes("aria-label") == [
        "Turn 1: hello",
        "Turn 2: calm down",
    ]
    # The end of each track has a sign of its own.
    assert page.count("sign-of") == 2 + 2
    assert [text for text in read.texts if text.startswith("Turn ")] == [
        turn.told for turn in COURSE.turns
    ]


def test_what_a_choice_gave_away_is_a_line_of_its_own():
    """From what there was to what the choice was worth; none where that is the same."""
    page, _ = chart()

    assert page.count("given-away grave") == 1
    assert page.count("given-away") == 1


def test_where_nothing_is_known_the_line_has_a_gap():
    """The value is not drawn through a turn that cannot be judged."""
    page, read = chart()
    (value,) = [a["d"] for t, a in read.elements if a.get("class") == "course value"]

    assert value.count("M") == 2
    assert read.attributes("aria-labelledby") == ["c-title"]
    assert "from 80% to 100%, between 50% and 100%. 2 of 4 choices are marked" in page


def test_levels_have_their_words_where_there_is_room():
    """On a phone the numbers stand alone, and all of it fits."""
    assert "Calm 0" in chart()[1].texts
    page, read = chart(is_narrow=True)

    assert "Calm 0" not in read.texts
    assert 'viewBox="0 0 358 ' in page


@pytest.mark.parametrize("is_narrow", [False, True])
@pytest.mark.parametrize("turns", [0, 1, 25, 200])
def test_as_many_turns_are_numbered_as_there_is_room_for(turns, is_narrow):
    """The first one always; never so many that they touch."""
    shown = Course((0.5,) * (turns + 1), (Turn(0.5, "fair", "t", "#t"),) * turns, ())
    _, read = chart(shown, is_narrow=is_narrow)
    places = sorted(
        float(held["x"])
        for tag, held in read.elements
        if tag == "text" and held.get("text-anchor") == "middle"
    )
    apart = [after - before for before, after in pairwise(places)]

    assert len(places) >= min(turns, 1)
    assert min(apart, default=99) > 15


def test_nothing_known_is_said():
    """There is a chart of the levels all the same."""
    shown = Course((None, None), (Turn(None, "", "t", "#t"),), COURSE.tracks[:1])

    assert "The chance of the goal cannot be told. 0 of 1 choices" in chart(shown)[0]


def test_a_scale_puts_numbers_between_its_ends():
    """It may run down as well as up."""
    up = Scale(0, 1, 200, 100)

    assert (up(0), up(0.5), up(1)) == (200, 150, 100)


def test_stairs_keep_a_level_until_the_next():
    """Where it could not be seen they are broken."""
    up = Scale(0, 1, 1, 0)

    assert stairs((0, 1, None, 0), float, up) == (
        (0, 1), (1, 1), (1, 0), (2, 0), None, (3, 1),
    )  # fmt: skip
    line = path(((0, 1), (1, 1), None, (2, 0.25)), "k")
    assert line is not None
    assert line.attributes["d"] == "M0 1L1 1M2 0.2"
    assert path((None,), "k") is None


def test_signs_differ_in_form():
    """Colour is not what tells them apart."""
    forms = {
        tone: write(sign((9, 9), tone)).replace(tone, "")
        for tone in ("good", "fair", "poor", "grave")
    }

    assert len(set(forms.values())) == 4
