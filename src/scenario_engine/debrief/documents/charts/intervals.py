"""Estimates with their intervals, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.documents.charts.drawing import (
    Scale,
    drawing,
    number,
    segment,
    text,
)
from scenario_engine.debrief.documents.markup import Element, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@attrs.frozen
class Estimate:
    """
    A number with its interval.

    Attributes:
        name: What it is of.
        value: The estimate; None where there is none.
        low, high: The ends of its interval.
        told: All of it, as it is told beside the interval.
    """

    name: str
    value: float | None
    low: float
    high: float
    told: str


_ROW = 30.0


def interval_chart(
    estimates: Sequence[Estimate],
    name: str,
    title: str,
    *,
    ends: tuple[float, float] = (0.0, 1.0),
    ticks: Sequence[tuple[float, str]] = ((0.0, "0%"), (0.5, "50%"), (1.0, "100%")),
    is_narrow: bool = False,
) -> Element:
    """
    Return the chart: a dot for each estimate, a line for its interval.

    Args:
        estimates: What it shows, from the top.
        name: An id, the only one of its page.
        title: What it shows, in a few words.
        ends: The numbers at both ends of the axis.
        ticks: Numbers of the axis, with what is written there.
        is_narrow: Whether it is for a phone.
    """
    width, left, right = (358, 8, 340) if is_narrow else (760, 240, 610)
    row = _ROW + 18 if is_narrow else _ROW
    across = Scale(*ends, left, right)
    bottom = 8 + row * len(estimates)
    parts: list[Element] = []
    for at, label in ticks:
        parts.append(segment((across(at), 0), (across(at), bottom), "grid"))
        parts.append(text((across(at), bottom + 20), label, "middle"))
    for place, each in enumerate(estimates):
        middle = 8 + row * (place + 1) - 14
        parts += _estimate(each, across, middle, is_narrow=is_narrow)
    told = "; ".join(f"{each.name}: {each.told}" for each in estimates)
    return drawing(
        name,
        (width, bottom + 32),
        title,
        f"{told}." if told else "Nothing to show.",
        element("g", *parts, aria_hidden="true"),
    )


def _estimate(
    each: Estimate, across: Scale, middle: float, *, is_narrow: bool
) -> Iterator[Element]:
    if is_narrow:
        yield text((across.start, middle - 14), f"{each.name}: {each.told}")
    else:
        yield text((across.start - 24, middle + 4.5), each.name, "end")
        yield text((across.end + 24, middle + 4.5), each.told, kind="figure")
    if each.value is None:
        return
    low, high = (min(max(e, across.low), across.high) for e in (each.low, each.high))
    yield segment((across(low), middle), (across(high), middle), "whisker")
    spot = min(max(each.value, across.low), across.high)
    yield element(
        "circle", cx=number(across(spot)), cy=number(middle), r=5.5, class_="dot"
    )
