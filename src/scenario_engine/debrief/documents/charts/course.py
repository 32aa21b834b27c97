"""The course of an episode: what it was worth, how upset people were, own calm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.documents.charts.drawing import (
    Scale,
    bar,
    drawing,
    path,
    segment,
    sign,
    stairs,
    text,
)
from scenario_engine.debrief.documents.markup import Element, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@attrs.frozen
class Turn:
    """
    A turn on the chart.

    Attributes:
        value: What the choice was worth, in 0..1; None where that is not known.
        tone: Of its verdict; empty where it made no difference what was chosen.
        told: The turn in one line.
        address: Where there is more on it: ``#turn-3``.
    """

    value: float | None
    tone: str
    told: str
    address: str


@attrs.frozen
class Track:
    """
    Something that stands at a whole number in every moment.

    Attributes:
        name: What it is.
        kind: ``escalation`` or ``composure``.
        levels: Where it stood, moment by moment; None where that could not be seen.
        ticks: A word for each number, from *low* up; may be empty.
        low, high: Its range.
    """

    name: str
    kind: str
    levels: tuple[int | None, ...]
    ticks: tuple[str, ...]
    low: int
    high: int


@attrs.frozen
class Course:
    """
    What the chart shows.

    Attributes:
        values: What the episode was worth, moment by moment; one more than turns.
        turns: Its turns.
        tracks: What is drawn below the values.
    """

    values: tuple[float | None, ...]
    turns: tuple[Turn, ...]
    tracks: tuple[Track, ...]


@attrs.frozen
class _Frame:
    """Where things are: *left* and *right* are the ends of the plot."""

    width: float
    left: float
    right: float
    turns: int
    is_narrow: bool

    def across(self, moment: float) -> float:
        """Return the place of a moment, or of one between two."""
        return Scale(0, max(self.turns, 1), self.left, self.right)(moment)


_TOP, _HEIGHT, _STEP, _GAP = 32.0, 190.0, 21.0, 52.0


def course_chart(shown: Course, name: str, *, is_narrow: bool = False) -> Element:
    """
    Return the chart.

    A solid line is the value; where a choice gave some of it away, a dotted line
    drops to a sign. Below it stand the tracks, turn by turn.

    Args:
        shown: What it shows.
        name: An id, the only one of its page.
        is_narrow: Whether it is for a phone.
    """
    frame = (
        _Frame(358, 42, 350, len(shown.turns), is_narrow)
        if is_narrow
        else _Frame(760, 148, 748, len(shown.turns), is_narrow)
    )
    parts = [*_values(shown, frame)]
    bottom = _TOP + _HEIGHT
    for track in shown.tracks:
        top = bottom + _GAP
        bottom = top + _STEP * max(track.high - track.low, 1)
        parts += _track(track, frame, top, bottom)
    parts += _numbers(frame, bottom)
    return drawing(
        name,
        (frame.width, bottom + 44),
        "The course of the episode",
        _told(shown),
        element("g", *parts, aria_hidden="true"),
        element("g", *_touches(shown, frame)),
    )


def _values(shown: Course, frame: _Frame) -> Iterator[Element]:
    """Draw the chance of the goal, and what choices gave away of it."""
    up = Scale(0.0, 1.0, _TOP + _HEIGHT, _TOP)
    yield text((0, 13), "Chance of the goal", kind="name")
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        kind = "grid" if tick else "axis"
        yield segment((frame.left, up(tick)), (frame.right, up(tick)), kind)
        label = f"{tick:.0%}" if not frame.is_narrow or tick in (0.0, 0.5, 1.0) else ""
        if label:
            yield text((frame.left - 10, up(tick) + 4.5), label, "end")
    yield from _ups(frame, _TOP, _TOP + _HEIGHT)
    line = path(_points(shown, frame, up), "course value")
    if line is not None:
        yield line
    for at, turn in enumerate(shown.turns):
        before, value = shown.values[at], turn.value
        if before is None or value is None or not turn.tone:
            continue
        x = frame.across(at)
        if abs(up(before) - up(value)) > 1:
            kind = f"given-away {turn.tone}"
            yield segment((x, up(before)), (x, up(value)), kind)
        yield sign((x, up(value)), turn.tone)


def _points(
    shown: Course, frame: _Frame, up: Scale
) -> Sequence[tuple[float, float] | None]:
    """Return the line of values: from what a choice was worth to what came of it."""
    points: list[tuple[float, float] | None] = []
    for at, turn in enumerate(shown.turns):
        after = shown.values[at + 1]
        if turn.value is None or after is None:
            points.append(None)
            continue
        points += [
            (frame.across(at), up(turn.value)),
            (frame.across(at + 1), up(after)),
        ]
        following = shown.turns[at + 1].value if at + 1 < len(shown.turns) else None
        if following is not None and abs(up(following) - up(after)) > 1:
            points.append(None)
    return points


def _track(track: Track, frame: _Frame, top: float, bottom: float) -> Iterator[Element]:
    """Draw one track as stairs."""
    up = Scale(track.low, max(track.high, track.low + 1), bottom, top)
    yield text((0, top - 16), track.name, kind="name")
    for place, level in enumerate(range(track.low, track.high + 1)):
        kind = "axis" if level == track.low else "grid"
        yield segment((frame.left, up(level)), (frame.right, up(level)), kind)
        word = track.ticks[place] if place < len(track.ticks) else ""
        label = str(level) if frame.is_narrow or not word else f"{_cut(word)} {level}"
        yield text((frame.left - 10, up(level) + 4.5), label, "end")
    yield from _ups(frame, top, bottom)
    line = path(stairs(track.levels, frame.across, up), f"course {track.kind}")
    if line is not None:
        yield line
    seen = [(at, each) for at, each in enumerate(track.levels) if each is not None]
    if seen and seen[-1][0] == frame.turns:
        yield sign((frame.right, up(seen[-1][1])), "plain", 4)


def _ups(frame: _Frame, top: float, bottom: float) -> Iterator[Element]:
    """Draw a thin line at every moment."""
    for moment in range(frame.turns + 1):
        x = frame.across(moment)
        yield segment((x, top), (x, bottom), "grid")


def _numbers(frame: _Frame, bottom: float) -> Iterator[Element]:
    """Number the turns, as many of them as there is room for."""
    room = 22 if frame.is_narrow else 26
    apart = (frame.right - frame.left) / max(frame.turns, 1)
    each = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200) if n * apart >= room)
    for turn in range(1, frame.turns + 1):
        if turn == 1 or (turn % each == 0 and (turn - 1) * apart >= room):
            yield text((frame.across(turn - 0.5), bottom + 20), str(turn), "middle")
    yield text((frame.left - 10, bottom + 20), "turn", "end")


def _touches(shown: Course, frame: _Frame) -> Iterator[Element]:
    """Make every turn say itself, and those that mattered a link to more on them."""
    for at, turn in enumerate(shown.turns):
        x = frame.across(at)
        wide = frame.across(at + 1) - x
        touch = bar((x, _TOP), (wide, _HEIGHT), "touch")
        told = element("title", turn.told)
        if turn.tone:
            yield element("a", told, touch, href=turn.address, aria_label=turn.told)
        else:
            yield element("g", told, touch, aria_hidden="true")


def _told(shown: Course) -> str:
    """Say what there is to see."""
    known = [value for value in shown.values if value is not None]
    marked = sum(1 for turn in shown.turns if turn.tone)
    said = (
        f"The chance of the goal goes from {known[0]:.0%} to {known[-1]:.0%}, "
        f"between {min(known):.0%} and {max(known):.0%}. "
        if known
        else "The chance of the goal cannot be told. "
    )
    return (
        f"{said}{marked} of {len(shown.turns)} choices are marked. The table below "
        "has the same in numbers."
    )


def _cut(word: str) -> str:
    """Cut a word to what fits beside the plot."""
    return word if len(word) <= 18 else word[:17].rstrip() + "…"
