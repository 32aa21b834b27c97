"""Colour, by way of rich: this module is imported only where rich is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO, assert_never, cast

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from scenario_engine.cli.blocks import (
    Command,
    Entries,
    Gap,
    Heading,
    Lines,
    Paragraph,
    Table,
    Tone,
)
from scenario_engine.cli.output import Output, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import RenderableType

    from scenario_engine.cli.blocks import Block

# The colours of the levels differ in lightness too; each level is named beside.
STYLES: Mapping[Tone, str] = {
    "": "",
    "calm": "green",
    "unsettled": "yellow",
    "upset": "dark_orange",
    "crisis": "bold red",
    "quiet": "dim",
    "spoken": "italic",
    "bad": "red",
}


def painter(out: Output, width: int) -> Callable[[Block], None]:
    """Return what writes a block to *out*, in lines of at most *width* cells."""
    console = Console(
        file=cast("TextIO", out),
        width=width,
        force_terminal=True,
        highlight=False,
        markup=False,
        emoji=False,
    )

    def paint(block: Block) -> None:
        # "Soft" leaves wrapping to the terminal, which puts no line end into a command.
        console.print(_rendered(block), soft_wrap=isinstance(block, Command | Lines))

    return paint


def _rendered(block: Block) -> RenderableType:
    match block:
        case Heading(text, rank):
            return _text(text, "bold underline" if rank == 1 else "bold")
        case Paragraph(text, tone, indent):
            return Padding(_text(text, STYLES[tone]), (0, 0, 0, indent))
        case Command(text):
            return _text(f"  {text}", "bold")
        case Lines(text):
            return _text(text.rstrip("\n"))
        case Entries():
            return _entries(block)
        case Table():
            return _table(block)
        case Gap():
            return Text()
        case _:
            assert_never(block)


def _text(text: str, style: str = "") -> Text:
    """Return *text* as it reads: never as markup, and steering no terminal."""
    return Text(visible(text), style)


def _entries(block: Entries) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", max_width=30, overflow="fold")
    grid.add_column(overflow="fold")
    for entry in block.entries:
        grid.add_row(_text(entry.label), _text(entry.text, STYLES[entry.tone]))
    return Padding(grid, (0, 0, 0, block.indent))


def _table(block: Table) -> RenderableType:
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for header in block.headers:
        side = "right" if header in block.numeric else "left"
        table.add_column(_text(header), justify=side, overflow="fold")  # type: ignore[arg-type]
    for row in block.rows:
        table.add_row(*map(_text, row))
    return table
