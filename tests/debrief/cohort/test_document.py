"""The report on a cohort as a page: whole, escaped, with charts and their numbers."""

from __future__ import annotations

from html.parser import HTMLParser

import attrs
import pytest

from scenario_engine.debrief.cohort.attempts import Cohort, Refused
from scenario_engine.debrief.cohort.document import document
from scenario_engine.debrief.cohort.summary import summed_up
from scenario_engine.debrief.documents.frame import web
from scenario_engine.debrief.documents.plain import plain

ALONE = {"meta", "link", "br"}
HOSTILE = "<script>alert(1)</script>"


class _Nesting(HTMLParser):
    """Notes which elements are open, and the ids there are."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.ids = []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(six, knowing, registry):
    """Return the page, and a report of what is in it."""
    return web(document(summed_up(six, knowing), registry))


def test_the_page_has_a_part_for_all_that_is_told(page):
    """Each with a heading of its own."""
    for title in (
        "6 trainees, 24 sessions",
        "Techniques",
        "Progress",
        "Met in “The late parcel”",
        "A deck of mistakes",
    ):
        assert f">{title}</h" in page


def test_charts_are_drawn_and_told_in_numbers(page):
    """One of techniques, one of progress; each for a phone, too."""
    for name in ("well", "well-narrow", "progress", "progress-narrow"):
        assert f'id="{name}"' in page
    assert page.count("The same in numbers") == 2


def test_answers_are_folded_away(page):
    """And what was chosen stands with the answer alone."""
    assert page.count("The answer</summary>") == 12
    assert "<details open" not in page
    asked = [each.split("<summary>")[0] for each in page.split("What do you say?")[1:]]
    assert len(asked) == 12
    assert not any("quote-the-rule" in each for each in asked)
    assert "quote-the-rule" in page


def test_what_others_wrote_is_shown_as_text(six, knowing, registry):
    """A name with a script in it, and a file's."""
    attempts = tuple(attrs.evolve(each, player=HOSTILE) for each in six.attempts)
    cohort = Cohort(attempts, (Refused(HOSTILE, HOSTILE),))
    made = web(document(summed_up(cohort, knowing), registry))

    assert HOSTILE not in made
    assert "&lt;script&gt;" in made
    assert "Left out" in made


def test_little_makes_a_page_as_well(alone, knowing, registry):
    """Two sessions of one trainee: no interval, no trend, all the same a report."""
    made = web(document(summed_up(alone, knowing), registry))

    assert "too few" in made
    assert "more sessions of this one" in made


def test_nothing_but_stopped_episodes_makes_a_page(six, knowing, registry):
    """Episodes without a turn have nothing to draw."""
    review = six.attempts[0].review
    trace = attrs.evolve(review.trace, moments=review.trace.moments[:1], ending="")
    empty = attrs.evolve(review, trace=trace, turns=(), ending="", fair=None, full=None)
    cohort = Cohort((attrs.evolve(six.attempts[0], review=empty),))

    assert "1 trainee, 1 session" in web(document(summed_up(cohort, knowing), registry))


def test_the_page_is_well_formed(page):
    """Every element that begins ends."""
    nesting = _Nesting()
    nesting.feed(page)

    assert nesting.open == []
    assert len(nesting.ids) == len(set(nesting.ids)) > 4


def test_it_can_be_written_as_plain_text(six, knowing, registry):
    """The same document, for those who have no browser."""
    text = plain(document(summed_up(six, knowing), registry))

    assert "6 trainees, 24 sessions" in text
    assert "What to play next" in text or "A deck of mistakes" in text
