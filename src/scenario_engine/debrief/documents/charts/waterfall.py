"""A waterfall: how a number at the start and what was added make the one at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.documents.charts.drawing import (
    Scale,
    bar,
    drawing,
    segment,
    text,
)
from scenario_engine.debrief.documents.markup import Element, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@attrs.frozen
class Fall:
    """
    One bar of a waterfall.

    Attributes:
        name: What it is.
        start, end: Where it begins and ends, in 0..1.
        told: Its figure, as it is told.
        tone: ``value`` for a number that stands, else as that of a mark.
    """

    name: str
    start: float
    end: float
    told: str
    tone: str


_ROW, _BAR, _LEAST = 44.0, 20.0, 2.0


def waterfall(
    falls: Sequence[Fall], name: str, title: str, *, is_narrow: bool = False
) -> Element:
    """
    Return the chart: one row a bar, each beginning where the one above it ended.

    Args:
        falls: Its bars.
        name: An id, the only one of its page.
        title: What it shows.
        is_narrow: Whether it is for a phone.
    """
    width, left, right = (358, 4, 300) if is_narrow else (760, 170, 690)
    row = _ROW + 18 if is_narrow else _ROW
    ends = [0.0, 1.0, *(f.start for f in falls), *(f.end for f in falls)]
    across = Scale(min(ends), max(ends), left, right)
    parts = [element("g", *_bars(falls, across, row, is_narrow=is_narrow))]
    told = "; ".join(f"{fall.name}: {fall.told}" for fall in falls)
    size = (width, row * len(falls) + 8)
    return drawing(
        name, size, title, f"{told}.", element("g", *parts, aria_hidden="true")
    )


def _bars(
    falls: Sequence[Fall], across: Scale, row: float, *, is_narrow: bool
) -> Iterator[Element]:
    base = across(0)
    yield segment((base, 0), (base, row * len(falls)), "axis")
    for at, fall in enumerate(falls):
        top = row * at + (row - _BAR) - (4 if is_narrow else (_ROW - _BAR) / 2)
        start, end = sorted((across(fall.start), across(fall.end)))
        wide = max(end - start, _LEAST)
        hollow = " hatched" if fall.tone in {"fair", "plain"} else ""
        yield bar((start, top), (wide, _BAR), f"bar {fall.tone}{hollow}")
        if is_narrow:
            yield text((across.start, top - 8), fall.name)
        else:
            yield text((0, top + _BAR - 5), fall.name)
        yield text((start + wide + 8, top + _BAR - 5), fall.told, kind="figure")
        if at + 1 < len(falls):
            x = across(fall.end)
            yield segment((x, top + _BAR), (x, top + row), "grid")
