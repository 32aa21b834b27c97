"""Plays that show something: from one state to a set of states, in fewest turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.program.interpreter import Branch, Interpreter, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from scenario_engine.analysis.rows import Index
    from scenario_engine.analysis.states import StateSpace

FAR = np.iinfo(np.int64).max
"""The distance of what cannot be reached."""


@attrs.frozen
class Turn:
    """
    One turn of a play.

    Attributes:
        before: The state in which the choice was made.
        choice: The id of the action.
        response: What followed it.
        world: What happened by itself; None once the response ended the play.
    """

    before: State
    choice: str
    response: Branch
    world: Branch | None

    @property
    def after(self) -> State:
        """The state in which the turn ends."""
        return self.response.state if self.world is None else self.world.state


@attrs.frozen
class Play:
    """
    A way to play, with what happened in it.

    Attributes:
        start: The state it begins in.
        turns: Its turns.
    """

    start: State
    turns: tuple[Turn, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """The ids of the actions, in order."""
        return tuple(turn.choice for turn in self.turns)


def distances(space: StateSpace, targets: NDArray[np.bool_]) -> Index:
    """
    Return the fewest turns from each state to one of *targets*, luck permitting.

    Args:
        space: The state space.
        targets: bool, shape ``(n,)``.

    Returns:
        int64, shape ``(n,)``; `FAR` where no play leads there.
    """
    far = np.where(targets, 0, FAR)
    ongoing = space.ongoing
    firsts = space.pointer[ongoing]
    while True:
        through = space.response.least(space.world.least(far))
        step = np.minimum.reduceat(through, firsts)
        step = np.where(step == FAR, FAR, step + 1)
        nearer = step < far[ongoing]
        if not nearer.any():
            return far
        far[ongoing[nearer]] = step[nearer]


def shortest(space: StateSpace, start: int, far: Index) -> Play:
    """
    Return a play from the state *start* that takes the fewest turns.

    Args:
        space: The state space.
        start: Index of a state.
        far: What `distances` gave for the targets; not `FAR` at *start*.
    """
    interpreter = Interpreter(space.program, space.trainee)
    through = space.response.least(space.world.least(far))
    at, turns = start, []
    while far[at] > 0:
        turn = _nearer(space, interpreter, at, far, through)
        turns.append(turn)
        at = space.index(turn.after)
    return Play(space.state(start), tuple(turns))


def _nearer(
    space: StateSpace, interpreter: Interpreter, at: int, far: Index, through: Index
) -> Turn:
    """
    Return the most likely turn from *at* to a state one turn nearer.

    Args:
        space: The state space.
        interpreter: Reads its program.
        at: A state.
        far: How far each state is.
        through: How far each choice leaves one at best.
    """
    state, goal = space.state(at), far[at] - 1
    choices = slice(space.pointer[at], space.pointer[at + 1])
    nearer = set(space.action[choices][through[choices] == goal].tolist())
    responses = [
        (action.id, response)
        for number, action in enumerate(space.program.actions)
        if number in nearer
        for response in interpreter.response(state, action)
    ]
    most, first, best = 0.0, len(responses), None
    for order in sorted(range(len(responses)), key=lambda i: -responses[i][1].chance):
        choice, response = responses[order]
        if float(response.chance) < most:
            break  # Nothing that follows it, or those after it, can be more likely.
        for chance, world in _after(interpreter, response):
            turn = Turn(state, choice, response, world)
            if (chance, first) > (most, order) and far[space.index(turn.after)] == goal:
                most, first, best = chance, order, turn
    assert best is not None
    return best


def _after(
    interpreter: Interpreter, response: Branch
) -> Iterator[tuple[float, Branch | None]]:
    """Yield what can happen by itself after *response*, and how likely both are."""
    if response.ending is not None:
        yield float(response.chance), None
        return
    for world in interpreter.world(response.state):
        yield float(response.chance * world.chance), world
