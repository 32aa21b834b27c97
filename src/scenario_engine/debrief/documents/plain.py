"""A document as Markdown, in which no text of a pack or a trace has a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch

from scenario_engine.debrief.documents.markup import is_address, legible
from scenario_engine.debrief.documents.parts import (
    Beside,
    Block,
    Bullets,
    Document,
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

_MEANT = re.compile(r"([\\`*_\[\]<>|~&!#])")
# What would make a list, a heading or a rule of a line that begins with it.
_AT_START = re.compile(r"^([-+](?=\s|$)|-(?=-)|=|\d+(?=[.)](?:\s|$)))")


def plain(document: Document) -> str:
    """Return *document* as Markdown."""
    lines = [f"# {escape(document.title)}", "", escape(document.kind), ""]
    lines += _blocks(document.blocks, 2)
    if document.about:
        lines += ["---", "", escape(document.about), ""]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """Return *text* so that it reads as it is, wherever in a line it stands."""
    flat = _MEANT.sub(r"\\\1", " ".join(legible(text).split()))
    flat = _AT_START.sub(_kept, flat)
    # A bare address would become a link of its own.
    return flat.replace("://", ":\\//").replace("@", "\\@").replace("www.", "www\\.")


def _kept(found: re.Match[str]) -> str:
    """Return what a line begins with, escaped behind digits and before signs."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def words(line: Line) -> str:
    """Return a run of words."""
    return "".join(map(_inline, line))


def _inline(word: Inline) -> str:
    match word:
        case Strong(text):
            after = " " if text[-1:].isspace() else ""
            return f"**{escape(text)}**{after}" if text.strip() else after
        case Said():
            return escape(word.quoted)
        case Mark(text):
            return f"{word.sign} {escape(text)}"
        case Quiet(text):
            return _spaced(text)
        case Link(text, address) if _leads_out(address):
            return f"[{escape(text)}](<{address}>)"
        case Link(text):
            return escape(text)
    return _spaced(word)


def _spaced(text: str) -> str:
    """Return *text* escaped, with the space that it begins or ends with."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{escape(text)}{after}"


def _leads_out(address: str) -> bool:
    return is_address(address) and not address.startswith("#")


def _blocks(blocks: tuple[Block, ...], rank: int) -> list[str]:
    lines: list[str] = []
    for each in blocks:
        lines += [*block(each, rank), ""]
    return lines


@singledispatch
def block(part: Block, rank: int) -> Iterator[str]:
    """Yield the lines of one block, with headings in it of that *rank*."""
    msg = f"no way to write {type(part).__name__}"
    raise TypeError(msg)


@block.register
def _(part: Paragraph, rank: int) -> Iterator[str]:
    yield words(part.line)


@block.register
def _(part: Quote, rank: int) -> Iterator[str]:
    by = f" {escape(part.by)}" if part.by else ""
    yield f"> {escape(part.quoted)}{by}"


@block.register
def _(part: Bullets, rank: int) -> Iterator[str]:
    yield from (f"- {words(each)}" for each in part.entries)


@block.register
def _(part: Facts, rank: int) -> Iterator[str]:
    for name, lines in part.entries:
        if len(lines) == 1:
            yield f"- **{escape(name)}**: {words(lines[0])}"
        else:
            yield f"- **{escape(name)}**:"
            yield from (f"  - {words(each)}" for each in lines)


@block.register
def _(part: Table, rank: int) -> Iterator[str]:
    yield f"{escape(part.caption)}:"
    yield ""
    yield _row(tuple(map(escape, part.head)))
    yield _row(
        tuple("--:" if c in part.numbers else "---" for c in range(len(part.head)))
    )
    yield from (_row(tuple(map(words, row))) for row in part.rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


@block.register
def _(part: Figure, rank: int) -> Iterator[str]:
    yield from block(part.table, rank)


@block.register
def _(part: Tiles, rank: int) -> Iterator[str]:
    yield from (f"- {escape(t.what)}: **{escape(t.figure)}**" for t in part.tiles)


@block.register(Panel)
@block.register(Section)
def _(part: Panel | Section, rank: int) -> Iterator[str]:
    yield f"{'#' * rank} {escape(part.title)}"
    yield ""
    yield from _trimmed(part.blocks, rank + 1)


@block.register
def _(part: Beside, rank: int) -> Iterator[str]:
    yield from _trimmed(part.panels, rank)


@block.register
def _(part: Fold, rank: int) -> Iterator[str]:
    yield f"{'#' * rank} {words(part.summary)}"
    yield ""
    yield from _trimmed(part.blocks, rank + 1)


@block.register
def _(part: Steps, rank: int) -> Iterator[str]:
    yield from _trimmed(part.folds, rank)


def _trimmed(blocks: tuple[Block, ...], rank: int) -> list[str]:
    return _blocks(blocks, rank)[:-1]
