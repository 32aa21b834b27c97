"""The parts of a document as elements of a page."""

from __future__ import annotations

from functools import singledispatch

from scenario_engine.debrief.documents.markup import Element, element, is_address
from scenario_engine.debrief.documents.parts import (
    Beside,
    Block,
    Bullets,
    Facts,
    Figure,
    Fold,
    Inline,
    Line,
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
    Tiles,
)

_DEEPEST = 4


def laid_out(blocks: tuple[Block, ...], rank: int = 2) -> tuple[Element, ...]:
    """
    Return *blocks* as elements.

    Args:
        blocks: What is laid out.
        rank: The rank of the headings among them, 2 below the page's own.
    """
    return tuple(block(each, min(rank, _DEEPEST)) for each in blocks)


def line(words: Line) -> tuple[Element | str, ...]:
    """Return a run of words as elements and texts."""
    return tuple(map(_inline, words))


def _inline(word: Inline) -> Element | str:
    match word:
        case Strong(text):
            return element("strong", text)
        case Quiet(text):
            return element("span", text, class_="quiet")
        case Said():
            return element("span", word.quoted, class_="said")
        case Mark(text, tone):
            sign = element("span", word.sign, class_="sign", aria_hidden="true")
            return element("span", sign, " ", text, class_=f"mark {tone}")
        case Link(text, address) if is_address(address):
            outside = None if address.startswith("#") else "noreferrer"
            return element("a", text, href=address, rel=outside)
        case Link(text):
            return text
    return word


@singledispatch
def block(part: Block, rank: int) -> Element:
    """Return one block as an element, with headings in it of that *rank*."""
    msg = f"no way to lay out {type(part).__name__}"
    raise TypeError(msg)


@block.register
def _(part: Paragraph, rank: int) -> Element:
    tone = None if part.tone == "plain" else part.tone
    return element("p", *line(part.line), class_=tone)


@block.register
def _(part: Quote, rank: int) -> Element:
    by = element("span", part.by, class_="quiet") if part.by else None
    return element("p", part.quoted, by and " ", by, class_="quote")


@block.register
def _(part: Bullets, rank: int) -> Element:
    return element("ul", *(element("li", *line(each)) for each in part.entries))


@block.register
def _(part: Facts, rank: int) -> Element:
    entries = (
        element(
            "div",
            element("dt", name),
            *(element("dd", *line(each)) for each in lines),
        )
        for name, lines in part.entries
    )
    return element("dl", *entries, class_="facts")


@block.register
def _(part: Table, rank: int) -> Element:
    def classed(column: int) -> str | None:
        return "number" if column in part.numbers else None

    head = (
        element("th", title, scope="col", class_=classed(column))
        if title
        else element("td")
        for column, title in enumerate(part.head)
    )
    rows = (
        element(
            "tr",
            *(
                element("td", *line(cell), class_=classed(column))
                if column
                else element("th", *line(cell), scope="row")
                for column, cell in enumerate(row)
            ),
        )
        for row in part.rows
    )
    table = element(
        "table",
        element("caption", part.caption),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
    )
    # Wide tables scroll by themselves, with the keyboard too.
    return element(
        "div", table, class_="wide", tabindex=0, role="region", aria_label=part.caption
    )


@block.register
def _(part: Figure, rank: int) -> Element:
    numbers = element(
        "details",
        element("summary", "The same in numbers"),
        block(part.table, rank),
        class_="numbers",
    )
    caption = element("figcaption", part.caption)
    drawings: tuple[Element, ...] = (part.drawing,)
    if part.narrow is not None:
        drawings = (
            element("div", part.drawing, class_="broad"),
            element("div", part.narrow, class_="narrow"),
        )
    return element("div", element("figure", *drawings, caption), numbers)


@block.register
def _(part: Tiles, rank: int) -> Element:
    tiles = (
        element("div", element("dt", each.what), element("dd", each.figure))
        for each in part.tiles
    )
    return element("dl", *tiles, class_="tiles")


@block.register
def _(part: Panel, rank: int) -> Element:
    heading = element(f"h{rank}", part.title)
    inner = laid_out(part.blocks, rank + 1)
    return element("div", heading, *inner, class_=f"panel {part.tone}")


@block.register
def _(part: Beside, rank: int) -> Element:
    return element("div", *laid_out(part.panels, rank), class_="beside")


@block.register
def _(part: Fold, rank: int) -> Element:
    return element(
        "details",
        element("summary", *line(part.summary)),
        element("div", *laid_out(part.blocks, rank), class_="folded"),
        id=part.anchor or None,
        open=part.is_open,
    )


@block.register
def _(part: Steps, rank: int) -> Element:
    steps = (element("li", block(each, rank)) for each in part.folds)
    return element("ol", *steps, class_="steps")


@block.register
def _(part: Section, rank: int) -> Element:
    heading = element(f"h{rank}", part.title)
    return element(
        "section",
        heading,
        *laid_out(part.blocks, rank + 1),
        id=part.anchor or None,
        class_="begins-page" if part.begins_page else None,
    )
