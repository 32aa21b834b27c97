"""Every document in a browser: quiet, alone, to be read by everybody, and printed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import reviews
from scenario_engine.debrief.cards import sheets
from scenario_engine.debrief.documents.frame import web
from scenario_engine.debrief.documents.page import page
from scenario_engine.debrief.documents.style import DARK, LIGHT
from scenario_engine.packs import load_packs

from .browsing import DESKTOP, PHONE, browser, opened
from .cohorts import cohort_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.packs import Registry

HOSTILE = "<script>alert(1)</script>\"'><img src=//a.example/x onerror=alert(2)>"
REVIEWS: dict[str, Callable[[], object]] = {
    "debrief": reviews.review,
    "debrief that cannot be judged": reviews.not_evaluable,
    "debrief of a stopped episode": reviews.stopped,
    "debrief of nothing": reviews.not_begun,
    "debrief with hostile texts": lambda: reviews.with_texts(lambda t: t + HOSTILE),
    "debrief with long words": lambda: reviews.with_texts(lambda _: "x" * 300),
}
CARDS = [*sheets(load_packs(), "no-news"), "your-turn-to-read-facilitator"]
LOOKS = [("light", DESKTOP), ("dark", PHONE)]
COHORT = "report on a cohort"
BOTH = {COHORT, "debrief", "debrief with hostile texts", "no-news-facilitator"}
# The others have one look each, by turns.
CASES = [
    (name, *look)
    for at, name in enumerate([*REVIEWS, *CARDS, COHORT])
    for look in (LOOKS if name in BOTH else LOOKS[at % 2 :][:1])
]


@cache
def packs() -> Registry:
    """Return the packs of this repository."""
    return load_packs()


@cache
def document(name: str) -> str:
    """Return one document as a page."""
    if name == COHORT:
        return cohort_page()
    if name in REVIEWS:
        return page(REVIEWS[name](), packs())  # type: ignore[arg-type]
    id_ = next(id_ for id_ in packs().scenarios if name.startswith(id_))
    return web(sheets(packs(), id_)[name])


@pytest.fixture(scope="module")
def chromium():
    """Return a browser for all tests."""
    with browser() as started:
        yield started


@pytest.fixture
def look(chromium, tmp_path):
    """Return a function that opens a page."""

    def look(text, **options):
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        return opened(chromium, path, **options)

    return look


@pytest.mark.parametrize(("name", "scheme", "width"), CASES)
def test_a_page_is_quiet_alone_and_open_to_everybody(look, name, scheme, width):
    """Nothing in the console, no request, nothing beside the screen, no barrier."""
    with look(document(name), scheme=scheme, width=width) as found:
        wide = found.ask("document.documentElement.scrollWidth")

        assert (found.said, len(found.asked), wide) == ([], 1, width)
        assert found.violations() == []
        assert (found.said, len(found.asked)) == ([], 1)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_charts_are_there_and_fit(look, scheme, width):
    """Both of them, each drawn once for this width, with lines, signs and words in it."""
    with look(document("debrief"), scheme=scheme, width=width) as found:
        boxes = found.ask(
            "[...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect())"
            ".filter(b => b.width > 0).map(b => [b.left, b.right, b.height])"
        )
        small = found.ask(
            "[...document.querySelectorAll('svg text')]"
            ".map(t => t.getBoundingClientRect()).filter(b => b.width > 0)"
            ".map(b => b.height).filter(h => h < 11)"
        )

        assert len(boxes) == 2
        assert all(0 <= left < right <= width for left, right, _ in boxes)
        assert all(height > 150 for *_, height in boxes)
        assert small == []
        assert found.page.locator("svg path.course:visible").count() == 3


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_words_in_a_chart_do_not_lie_on_each_other(look, width):
    """Every label can be read by itself."""
    overlaps = """
      (() => { const found = [];
        for (const svg of document.querySelectorAll('svg')) {
          const boxes = [...svg.querySelectorAll('text')].map(
            t => [t.textContent, t.getBoundingClientRect()]).filter(([_, b]) => b.width);
          boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
            if (a.left < b.right - 1 && b.left < a.right - 1 &&
                a.top < b.bottom - 3 && b.top < a.bottom - 3) found.push([one, other]);
          }));
        } return found; })()
    """
    with look(document("debrief"), width=width) as found:
        assert found.ask(overlaps) == []


def test_the_keyboard_leads_past_the_heading_and_into_the_chart(look):
    """First to the content; then each turn that mattered is a stop that says itself."""
    with look(document("debrief")) as found:
        press = found.page.keyboard.press
        press("Tab")
        assert found.ask("document.activeElement.textContent") == "To the content"
        found.page.wait_for_function(
            "() => document.activeElement.getBoundingClientRect().top >= 0"
        )
        press("Enter")
        assert found.ask("location.hash") == "#content"
        stops = []
        for _ in range(6):
            press("Tab")
            stops.append(found.ask("document.activeElement.getAttribute('aria-label')"))
        press("Enter")

        assert [stop.split(":")[0] for stop in stops] == [
            f"Turn {n}" for n in (1, 2, 3, 4, 5, 7)
        ]
        assert found.ask("location.hash") == "#turn-7"


def test_nothing_needs_a_script(look):
    """With scripts switched off, what is folded away can be opened all the same."""
    with look(document("debrief"), scripts=False) as found:
        fold = found.page.locator("#turn-1")
        assert fold.get_attribute("open") is None
        fold.locator("> summary").click()

        assert fold.get_attribute("open") is not None
        assert fold.get_by_text("what could be seen").is_visible()
        assert found.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_is_dark_on_white_and_whole(look, scheme):
    """Whatever the screen was like, and whatever was folded away."""
    with look(document("debrief"), scheme=scheme) as found:
        found.page.emulate_media(media="print")
        hidden = found.ask(
            "[...document.querySelectorAll('.steps .folded, #instructors .folded')]"
            ".filter(f => !f.parentElement.closest('.folded'))"
            ".filter(f => f.getBoundingClientRect().height === 0).length"
        )
        ink = found.ask(
            "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
        )

        assert (hidden, ink) == (0, LIGHT["ink"])
        assert not found.page.locator(".skip").is_visible()
        assert len(found.page.pdf(format="A4")) > 10_000


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_screen_decides_how_bright_a_page_is(look, scheme, colours):
    """The ground is that of the scheme that somebody has chosen for everything."""
    with look(document("debrief"), scheme=scheme) as found:
        paper = found.ask("getComputedStyle(document.body).backgroundColor")
        red, green, blue = (int(colours["paper"][at : at + 2], 16) for at in (1, 3, 5))

        assert paper == f"rgb({red}, {green}, {blue})"


def test_what_somebody_smuggles_in_does_not_run(look):
    """The page's own policy refuses scripts, styles and pictures from elsewhere."""
    smuggled = (
        "<script>document.title = 'smuggled'</script>"
        "<style>body { display: none }</style>"
        "<img src='https://a.example/x.png' onerror='document.title = 2'>"
    )
    text = document("debrief").replace("</main>", f"{smuggled}</main>")
    with look(text) as found:
        assert found.page.title() == "Debrief: Two hours without news"
        assert found.ask("getComputedStyle(document.body).display") == "block"
        assert len([s for s in found.said if "Content Security Policy" in s]) >= 3
        assert (len(found.asked), found.refused) == (2, ["csp"])
