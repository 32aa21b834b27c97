"""The page around a document: one file that needs no other, and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.layout import laid_out
from scenario_engine.debrief.documents.markup import Stylesheet, element, write
from scenario_engine.debrief.documents.style import RULES

if TYPE_CHECKING:
    from scenario_engine.debrief.documents.parts import Document

_STYLE = Stylesheet(RULES)
_DIGEST = base64.b64encode(hashlib.sha256(RULES.encode()).digest()).decode()

# Nothing is loaded and nothing runs; of style, the page's own alone is taken.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page allows itself, as its content security policy says it."""


def web(document: Document) -> str:
    """
    Return *document* as a web page.

    It holds all that it needs, asks no network for anything, works without a script,
    and shows every text as text.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        # Browsers ask for an icon unless there is one.
        element("link", rel="icon", href="data:,"),
        element("title", f"{document.kind}: {document.title}"),
        element("style", _STYLE),
    )
    body = element(
        "body",
        element("a", "To the content", href="#content", class_="skip"),
        element(
            "header",
            element("p", document.kind, class_="kind"),
            element("h1", document.title),
        ),
        element("main", *laid_out(document.blocks), id="content"),
        element("footer", element("p", document.about)) if document.about else None,
    )
    page = element("html", head, body, lang=document.language)
    return f"<!doctype html>\n{write(page)}\n"
