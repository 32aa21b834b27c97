"""Every scenario of every installed pack can be de-escalated, wherever play stands."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import (
    FAR,
    StateSpace,
    check,
    distances,
    explore,
    shortest,
)
from scenario_engine.packs import load_packs
from scenario_engine.program import Interpreter, Program
from scenario_engine.program.ir import GOAL
from scenario_engine.testing import prefixes
from searching import at_most

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

pytestmark = [pytest.mark.packs, pytest.mark.long]

SCENARIOS = load_packs().scenarios


@cache
def proved(id_: str) -> tuple[Program, StateSpace, NDArray[np.int64]]:
    """Return a scenario's program, its states, and the fewest turns to the goal."""
    program = load_packs().program(id_)
    space = explore(program)
    return program, space, distances(space, space.ends(GOAL))


def test_there_are_scenarios() -> None:
    """One for each sector at least."""
    assert len(SCENARIOS) >= 3


@pytest.mark.parametrize("id_", SCENARIOS)
@at_most(60)
@given(data=st.data())
def test_every_prefix_of_play_can_be_continued_to_a_de_escalated_end(
    id_: str, data: st.DataObject
) -> None:
    """The continuation is played out, turn by turn, in the reference interpreter."""
    program, space, far = proved(id_)
    interpreter = Interpreter(program)
    state = data.draw(prefixes(program))[-1]
    if interpreter.ending(state) is not None:
        return
    assert far[space.index(state)] != FAR
    for turn in shortest(space, space.index(state), far).turns:
        action = next(a for a in interpreter.choices(state) if a.id == turn.choice)
        assert turn.response in interpreter.response(state, action)
        if turn.world is not None:
            assert turn.world in interpreter.world(turn.response.state)
        state = turn.after
    ending = interpreter.ending(state)
    assert ending is not None
    assert GOAL == ending.kind


@pytest.mark.parametrize("id_", SCENARIOS)
def test_every_scenario_meets_the_targets(id_: str) -> None:
    """Best at least 0.75, random at most 0.25, any one repeated at most 0.30."""
    found = check(load_packs().program(id_))

    assert () == found.findings
    assert found.goal_always_reachable
    assert found.summary.best >= 0.75
    assert found.summary.random <= 0.25
    assert max(found.summary.repeats.values()) <= 0.30
