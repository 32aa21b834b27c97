"""Plain text: for a pipe, a terminal without colour, and where rich is missing."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, assert_never

from scenario_engine.cli.blocks import (
    Command,
    Entries,
    Gap,
    Heading,
    Lines,
    Paragraph,
    Table,
)
from scenario_engine.cli.output import Output, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scenario_engine.cli.blocks import Block

_LONGEST_LABEL = 30
_GAP = "  "


def painter(out: Output, width: int) -> Callable[[Block], None]:
    """Return what writes a block to *out*, in lines of at most *width* characters."""

    def paint(block: Block) -> None:
        for line in lines(block, width):
            out.write(visible(line.rstrip()) + "\n")

    return paint


def lines(block: Block, width: int) -> Iterator[str]:
    """Yield the lines of *block*."""
    match block:
        case Heading(text, rank):
            yield text
            yield ("=" if rank == 1 else "-") * min(len(text), width)
        case Paragraph(text, _, indent):
            yield from _wrapped(text, width, " " * indent, " " * indent)
        case Command(text):
            yield f"  {text}"
        case Lines(text):
            yield from text.splitlines()
        case Entries():
            yield from _entries(block, width)
        case Table():
            yield from _table(block)
        case Gap():
            yield ""
        case _:
            assert_never(block)


def _wrapped(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    """Yield *text* in lines, each of its own lines wrapped for itself."""
    lead = first
    for line in text.splitlines() or [""]:
        own = line[: len(line) - len(line.lstrip())]
        wrapped = textwrap.wrap(
            line.strip(),
            width,
            initial_indent=lead + own,
            subsequent_indent=rest + own,
            break_long_words=False,
            break_on_hyphens=False,
        )
        yield from wrapped or [lead]
        lead = rest


def _entries(block: Entries, width: int) -> Iterator[str]:
    margin = " " * block.indent
    longest = max((len(entry.label) for entry in block.entries), default=0)
    column = min(longest, _LONGEST_LABEL)
    for entry in block.entries:
        label = entry.label.ljust(column)
        if len(label) > column:
            yield margin + label
            label = " " * column
        rest = " " * (block.indent + column + len(_GAP))
        yield from _wrapped(entry.text, width, f"{margin}{label}{_GAP}", rest)


def _table(block: Table) -> Iterator[str]:
    rows = [block.headers, *block.rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(block.headers, row, widths, strict=True)
        yield _GAP.join(
            cell.rjust(size) if header in block.numeric else cell.ljust(size)
            for header, cell, size in cells
        )
        if row is block.headers:
            yield _GAP.join("-" * size for size in widths)
