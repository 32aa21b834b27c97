"""How a moment looked: levels, words for them, composure, and what it was worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.review import Gauge

if TYPE_CHECKING:
    from scenario_engine.debrief.account import Account
    from scenario_engine.debrief.course import Course


def gauges(course: Course, fair: Account | None) -> tuple[Gauge, ...]:
    """Return how each moment looked: one more than there are turns."""
    return tuple(
        _gauge(course, moment, _worth(fair, moment))
        for moment in range(len(course.trace.moments))
    )


def _gauge(course: Course, moment: int, value: float | None) -> Gauge:
    visible = course.trace.moments[moment].observation.visible
    levels, labels, voice = {}, {}, {}
    for person in course.program.participants:
        level = visible.get(f"{person.id}.escalation")
        if level is None:
            continue
        levels[person.id] = level
        labels[person.id] = person.levels[level]
        lines = person.voice[level] if person.voice else ()
        if lines:
            voice[person.id] = lines[moment % len(lines)]
    return Gauge(levels, labels, _composure(course, moment), value, voice)


def _composure(course: Course, moment: int) -> tuple[int, int, int] | None:
    visible = course.trace.moments[moment].observation.visible
    for variable in course.program.variables:
        if variable.standard == "composure" and variable.name in visible:
            return visible[variable.name], variable.low, variable.high
    return None


def _worth(fair: Account | None, moment: int) -> float | None:
    """Return what a moment was worth: what it was before the choice, or the result."""
    if fair is None:
        return None
    if moment < len(fair.turns):
        return fair.turns[moment].best
    return fair.result
