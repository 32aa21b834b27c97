"""What the commands have to say, apart from how a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from typing import TypeAlias

Tone = Literal["", "calm", "unsettled", "upset", "crisis", "quiet", "spoken", "bad"]
"""How something is meant. Colour follows it; the text says it too."""


@attrs.frozen
class Heading:
    """
    A line above what belongs together.

    Attributes:
        text: The line.
        rank: 1 for what a command is about, 2 below it.
    """

    text: str
    rank: int = 1


@attrs.frozen
class Paragraph:
    """
    Running text; its line ends are kept.

    Attributes:
        text: The text.
        tone: How it is meant.
        indent: How far it is set in, in characters.
    """

    text: str
    tone: Tone = ""
    indent: int = 0


@attrs.frozen
class Command:
    """
    A command to copy, on one line however long.

    Attributes:
        text: The command.
    """

    text: str


@attrs.frozen
class Lines:
    """
    A chart or the like: lines that are shown as they are, however long.

    Attributes:
        text: The lines.
    """

    text: str


@attrs.frozen
class Entry:
    """
    A label and what there is to say under it.

    Attributes:
        label: A short text.
        text: What belongs to it.
        tone: How *text* is meant.
    """

    label: str
    text: str
    tone: Tone = ""


@attrs.frozen
class Entries:
    """
    Entries below each other, their texts aligned.

    Attributes:
        entries: The entries.
        indent: How far they are set in, in characters.
    """

    entries: tuple[Entry, ...]
    indent: int = 2


@attrs.frozen
class Table:
    """
    A table whose first column is text and whose other columns are short.

    Attributes:
        headers: A header for each column.
        rows: As many cells in each as there are headers.
        numeric: Headers of the columns that are set to the right.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[str] = frozenset()


@attrs.frozen
class Gap:
    """An empty line."""


Block: TypeAlias = "Heading | Paragraph | Command | Lines | Entries | Table | Gap"

GAP = Gap()


def entries(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> Entries:
    """Make entries of labels and texts, leaving out those without a text."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return Entries(tuple(Entry(label, text) for label, text in items if text))


def counted(count: int, noun: str, plural: str = "") -> str:
    """Say how many: ``1 pack``, ``2 packs``."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
