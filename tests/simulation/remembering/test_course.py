"""The course of play with what is seen of it: branch by branch, as live play has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import riddles
from scenario_engine.analysis import explore
from scenario_engine.analysis.observations import Seen, observe
from scenario_engine.program import Interpreter
from scenario_engine.session import Session
from scenario_engine.simulation.remembering import Course
from scenario_engine.testing import programs
from searching import at_most


@at_most(12)
@given(st.one_of(riddles(), programs(largest_horizon=4)))
def test_branches_stand_in_the_programs_order(made):
    """With the interpreter's chances and states; heard or not, they are the same."""
    space = explore(made)
    interpreter = Interpreter(made)
    unseen, seen = Course.unseen(space), Course.seen(space, observe(space))
    for choice in range(min(len(space.action), 40)):
        owner = int(space.owner[choice])
        action = made.actions[space.action[choice]]
        replies = interpreter.response(space.state(owner), action)
        for course in (unseen, seen):
            steps = course.response
            here = slice(steps.pointer[choice], steps.pointer[choice + 1])
            assert [float(b.chance) for b in replies] == pytest.approx(
                steps.chance[here].tolist(), abs=1e-15
            )
            for branch, situation in zip(replies, steps.target[here], strict=True):
                worlds = (
                    (branch,)
                    if branch.ending is not None
                    else interpreter.world(branch.state)
                )
                then = slice(*course.world.pointer[situation : situation + 2])
                states = [space.state(int(i)) for i in course.world.target[then]]
                assert states == [each.state for each in worlds]


@at_most(12)
@given(st.one_of(riddles(), programs(largest_horizon=4)), st.integers(0, 1000))
def test_signals_are_what_a_session_shows(made, seed):
    """Turn by turn: some branch of the choice leads there, and is observed so."""
    space = explore(made)
    observed = observe(space)
    course = Course.seen(space, observed)
    session = Session.begin(made, seed=seed)
    while session.ending is None:
        before = space.index(tuple(session.state.values()))
        ids = [
            made.actions[a].id
            for a in space.action[slice(*space.pointer[before : before + 2])]
        ]
        taken = ids[seed % len(ids)]
        choice = int(space.pointer[before]) + ids.index(taken)
        session = session.step(taken)
        after = space.index(tuple(session.state.values()))
        seen = Seen.of(session.observation)
        last = session.turn == made.horizon
        told = [
            observed.seen(int(heard), int(end), last=last)
            for situation, heard in rows(course.response, choice)
            for state, end in rows(course.world, situation)
            if state == after
        ]
        assert seen in told


def rows(steps, row: int) -> list[tuple[int, int]]:
    """Return where the branches of a row lead, and what is observed of them."""
    here = slice(steps.pointer[row], steps.pointer[row + 1])
    return list(zip(steps.target[here], steps.signal[here], strict=True))
