"""Plays that show something: from one state to a set of states, in fewest turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.program.interpreter import Branch, Interpreter, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis.rows import Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program.ir import Action

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
    at, turns = start, []
    while far[at] > 0:
        turn = _nearer(space, interpreter, at, far)
        turns.append(turn)
        at = space.index(turn.after)
    return Play(space.state(start), tuple(turns))


def _nearer(space: StateSpace, interpreter: Interpreter, at: int, far: Index) -> Turn:
    """Return the most likely turn from *at* to a state one turn nearer."""
    state, goal = space.state(at), far[at] - 1
    best: tuple[float, Turn] | None = None
    for action in interpreter.choices(state):
        for chance, turn in _turns(interpreter, state, action):
            if far[space.index(turn.after)] == goal and (
                best is None or chance > best[0]
            ):
                best = chance, turn
    assert best is not None
    return best[1]


def _turns(
    interpreter: Interpreter, state: State, action: Action
) -> list[tuple[float, Turn]]:
    """Return every way in which a turn can go, with its chance."""
    found = []
    for response in interpreter.response(state, action):
        if response.ending is not None:
            turn = Turn(state, action.id, response, None)
            found.append((float(response.chance), turn))
            continue
        for world in interpreter.world(response.state):
            turn = Turn(state, action.id, response, world)
            found.append((float(response.chance * world.chance), turn))
    return found
