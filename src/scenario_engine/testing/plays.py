"""Hypothesis strategies for play: any prefix of any episode."""

from __future__ import annotations

from hypothesis import strategies as st

from scenario_engine.program import Interpreter, Program, State

Path = tuple[State, ...]


def prefixes(program: Program, *, most: int = 30) -> st.SearchStrategy[Path]:
    """
    Strategy for the states of a play up to some turn, whatever is chosen or happens.

    It goes through every branch that has a chance at all, however small, and stops
    where an episode ends, or earlier. The turn limit does not count.

    Args:
        program: The program.
        most: Most turns.

    Returns:
        The states, from the start to where the play stands.
    """
    return _prefixes(Interpreter(program), most)


@st.composite
def _prefixes(
    draw: st.DrawFn, interpreter: Interpreter, most: int
) -> tuple[State, ...]:
    states = [draw(st.sampled_from(interpreter.starts())).state]
    for _ in range(draw(st.integers(0, most))):
        if interpreter.ending(states[-1]) is not None:
            break
        action = draw(st.sampled_from(interpreter.choices(states[-1])))
        response = draw(st.sampled_from(interpreter.response(states[-1], action)))
        if response.ending is None:
            response = draw(st.sampled_from(interpreter.world(response.state)))
        states.append(response.state)
    return tuple(states)
