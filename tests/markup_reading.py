"""Reading the markup of a page back, strictly: every element closed, where it began."""

from __future__ import annotations

from html.parser import HTMLParser

import attrs

VOID = {"meta", "link"}


class MarkupError(Exception):
    """The markup is not what a strict reader takes."""


@attrs.frozen
class Markup:
    """What a page holds: its elements with their attributes, and its texts."""

    elements: tuple[tuple[str, dict[str, str]], ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it that is read, with one blank between words."""
        return " ".join(" ".join(self.texts).split())

    def tags(self) -> set[str]:
        """Return the names of its elements."""
        return {tag for tag, _ in self.elements}

    def attributes(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [held[name] for _, held in self.elements if name in held]


def read_markup(page: str) -> Markup:
    """Read *page*; refuse what is not closed, or closed twice."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.open:
        raise MarkupError(f"never closed: {reader.open}")
    return Markup(tuple(reader.elements), tuple(reader.texts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            raise MarkupError(f"<{tag}> says something twice")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise MarkupError(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and data.strip():
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise MarkupError(f"a comment: {data}")
