"""What was plain to the trainee, moment by moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis.packing import Columns
from scenario_engine.expressions import Truth
from scenario_engine.expressions.arrays import evaluate_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.beliefs import Belief
    from scenario_engine.debrief.course import Course
    from scenario_engine.expressions import Expression


def is_certain(belief: Belief, guards: Sequence[Expression]) -> bool:
    """Tell whether every guard holds in every state that *belief* thinks possible."""
    space = belief.observed.space
    columns = Columns(space.packing, space.codes[belief.states])
    return all(
        guard.value
        if isinstance(guard, Truth)
        else bool(evaluate_array(guard, columns, len(belief.states)).all())
        for guard in guards
    )


def plain_since(
    course: Course, moment: int, guards: Sequence[Expression]
) -> int | None:
    """
    Return the first moment from which on it was plain that *guards* hold.

    Args:
        course: The episode.
        moment: The moment at which it is asked.
        guards: Conditions over variables that bear on play.

    Returns:
        The moment; None where it was not plain at *moment*, or cannot be told.
    """
    if course.advised is None:
        return None
    since = None
    for at in range(moment, -1, -1):
        if not is_certain(course.advised[at].belief, guards):
            break
        since = at
    return since
