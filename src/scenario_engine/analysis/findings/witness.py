"""Plays in which only some choices are made, turn by turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.plays import FAR, Play, Turn
from scenario_engine.program import Interpreter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scenario_engine.analysis.findings.study import Mask
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import State
    from scenario_engine.program.ir import Action


def fewest(
    space: StateSpace, permitted: Callable[[int], Mask], targets: Mask
) -> Play | None:
    """
    Return a play of the fewest turns from a start to one of *targets*.

    Args:
        space: The state space.
        permitted: For the turns left, the choices that may be made: bool, ``(k,)``.
        targets: bool, shape ``(n,)``.

    Returns:
        The play, its most likely turns first; None if there is none in time.
    """
    far = _layers(space, permitted, targets)
    starts = space.start[0][space.start[1] > 0]
    at = int(starts[np.argmin(far[-1][starts])])
    left, turns, beginning = len(far) - 1, [], at
    if far[left][at] == FAR:
        return None
    interpreter = Interpreter(space.program, space.trainee)
    while far[left][at] > 0:
        mask = permitted(left)[space.pointer[at] : space.pointer[at + 1]]
        allowed = set(space.action[space.pointer[at] : space.pointer[at + 1]][mask])
        goal = far[left][at] - 1
        turn = max(
            (
                (chance, -number, turn)
                for number, (chance, turn) in enumerate(
                    _turns(interpreter, space.state(at), allowed)
                )
                if far[left - 1][space.index(turn.after)] == goal
            ),
            key=lambda found: found[:2],
        )[2]
        turns.append(turn)
        at, left = space.index(turn.after), left - 1
    return Play(space.state(beginning), tuple(turns))


def _layers(
    space: StateSpace, permitted: Callable[[int], Mask], targets: Mask
) -> list[Index]:
    """For each number of turns left, how far each state is from *targets*."""
    ongoing = space.ongoing
    firsts = space.pointer[ongoing]
    layers = [np.where(targets, 0, FAR)]
    for left in range(1, space.program.horizon + 1):
        through = space.response.least(space.world.least(layers[-1]))
        through = np.where(permitted(left), through, FAR)
        step = np.minimum.reduceat(through, firsts)
        layer = np.where(targets, 0, FAR)
        nearer = (step != FAR) & ~targets[ongoing]
        layer[ongoing[nearer]] = step[nearer] + 1
        layers.append(layer)
    return layers


def _turns(
    interpreter: Interpreter, state: State, allowed: set[int]
) -> Iterator[tuple[float, Turn]]:
    """Yield every way in which a turn with an *allowed* action can go."""
    for number, action in enumerate(interpreter.program.actions):
        if number in allowed:
            yield from _outcomes(interpreter, state, action)


def _outcomes(
    interpreter: Interpreter, state: State, action: Action
) -> Iterator[tuple[float, Turn]]:
    for response in interpreter.response(state, action):
        if response.ending is not None:
            turn = Turn(state, action.id, response, None)
            yield float(response.chance), turn
            continue
        for world in interpreter.world(response.state):
            turn = Turn(state, action.id, response, world)
            yield float(response.chance * world.chance), turn


def then(space: StateSpace, play: Play, action: int, after: Floats) -> Play:
    """
    Return *play* with one turn more, the one that shows a mistake best.

    Args:
        space: The state space.
        play: A play that has not ended.
        action: The number of the action that is chosen now.
        after: float64, shape ``(n,)``: the turn leads to a state in which this is
            largest; of those, the likeliest.
    """
    state = play.turns[-1].after if play.turns else play.start
    interpreter = Interpreter(space.program, space.trainee)
    found = list(_turns(interpreter, state, {action}))
    _, turn = max(found, key=lambda each: (after[space.index(each[1].after)], each[0]))
    return Play(play.start, (*play.turns, turn))
