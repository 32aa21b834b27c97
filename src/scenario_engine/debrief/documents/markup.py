"""HTML as a tree of elements, in which every text is escaped when it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

_TAGS = frozenset(
    {
        *("html", "head", "meta", "link", "title", "style", "body"),
        *("header", "main", "footer", "section", "h1", "h2", "h3", "h4"),
        *("p", "div", "span", "strong", "a", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("figure", "figcaption", "details", "summary"),
        *("svg", "desc", "g", "text", "line", "rect", "circle", "path"),
    }
)
_VOID = frozenset({"link", "meta"})
_ATTRIBUTES = frozenset(
    {
        *("id", "class", "lang", "role", "tabindex", "href", "rel", "open", "scope"),
        *("charset", "content", "http-equiv", "name"),
        *("viewBox", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx"),
        *("width", "height", "text-anchor"),
    }
)
_NAMED = re.compile(r"aria-[a-z]+")
# Where a link may lead: a place of the same page, or a page that is asked for by
# whoever follows it.
_ADDRESS = re.compile(r"#[A-Za-z][\w.-]*|https://[^\s\"'<>]+")
_NO_ICON = "data:,"
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)
# Control characters, halves of characters, and what turns the reading direction.
_MISLEADING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@attrs.frozen
class Element:
    """
    An element with what is in it.

    Attributes:
        tag: Its name; one of those that documents are made of.
        attributes: By name; none that runs or loads anything.
        children: Texts, which are escaped, and elements.

    Raises:
        ValueError: If tag, attribute or address is none that a document may hold.
    """

    tag: str
    attributes: Mapping[str, str] = attrs.field(factory=dict)
    children: tuple[Node, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what could run or load something."""
        if self.tag not in _TAGS:
            msg = f"no document holds <{self.tag}>"
            raise ValueError(msg)
        for name, value in self.attributes.items():
            if name not in _ATTRIBUTES and not _NAMED.fullmatch(name):
                msg = f"no document holds the attribute {name}"
                raise ValueError(msg)
            if name == "href" and not is_address(value) and value != _NO_ICON:
                msg = f"no document leads to {value!r}"
                raise ValueError(msg)


@attrs.frozen
class Stylesheet:
    """
    Rules of style, which are written as they stand.

    Attributes:
        rules: Our own, never a pack's; they cannot close their element.
    """

    rules: str = attrs.field()

    @rules.validator
    def _stay_inside(self, attribute: attrs.Attribute[str], value: str) -> None:
        if "<" in value:
            msg = "a stylesheet holds no <"
            raise ValueError(msg)


Node = str | Element | Stylesheet


def element(tag: str, *children: Node | None, **attributes: object) -> Element:
    """
    Return an element.

    Args:
        tag: Its name.
        children: What is in it; None is left out.
        attributes: With ``_`` for ``-`` and a trailing ``_`` where Python has a word
            of its own. None and False are left out, True stands alone.
    """
    named = {
        _spelt(name): "" if value is True else str(value)
        for name, value in attributes.items()
        if value is not None and value is not False
    }
    return Element(tag, named, tuple(child for child in children if child is not None))


def is_address(text: str) -> bool:
    """Tell whether a document may lead to *text*."""
    return _ADDRESS.fullmatch(text) is not None


def write(node: Node) -> str:
    """Return the markup of *node*."""
    return "".join(_written(node))


def escape(text: str) -> str:
    """Return *text* so that it shows as it is, wherever in a page it stands."""
    return legible(text).translate(_ESCAPES)


def legible(text: str) -> str:
    r"""Write what cannot be seen and could mislead as ``\u202e``."""
    return _MISLEADING.sub(lambda found: ascii(found[0])[1:-1], text)


def texts(node: Node) -> Iterator[str]:
    """Yield the texts of *node*, in the order in which they are read."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Element):
        for child in node.children:
            yield from texts(child)


def _written(node: Node) -> Iterable[str]:
    if isinstance(node, str):
        yield escape(node)
    elif isinstance(node, Stylesheet):
        yield node.rules
    else:
        yield f"<{node.tag}{''.join(map(_attribute, node.attributes.items()))}>"
        if node.tag not in _VOID:
            for child in node.children:
                yield from _written(child)
            yield f"</{node.tag}>"


def _attribute(item: tuple[str, str]) -> str:
    name, value = item
    return f' {name}="{escape(value)}"' if value else f" {name}"


def _spelt(name: str) -> str:
    """Return the attribute that the keyword *name* stands for."""
    return name.rstrip("_").replace("_", "-")
