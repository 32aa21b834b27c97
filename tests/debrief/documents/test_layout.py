"""The parts of a document as elements."""

from __future__ import annotations

import pytest

from markup_reading import read_markup
from scenario_engine.debrief.documents.charts.drawing import drawing
from scenario_engine.debrief.documents.layout import laid_out
from scenario_engine.debrief.documents.markup import write
from scenario_engine.debrief.documents.parts import (
    SIGNS,
    Beside,
    Bullets,
    Facts,
    Figure,
    Fold,
    Link,
    Mark,
    Panel,
    Paragraph,
    Quote,
    Said,
    Section,
    Steps,
    Table,
    Tile,
    Tiles,
    bullets,
    facts,
    prose,
)

TABLE = Table("Numbers", ("what", "how many"), ((("x",), ("1",)),), frozenset({1}))


def markup(*blocks):
    """Return the markup of *blocks*."""
    return "".join(map(write, laid_out(blocks)))


def test_headings_go_down_one_rank_at_a_time():
    """Screen readers list headings by rank; the fourth is the deepest there is."""
    deep = Section("a", (Section("b", (Section("c", (Section("d", ()),)),)),))
    tags = [tag for tag, _ in read_markup(markup(deep)).elements if tag[0] == "h"]

    assert tags == ["h2", "h3", "h4", "h4"]


def test_a_judgement_has_a_sign_as_well_as_a_colour():
    """The sign is for the eye; a screen reader reads the word alone."""
    assert markup(Paragraph((Mark("best", "good"),))) == (
        '<p><span class="mark good"><span class="sign" aria-hidden="true">●</span>'
        " best</span></p>"
    )
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_table_names_its_columns_its_rows_and_itself():
    """It can be scrolled with the keyboard where it is wider than the screen."""
    page = markup(TABLE)
    read = read_markup(page)

    assert page.startswith(
        '<div class="wide" tabindex="0" role="region" aria-label="Numbers"><table>'
        "<caption>Numbers</caption>"
    )
    assert read.attributes("scope") == ["col", "col", "row"]
    assert page.count('class="number"') == 2


def test_a_figure_comes_with_its_numbers():
    """A second drawing for a phone stands beside the first one, one of them hidden."""
    broad, narrow = (drawing(name, (1, 1), "t", "d") for name in ("b", "n"))
    page = markup(Figure(broad, "What to see.", TABLE, narrow))

    assert "<figcaption>What to see.</figcaption>" in page
    assert page.count("<svg") == 2
    assert '<div class="narrow"><svg' in page
    assert "<summary>The same in numbers</summary>" in page
    assert markup(Figure(broad, "What to see.", TABLE)).count("<svg") == 1


def test_a_link_that_leads_nowhere_is_a_text():
    """An address that a pack gives is looked at before it becomes one."""
    line = (Link("a", "javascript:x"), Link("b", "#b"), Link("c", "https://c.example"))

    assert markup(Paragraph(line)) == (
        '<p>a<a href="#b">b</a><a href="https://c.example" rel="noreferrer">c</a></p>'
    )


def test_what_can_be_folded_has_a_place_of_its_own():
    """Links lead to it, and what is important begins unfolded."""
    page = markup(Steps((Fold(("one",), (Quote("x"),), "turn-1", True),)))

    assert page == (
        '<ol class="steps"><li><details id="turn-1" open><summary>one</summary>'
        '<div class="folded"><p class="quote">“x”</p></div></details></li></ol>'
    )


def test_the_rest_is_as_plain_as_it_can_be():
    """Paragraphs, lists, facts, tiles and panels."""
    page = markup(
        Paragraph(("a",), "quiet"),
        Bullets((("b",),)),
        Facts((("c", (("d",), ("e",))),)),
        Tiles((Tile("3", "things"),)),
        Beside((Panel("f", "good", (Paragraph((Said("g"),)),)),)),
        Quote("h", "her", is_said=False),
    )

    assert page == (
        '<p class="quiet">a</p><ul><li>b</li></ul>'
        '<dl class="facts"><div><dt>c</dt><dd>d</dd><dd>e</dd></div></dl>'
        '<dl class="tiles"><div><dt>things</dt><dd>3</dd></div></dl>'
        '<div class="beside"><div class="panel good"><h2>f</h2>'
        '<p><span class="said">“g”</span></p></div></div>'
        '<p class="quote">h <span class="quiet">her</span></p>'
    )


def test_prose_keeps_its_paragraphs():
    """An empty line parts them, and nothing else does."""
    assert prose("a\nb\n\n\n c ") == (Paragraph(("a b",)), Paragraph(("c",)))
    assert prose("  ") == ()
    assert facts({"a": "b", "c": ""}) == Facts((("a", (("b",),)),))
    assert bullets(("a",)) == Bullets((("a",),))


def test_what_is_no_part_is_refused():
    """The message names it."""
    with pytest.raises(TypeError, match="no way to lay out str"):
        laid_out(("text",))  # type: ignore[arg-type]
