"""What became of the policies: in each turn, and in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.review import Ruled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.debrief.course import Course
    from scenario_engine.program import State
    from scenario_engine.program.ir import Monitor, Program, Update

_NOTHING_DUE, _MET = 0, 1


def ruled(course: Course, turn: int) -> tuple[Ruled, ...]:
    """
    Return the policies that turn *turn* broke or kept, from 1; none if unknown.

    A policy is kept in the turn in which what it asks for is done: the event that has
    to happen by the end, the first of two that have an order, the answer that was due.
    """
    if course.states is None:
        return ()
    before, after = course.states[turn - 1], course.states[turn]
    is_last = turn == course.trace.turns and course.ending is not None
    return tuple(_of_turn(course, before, after, is_last=is_last))


def in_the_end(course: Course) -> tuple[Ruled, ...]:
    """Return what became of every policy so far; none if that is not known."""
    if course.states is None:
        return ()
    last, is_over = course.states[-1], course.ending is not None
    return tuple(
        Ruled(each.policy, each.text, _is_broken(course, each, last, is_over=is_over))
        for each in course.program.monitors
    )


def _of_turn(
    course: Course, before: State, after: State, *, is_last: bool
) -> Iterator[Ruled]:
    for monitor in course.program.monitors:
        was = _is_broken(course, monitor, before, is_over=False)
        now = _is_broken(course, monitor, after, is_over=is_last)
        if now and not was:
            yield Ruled(monitor.policy, monitor.text, is_broken=True)
        elif not now and _is_kept(course.program, monitor, before, after):
            yield Ruled(monitor.policy, monitor.text, is_broken=False)


def _is_broken(
    course: Course, monitor: Monitor, state: State, *, is_over: bool
) -> bool:
    guard = monitor.broken_at_end if is_over else monitor.broken
    return course.known.tables.interpreter.holds(guard, state)


def _is_kept(program: Program, monitor: Monitor, before: State, after: State) -> bool:
    """
    Tell whether the turn did what *monitor* asks for.

    A monitor that counts down to a deadline goes back to 0 when that is met. One
    without a deadline leaves 0 once, and is never looked at again.
    """
    updates = list(_updates(program, monitor))
    noted = {change.variable for update in updates for change in update.changes}
    has_deadline = any(
        change.kind == "set" and change.amount == _NOTHING_DUE
        for update in updates
        for change in update.changes
    )
    for name, old, new in zip(
        (variable.name for variable in program.variables), before, after, strict=True
    ):
        if name in noted and old != new:
            return new == (_NOTHING_DUE if has_deadline else _MET)
    return False


def _updates(program: Program, monitor: Monitor) -> Iterator[Update]:
    for action in program.actions:
        for watch in action.watches:
            if watch.policy == monitor.policy:
                yield from watch.updates
