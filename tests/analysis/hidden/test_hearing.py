"""What is seen or heard of a step, against the reference interpreter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import riddles
from scenario_engine.analysis import explore
from scenario_engine.analysis.hidden.hearing import Heard, Hearing, Lexicon
from scenario_engine.program import Interpreter
from scenario_engine.testing import programs
from searching import at_most

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import Program
    from scenario_engine.program.interpreter import Branch

Told = dict[tuple[int, tuple[str, ...]], float]


def expected(space: StateSpace, branches: Iterable[Branch]) -> Told:
    """Add up the branches of the interpreter that lead and look alike."""
    found: Told = defaultdict(float)
    for branch in branches:
        cues = tuple(outcome.cue for outcome in branch.outcomes if outcome.cue)
        found[space.packing.pack(branch.state), cues] += float(branch.chance)
    return found


def heard(found: Heard, row: int, lexicon: Lexicon) -> Told:
    """Return the branches of a row."""
    at = np.flatnonzero(found.row == row)
    told = {
        (int(found.code[i]), lexicon.cues[found.cues[i]]): float(found.chance[i])
        for i in at
    }
    assert len(told) == len(at)
    return told


@at_most(50)
@given(st.one_of(programs(), riddles()))
def test_responses_and_world_are_heard_as_they_are(made: Program) -> None:
    """Every branch that differs in state or cues, with its chance; none twice."""
    space, interpreter, lexicon = explore(made), Interpreter(made), Lexicon()
    hearing = Hearing(made, space.trainee, lexicon)
    codes = space.codes[space.ongoing]
    states = [space.state(int(index)) for index in space.ongoing]
    world = hearing.world(codes)
    for row, state in enumerate(states):
        assert heard(world, row, lexicon) == pytest.approx(
            expected(space, interpreter.world(state)), abs=1e-12
        )
    for number, action in enumerate(made.actions):
        response = hearing.response(codes, number)
        for row, state in enumerate(states):
            assert heard(response, row, lexicon) == pytest.approx(
                expected(space, interpreter.response(state, action)), abs=1e-12
            )


def test_a_lexicon_numbers_a_sequence_once() -> None:
    """Silence is 0; joining sequences numbers what it makes."""
    lexicon = Lexicon()
    sigh, look = lexicon.number(("A sigh.",)), lexicon.number(("A look.",))
    joined = lexicon.joined(np.array([sigh, 0, sigh]), np.array([look, look, 0]))

    assert 0 == lexicon.number(())
    assert sigh == lexicon.number(("A sigh.",))
    assert [("A sigh.", "A look."), ("A look.",), ("A sigh.",)] == [
        lexicon.cues[number] for number in joined
    ]
    assert [look, sigh] == joined[1:].tolist()
