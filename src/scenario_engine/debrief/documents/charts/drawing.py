"""What every chart is drawn with: a frame that says what it shows, text, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.documents.markup import Element, Node, element

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Point = tuple[float, float]


@attrs.frozen
class Scale:
    """
    Places for numbers, between two ends.

    Attributes:
        low, high: Numbers at the ends; not the same.
        start, end: Their places.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, number: float) -> float:
        """Return the place of *number*."""
        share = (number - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def drawing(
    name: str, size: tuple[float, float], title: str, told: str, *children: Node
) -> Element:
    """
    Return a drawing.

    Args:
        name: An id, the only one of its page.
        size: Width and height.
        title: What it shows, in a few words.
        told: What there is to see in it, in a sentence or two.
        children: What is drawn.
    """
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", told, id=f"{name}-told"),
        *children,
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-told",
        id=name,
    )


def number(value: float) -> str:
    """Return a coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def text(at: Point, said: str, anchor: str = "start", kind: str = "") -> Element:
    """Return a text that begins, stands in the middle of, or ends at a place."""
    return element(
        "text",
        said,
        x=number(at[0]),
        y=number(at[1]),
        text_anchor=None if anchor == "start" else anchor,
        class_=kind or None,
    )


def segment(start: Point, end: Point, kind: str) -> Element:
    """Return a straight line."""
    return element(
        "line",
        x1=number(start[0]),
        y1=number(start[1]),
        x2=number(end[0]),
        y2=number(end[1]),
        class_=kind,
    )


def bar(at: Point, size: tuple[float, float], kind: str) -> Element:
    """Return a bar with its upper left corner at a place."""
    return element(
        "rect",
        x=number(at[0]),
        y=number(at[1]),
        width=number(size[0]),
        height=number(size[1]),
        rx=2,
        class_=kind,
    )


def path(points: Sequence[Point | None], kind: str) -> Element | None:
    """Return a line through *points*, broken where there is None; None for none."""
    spelt, is_down = [], False
    for point in points:
        if point is None:
            is_down = False
            continue
        spelt.append(f"{'L' if is_down else 'M'}{number(point[0])} {number(point[1])}")
        is_down = True
    return element("path", d="".join(spelt), class_=kind) if spelt else None


def stairs(
    levels: Sequence[float | None], across: Callable[[float], float], up: Scale
) -> tuple[Point | None, ...]:
    """Return the points of a line that keeps each level until the next one."""
    points: list[Point | None] = []
    for at, level in enumerate(levels):
        if level is None:
            points.append(None)
            continue
        points.append((across(at), up(level)))
        if at + 1 < len(levels):
            points.append((across(at + 1), up(level)))
    return tuple(points)


def sign(at: Point, tone: str, size: float = 6.0) -> Element:
    """Return the sign that stands for a tone: a form as well as a colour."""
    x, y = at
    if tone == "poor":
        corners = [
            (x, y - size),
            (x + size, y + size * 0.8),
            (x - size, y + size * 0.8),
        ]
    elif tone == "grave":
        corners = [(x, y - size * 1.2), (x + size * 1.2, y), (x, y + size * 1.2)]
        corners.append((x - size * 1.2, y))
    else:
        kind = f"sign-of {tone}{'' if tone == 'good' else ' hollow'}"
        return element(
            "circle", cx=number(x), cy=number(y), r=number(size * 0.9), class_=kind
        )
    spelt = "M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "Z"
    return element("path", d=spelt, class_=f"sign-of {tone}")
