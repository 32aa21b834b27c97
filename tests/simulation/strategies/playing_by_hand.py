"""Strategies played out by the reference interpreter, and live, by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from scenario_engine.program import Interpreter
from scenario_engine.simulation import replay
from scenario_engine.simulation.blocks import blocks

if TYPE_CHECKING:
    from scenario_engine.program import Program
    from scenario_engine.session import Session
    from scenario_engine.simulation.playing import Playing

Chosen = Mapping[str, float]
"""The chance of each id."""

Choose = Callable[[Any, tuple[str, ...], Any, int], Chosen]
"""From memory, what is offered, the state by name, and turns left."""

Update = Callable[[Any, str], Any]
"""From memory and the choice."""


def worth(
    program: Program, choose: Choose, memory: Any = None, update: Update | None = None
) -> float:
    """Return the chance of the goal, by going through all that can happen."""
    interpreter = Interpreter(program)
    known: dict[Any, float] = {}

    def after(state: Any, memory: Any, left: int) -> float:
        ending = interpreter.ending(state) or (None if left else program.timeout)
        if ending:
            return float(ending.kind == "goal")
        key = state, memory, left
        if key not in known:
            offered = tuple(action.id for action in interpreter.choices(state))
            chances = choose(memory, offered, interpreter.valuation(state), left)
            known[key] = sum(
                chance * turn(state, memory, choice, left)
                for choice, chance in chances.items()
                if chance
            )
        return known[key]

    def turn(state: Any, memory: Any, choice: str, left: int) -> float:
        action = next(a for a in program.actions if a.id == choice)
        then = update(memory, choice) if update else memory
        total = 0.0
        for reply in interpreter.response(state, action):
            if reply.ending is not None:
                total += float(reply.chance) * after(reply.state, then, left - 1)
                continue
            for world in interpreter.world(reply.state):
                chance = float(reply.chance * world.chance)
                total += chance * after(world.state, then, left - 1)
        return total

    return sum(
        float(branch.chance) * after(branch.state, memory, program.horizon)
        for branch in interpreter.starts()
    )


def replayed(playing: Playing, episode: int, seed: int = 5) -> Session:
    """Return an episode of a batch as a live session, at its end; compare the two."""
    session = replay(playing.tables, playing.weights, seed=seed, episode=episode)
    (block,) = blocks(playing.tables, playing.way, seed, episode, 1)
    program = session.program
    ending = (*program.endings, program.timeout)[block.ending[0]]
    assert session.ending is not None
    assert (ending.id, block.turns[0]) == (session.ending.id, session.turn)
    space = playing.tables.space
    state = space.state(int(playing.tables.state[block.place[0]]))
    assert tuple(session.state.values()) == state
    return session
