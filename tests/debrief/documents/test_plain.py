"""Markdown in which nothing that somebody else wrote has a meaning."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.debrief.documents.charts.drawing import drawing
from scenario_engine.debrief.documents.markup import legible
from scenario_engine.debrief.documents.parts import (
    Beside,
    Bullets,
    Document,
    Facts,
    Figure,
    Fold,
    Link,
    Mark,
    Panel,
    Paragraph,
    Quiet,
    Quote,
    Said,
    Section,
    Steps,
    Strong,
    Table,
    Tile,
    Tiles,
)
from scenario_engine.debrief.documents.plain import block, escape, plain, words

if find_spec("markdown_it"):
    from markdown_it import MarkdownIt

    READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

AWKWARD = st.text() | st.text("#*_`[]()<>|~&!\\-+=.1>\n ")
# A link inside a link, a table inside a cell: as somebody would try it.
HOSTILE = (
    "[a](javascript:x) ![b](https://b.example) <img src=x> `c` **d** | e | # f\n\n---\n"
)


def flat(text: str) -> str:
    """Return *text* as a line shows it."""
    return " ".join(legible(text).split())


def shown(markdown: str) -> tuple[str, set[str]]:
    """Read Markdown: the words in it, and the kinds of what they stand in."""
    texts, kinds = [], set()
    for token in READER.parse(markdown):
        kinds.add(token.type)
        for inner in token.children or []:
            kinds.add(inner.type)
            texts.append(inner.content)
    return "".join(texts), kinds


@pytest.mark.rich
@given(AWKWARD)
def test_a_text_reads_as_it_is(text):
    """In a paragraph, in a list, in a quotation and in a heading, to another reader."""
    for line in ("", "- ", "> ", "# "):
        read, kinds = shown(f"{line}{escape(text)}\n\nb\n")

        assert read == f"{flat(text)}b"
        assert kinds <= {
            "paragraph_open", "paragraph_close", "inline", "text", "text_special",
            "heading_open", "heading_close", "bullet_list_open", "bullet_list_close",
            "list_item_open", "list_item_close",
            "blockquote_open", "blockquote_close",
        }  # fmt: skip


@pytest.mark.rich
@given(AWKWARD, AWKWARD)
def test_a_text_stays_in_its_cell(one, other):
    """A table has the cells it was given, and they hold what they were given."""
    table = Table("t", ("a", "b"), (((one,), (other,)),))
    tokens = READER.parse("\n".join(block(table, 2)))
    cells = [
        "".join(inner.content for inner in token.children or [])
        for token in tokens
        if token.type == "inline"
    ]

    assert cells == ["t:", "a", "b", flat(one), flat(other)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a", "\\- a"),
        ("+56", "+56"),
        ("1. a", "1\\. a"),
        ("1.5", "1.5"),
        ("--", "\\--"),
        ("a_b", "a\\_b"),
        ("<b>", "\\<b\\>"),
        ("see https://a.example", "see https:\\//a.example"),
        ("www.a.example", "www\\.a.example"),
        ("me@a.example", "me\\@a.example"),
        ("a\n\nb", "a b"),
    ],
)
def test_only_what_would_mean_something_is_escaped(text, said):
    """What is common in prose stays as it is."""
    assert escape(text) == said


def test_words_can_stand_out():
    """Strong words, what was said, a judgement with its sign, and links that lead out."""
    line = (
        Strong("1. "), Said("Hear, hear."), " ", Mark("best", "good"), Quiet(" quiet "),
        Link("a title", "https://doi.org/1"), Link("turn", "#turn-1"), Link("x", "y"),
    )  # fmt: skip

    assert words(line) == (
        "**1\\.** “Hear, hear.” ● best quiet [a title](<https://doi.org/1>)turnx"
    )


def test_what_was_said_gets_no_second_pair_of_quotation_marks():
    """Nor does a stage direction get one."""
    assert words((Said('"No."'),)) == '"No."'
    assert words((Said("(shrugs)"),)) == "(shrugs)"


def test_every_part_has_a_form():
    """A document with one of each, line by line."""
    table = Table("Numbers", ("a", "b"), ((("x",), ("1",)),), frozenset({1}))
    document = Document(
        "Title",
        "Kind",
        (
            Paragraph(("Text.",), "lead"),
            Quote("Said", "by her"),
            Quote("Seen", is_said=False),
            Bullets((("one",), ("two",))),
            Facts((("a", (("b",),)), ("c", (("d",), ("e",))))),
            Figure(drawing("d", (1, 1), "t", "d"), "caption", table),
            Tiles((Tile("3", "things"),)),
            Beside((Panel("Keep", "good", (Paragraph(("it",)),)),)),
            Section("Part", (Steps((Fold((Strong("1."),), (Paragraph(("in",)),)),)),)),
        ),
        "About.",
    )

    assert plain(document).split("\n") == [
        "# Title", "", "Kind", "", "Text.", "", "> “Said” by her", "", "> Seen", "",
        "- one", "- two", "", "- **a**: b", "- **c**:", "  - d", "  - e", "",
        "Numbers:", "", "| a | b |", "| --- | --: |", "| x | 1 |", "",
        "- things: **3**", "", "## Keep", "", "it", "", "## Part", "",
        "### **1\\.**", "", "in", "", "---", "", "About.", "",
    ]  # fmt: skip


@pytest.mark.rich
def test_a_hostile_text_is_a_text_in_every_part():
    """Neither link nor picture nor markup comes of it, wherever it stands."""
    line = (HOSTILE, Strong(HOSTILE), Said(HOSTILE), Quiet(HOSTILE), Mark(HOSTILE))
    document = Document(
        HOSTILE,
        HOSTILE,
        (
            Paragraph(line),
            Quote(HOSTILE, HOSTILE),
            Bullets((line,)),
            Facts(((HOSTILE, (line, line)),)),
            Table(HOSTILE, (HOSTILE, "b"), ((line, line),)),
            Tiles((Tile(HOSTILE, HOSTILE),)),
            Panel(HOSTILE, "good", (Section(HOSTILE, (Fold(line, ()),)),)),
        ),
        HOSTILE,
    )
    _, kinds = shown(plain(document))

    assert kinds & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "code_inline",
    } == (set())
    assert "strong_open" in kinds
