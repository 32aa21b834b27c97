"""Accounts of an episode, fair and with everything known: luck apart from skill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.values import TIE, Status
from scenario_engine.debrief.account import Account, Booked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.debrief.course import Course
    from scenario_engine.debrief.knowing import Worth

KNOWING_ALL = "every state that play can reach, by backward induction"


@attrs.frozen
class _Worths:
    """
    What a moment is worth, and each choice in it.

    Attributes:
        value: What the best choice is worth; at the end, what was reached.
        choices: What each choice is worth.
        held: What was promised of this moment before it came.
        best: The ids of the best choices.
    """

    value: float
    choices: Mapping[str, float]
    held: float
    best: tuple[str, ...]


def fair_account(course: Course) -> Account | None:
    """
    Return the account by what could be known; None where it cannot be given.

    Where values are bounded, they are lower ones: regret is against the choice that is
    advised, and what looking ahead finds anew is booked apart from luck.
    """
    if course.advised is None or course.worth is None or course.worth.adviser is None:
        return None
    moments = [
        _Worths(
            advised.advice.value.lower,
            {each.id: each.value.lower for each in advised.advice.choices},
            advised.advice.held,
            advised.advice.best,
        )
        for advised in course.advised
    ]
    adviser = course.worth.adviser
    return _account(course, moments, adviser.status, adviser.method)


def full_account(course: Course) -> Account | None:
    """Return the account with everything known; None where states are not known."""
    if course.states is None or course.worth is None:
        return None
    worth = course.worth
    moments = [
        _full(worth, number, course.left(moment))
        for moment, number in enumerate(numbers(course, worth.space))
    ]
    return _account(course, moments, worth.values.status, KNOWING_ALL)


def numbers(course: Course, space: StateSpace) -> list[int]:
    """Return the number in *space* of each state of *course*; all must be known."""
    states = course.states or ()
    names = [variable.name for variable in course.program.variables]
    kept = [names.index(variable.name) for variable in space.program.variables]
    return [space.index(tuple(state[at] for at in kept)) for state in states]


def choice_worths(space: StateSpace, later: Floats, state: int) -> Floats:
    """
    Return what each choice of one state is worth.

    Args:
        space: The state space.
        later: float64, shape ``(n,)``: what each state is worth after the turn.
        state: The number of a state in which the episode goes on.

    Returns:
        float64: an entry for each choice, in the program's order.
    """
    rows = space.response.pointer[space.pointer[state] : space.pointer[state + 1] + 1]
    at = slice(rows[0], rows[-1])
    situations, where = np.unique(space.response.target[at], return_inverse=True)
    means = world_worths(space, later, situations)
    weighed = space.response.chance[at] * means[where]
    worths: Floats = np.add.reduceat(weighed, rows[:-1] - rows[0])
    return worths


def world_worths(space: StateSpace, later: Floats, situations: Index) -> Floats:
    """
    Return what some situations are worth, before the world goes on.

    Args:
        space: The state space.
        later: float64, shape ``(n,)``: what each state is worth after the turn.
        situations: Rows of the world.
    """
    world = space.world
    return np.array(
        [
            world.chance[low:high] @ later[world.target[low:high]]
            for low, high in zip(
                world.pointer[situations], world.pointer[situations + 1], strict=True
            )
        ]
    )


def _full(worth: Worth, state: int, left: int) -> _Worths:
    space, table = worth.space, worth.values.table
    if not left or space.ending[state] >= 0:
        value = float(table[left, state])
        return _Worths(value, {}, value, ())
    worths = choice_worths(space, table[left - 1], state)
    actions = space.action[space.pointer[state] : space.pointer[state + 1]]
    choices = {
        space.program.actions[number].id: value
        for number, value in zip(actions.tolist(), worths.tolist(), strict=True)
    }
    value = max(choices.values())
    best = tuple(id_ for id_, each in choices.items() if each >= value - TIE)
    return _Worths(value, choices, value, best)


def _account(
    course: Course, moments: Sequence[_Worths], status: Status, method: str
) -> Account:
    result = moments[-1].value if course.result is None else course.result
    last = attrs.evolve(moments[-1], value=result, held=result)
    after = [*moments[1:-1], last] if len(moments) > 1 else []
    turns = tuple(
        _booked(choice, before, then, is_exact=status is not Status.BOUNDED)
        for choice, before, then in zip(
            course.trace.choices, moments, after, strict=False
        )
    )
    start = moments[0].value if len(moments) > 1 else result
    return Account(start, result, turns, status, method)


def _booked(choice: str, before: _Worths, after: _Worths, *, is_exact: bool) -> Booked:
    value = before.choices[choice]
    if value >= before.value - TIE:
        value = before.value  # What differs by no more is rounding, and no regret.
    unbooked = 0.0 if is_exact else max(0.0, after.value - after.held)
    return Booked(
        choice=choice,
        value=value,
        best=before.value,
        choices=before.best,
        regret=before.value - value,
        luck=after.value - value,
        unbooked=unbooked,
    )
