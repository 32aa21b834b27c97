"""What a document is made of, apart from how it is written."""

from __future__ import annotations

import attrs

from scenario_engine.debrief.documents.markup import Element


@attrs.frozen
class Strong:
    """Words that matter most in their line."""

    text: str


@attrs.frozen
class Quiet:
    """Words that matter less than the rest of their line."""

    text: str


@attrs.frozen
class Said:
    """
    Words that somebody said, or could have said.

    Attributes:
        text: The words; whoever writes quotation marks or stage directions of their
            own into them gets no others.
    """

    text: str

    @property
    def quoted(self) -> str:
        """The words between quotation marks."""
        has_own = self.text.startswith("(") or any(mark in self.text for mark in _OWN)
        return self.text if has_own else f"“{self.text}”"


_OWN = '"“”'


@attrs.frozen
class Mark:
    """
    A word that judges, told by a sign as well as by its colour.

    Attributes:
        text: The word.
        tone: ``good``, ``fair``, ``poor``, ``grave`` or ``plain``.
    """

    text: str
    tone: str = "plain"

    @property
    def sign(self) -> str:
        """What stands before the word, for those to whom colours say nothing."""
        return SIGNS[self.tone]


SIGNS = {"good": "●", "fair": "○", "poor": "▲", "grave": "◆", "plain": "□"}
"""A sign for each tone that a judgement can have."""


@attrs.frozen
class Link:
    """
    Words that lead somewhere: to a place of the document, or to a page.

    Attributes:
        text: The words.
        address: ``#turn-3``, or an address; where it is none, the words stay alone.
    """

    text: str
    address: str


Inline = str | Strong | Quiet | Said | Mark | Link
Line = tuple[Inline, ...]
"""A run of words, some of which stand out."""


@attrs.frozen
class Paragraph:
    """
    A paragraph.

    Attributes:
        line: Its words.
        tone: ``plain``, ``lead`` (what to read first) or ``quiet``.
    """

    line: Line
    tone: str = "plain"


@attrs.frozen
class Quote:
    """
    Something that was said or seen, on its own.

    Attributes:
        text, by: The words, and whose they are; the latter may be empty.
        is_said: Whether it was said, and stands between quotation marks.
    """

    text: str
    by: str = ""
    is_said: bool = True

    @property
    def quoted(self) -> str:
        """What stands there."""
        return Said(self.text).quoted if self.is_said else self.text


@attrs.frozen
class Bullets:
    """A list; each entry is a line."""

    entries: tuple[Line, ...]


@attrs.frozen
class Facts:
    """Things by name, such as ``turns: 14``; each is one line or several."""

    entries: tuple[tuple[str, tuple[Line, ...]], ...]


@attrs.frozen
class Table:
    """
    A table.

    Attributes:
        caption: What it shows.
        head: A title for each column.
        rows: As many lines as columns; the first one names its row.
        numbers: Which columns hold numbers, from 0.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numbers: frozenset[int] = frozenset()


@attrs.frozen
class Figure:
    """
    A drawing, with the numbers that it shows as a table.

    Attributes:
        drawing: An ``svg`` element that says its title itself.
        narrow: The same for a phone, where it does not fit otherwise.
        caption: What to see in it.
        table: The numbers, for whoever reads them or hears them read.
    """

    drawing: Element
    caption: str
    table: Table
    narrow: Element | None = None


@attrs.frozen
class Tile:
    """A number that stands out, with what it is."""

    figure: str
    what: str


@attrs.frozen
class Tiles:
    """Numbers side by side."""

    tiles: tuple[Tile, ...]


@attrs.frozen
class Panel:
    """
    Blocks set apart, such as the one thing to keep.

    Attributes:
        title, blocks: Its title, and what is in it.
        tone: As that of a `Mark`.
    """

    title: str
    tone: str
    blocks: tuple[Block, ...]


@attrs.frozen
class Beside:
    """Panels beside each other where there is room, below each other where not."""

    panels: tuple[Panel, ...]


@attrs.frozen
class Fold:
    """
    Blocks that can be folded away; they are printed all the same.

    Attributes:
        summary: What stays to be seen.
        blocks: What is in it.
        anchor: What links lead to; may be empty.
        is_open: Whether it begins unfolded.
    """

    summary: Line
    blocks: tuple[Block, ...]
    anchor: str = ""
    is_open: bool = False


@attrs.frozen
class Steps:
    """Things that followed each other."""

    folds: tuple[Fold, ...]


@attrs.frozen
class Section:
    """
    A part of a document, with its title.

    Attributes:
        title, blocks: Its title, and what is in it.
        anchor: What links lead to; may be empty.
        begins_page: Whether it begins a page of its own when it is printed.
    """

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""
    begins_page: bool = False


Block = (
    Paragraph
    | Quote
    | Bullets
    | Facts
    | Table
    | Figure
    | Tiles
    | Panel
    | Beside
    | Fold
    | Steps
    | Section
)


@attrs.frozen
class Document:
    """
    A document.

    Attributes:
        title: Its title.
        kind: What it is: ``Debrief``, ``Actor's card``.
        blocks: What is in it.
        about: A line that is printed below everything: which scenario, which version.
        language: Of its texts, as a language tag.
    """

    title: str
    kind: str
    blocks: tuple[Block, ...]
    about: str = ""
    language: str = "en"


def prose(text: str, tone: str = "plain") -> tuple[Paragraph, ...]:
    """Return the paragraphs of *text*, which stand apart by an empty line."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return tuple(Paragraph((part,), tone) for part in parts if part)


def facts(entries: dict[str, str]) -> Facts:
    """Return facts of one line each; those that say nothing are left out."""
    return Facts(tuple((name, ((text,),)) for name, text in entries.items() if text))


def bullets(texts: tuple[str, ...]) -> Bullets:
    """Return a list of plain lines."""
    return Bullets(tuple((text,) for text in texts))
