"""The page around a document."""

from __future__ import annotations

import base64
import hashlib
import re

from markup_reading import read_markup
from scenario_engine.debrief.documents.frame import POLICY, web
from scenario_engine.debrief.documents.parts import Document, Paragraph, Section

PAGE = Document("A & B", "Kind", (Section("Part", (Paragraph(("Text.",)),)),), "About.")


def test_a_page_says_what_it_is():
    """Language, title, heading, a way past the heading, one main part."""
    read = read_markup(web(PAGE))

    assert read.attributes("lang") == ["en"]
    assert read.texts == (
        "Kind: A & B", "To the content", "Kind", "A & B", "Part", "Text.", "About.",
    )  # fmt: skip
    assert [tag for tag, _ in read.elements].count("main") == 1
    assert ("a", {"href": "#content", "class": "skip"}) in read.elements


def test_a_page_allows_itself_nothing_but_its_own_style():
    """The policy names the digest of the one stylesheet, and no source of anything."""
    page = web(PAGE)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in POLICY
    assert POLICY in read_markup(page).attributes("content")


def test_a_page_names_no_other_file():
    """No address at all, no import in the style, no script."""
    page = web(PAGE)

    assert not re.search(r"https?:|@import|url\(|<script", page)
    assert read_markup(page).tags() & {"script", "img", "iframe"} == set()


def test_what_is_not_known_is_left_out():
    """A document without a last line has no footer."""
    assert "footer" not in read_markup(web(Document("A", "K", ()))).tags()
