"""The report on a cohort in a browser: quiet, alone, to be read by everybody."""

from __future__ import annotations

import pytest

from cohorts import parcels, played
from scenario_engine.debrief.cohort.document import document
from scenario_engine.debrief.cohort.summary import summarise
from scenario_engine.debrief.documents.frame import web

from .browsing import DESKTOP, PHONE, browser, opened

LOOKS = [("light", DESKTOP), ("dark", PHONE)]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return the report on six trainees, as a file."""
    path = tmp_path_factory.mktemp("cohort") / "cohort.html"
    page = web(document(summarise(played(), parcels()), parcels()))
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chromium():
    """Return a browser for all tests."""
    with browser() as started:
        yield started


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_the_report_is_quiet_alone_and_open_to_everybody(chromium, path, scheme, width):
    """Nothing in the console, no request, nothing beside the screen, no barrier."""
    with opened(chromium, path, scheme=scheme, width=width) as found:
        wide = found.ask("document.documentElement.scrollWidth")

        assert (found.said, len(found.asked), wide) == ([], 1, width)
        assert found.violations() == []
        assert (found.said, len(found.asked)) == ([], 1)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_its_charts_are_there_and_fit(chromium, path, scheme, width):
    """Techniques and progress, each drawn once for this width, with marks in it."""
    with opened(chromium, path, scheme=scheme, width=width) as found:
        boxes = found.ask(
            "[...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect())"
            ".filter(b => b.width > 0).map(b => [b.left, b.right, b.height])"
        )

        assert len(boxes) == 2
        assert all(0 <= left < right <= width for left, right, _ in boxes)
        assert all(height > 100 for *_, height in boxes)
        assert found.page.locator("svg circle.dot:visible").count() >= 3
        assert found.page.locator("svg circle.hollow:visible").count() == 24
        assert found.page.locator("svg path.course:visible").count() == 1


def test_answers_are_hidden_until_they_are_asked_for(chromium, path):
    """And unfold without a script."""
    with opened(chromium, path, scripts=False) as found:
        fold = found.page.locator("#card-1")
        assert not fold.get_by_text("Best:").is_visible()
        fold.locator("> summary").click()

        assert fold.get_by_text("Best:").is_visible()
