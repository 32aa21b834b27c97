"""What sessions gave away, attempt by attempt, as a drawing."""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import TYPE_CHECKING

from scenario_engine.debrief.documents.charts.drawing import (
    Scale,
    drawing,
    number,
    path,
    segment,
    text,
)
from scenario_engine.debrief.documents.markup import Element, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scenario_engine.debrief.cohort.progress import Path

_TOP, _HEIGHT = 26.0, 190.0
_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
_TICKS = 5


def means(paths: Sequence[Path]) -> Mapping[int, tuple[float, int]]:
    """Return for each attempt what was given away on average, and by how many."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for each in paths:
        for point in each.points:
            if point.regret is not None:
                found[point.number].append(point.regret)
    return {
        at: (sum(all_) / len(all_), len(all_)) for at, all_ in sorted(found.items())
    }


def progress_chart(
    paths: Sequence[Path], name: str, *, is_narrow: bool = False
) -> Element:
    """
    Return the chart: a dot for each session, a line through the means of attempts.

    Args:
        paths: The attempts of each player.
        name: An id, the only one of its page.
        is_narrow: Whether it is for a phone.
    """
    width, left, right = (358, 42, 350) if is_narrow else (760, 60, 748)
    average = means(paths)
    last = max(average, default=1)
    highest = max(
        (p.regret for each in paths for p in each.points if p.regret is not None),
        default=0.0,
    )
    step = next((each for each in _STEPS if _TICKS * each >= highest), _STEPS[-1])
    top = step * max(1, ceil(highest / step))
    across = Scale(0.5, last + 0.5, left, right)
    up = Scale(0.0, top, _TOP + _HEIGHT, _TOP)
    line = path([(across(at), up(mean)) for at, (mean, _) in average.items()], _LINE)
    parts = [
        *_axes(across, up, step, last),
        *_dots(paths, across, up),
        *([line] if line is not None else []),
    ]
    told = "; ".join(
        f"attempt {at}: {100 * mean:.1f} on average over {count}"
        for at, (mean, count) in average.items()
    )
    return drawing(
        name,
        (width, _TOP + _HEIGHT + 44),
        "Percentage points given away in a session, by attempt",
        f"{told}." if told else "Nothing can be told.",
        element("g", *parts, aria_hidden="true"),
    )


_LINE = "course value"


def _axes(across: Scale, up: Scale, step: float, last: int) -> Iterator[Element]:
    yield text((0, 13), "Points given away in a session", kind="name")
    for tick in range(round(up.high / step) + 1):
        value = tick * step
        kind = "grid" if tick else "axis"
        yield segment((across.start, up(value)), (across.end, up(value)), kind)
        yield text((across.start - 10, up(value) + 4.5), f"{100 * value:.0f}", "end")
    apart = (across.end - across.start) / last
    each = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 10**6) if n * apart >= 22)
    for at in range(1, last + 1):
        if at == 1 or at % each == 0:
            yield text((across(at), up.start + 20), str(at), "middle")
    yield text((across.start - 10, up.start + 20), "nr", "end")


def _dots(paths: Sequence[Path], across: Scale, up: Scale) -> Iterator[Element]:
    for each in paths:
        for point in each.points:
            if point.regret is not None:
                yield element(
                    "circle",
                    element("title", f"{each.player}, attempt {point.number}"),
                    cx=number(across(point.number)),
                    cy=number(up(point.regret)),
                    r=4,
                    class_="sign-of plain hollow",
                )
