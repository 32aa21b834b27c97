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
def test_every_scenario_says_what_debriefs_and_role_cards_need(id_: str) -> None:
    """Before, after, how to play it live, and why of everything that can be said."""
    registry = load_packs()
    scenario = registry.scenario(id_)
    led = scenario.facilitation

    assert all([scenario.content_note, scenario.prebrief, scenario.aftercare])
    assert led.timing
    assert len(led.debrief) >= 5
    for each in scenario.interventions:
        feedback = each.feedback
        assert all([feedback.why, feedback.led_to, feedback.reflect]), each.id
        assert len(each.lines) >= 2, each.id
    for person in scenario.participants:
        drawn = [person.persona] if person.persona else list(person.one_of)
        personas = [registry.library.personas[name] for name in drawn]
        assert person.opening
        assert any(persona.voice for persona in personas)
        for known in personas:
            assert all([known.situation, known.need, known.notes]), known.id
            assert all([known.calming, known.red_lines, known.accepts]), known.id


@pytest.mark.parametrize("id_", SCENARIOS)
def test_in_every_scenario_some_choices_are_marked_as_good_practice(id_: str) -> None:
    """Few, so that the mark says something."""
    actions = load_packs().program(id_).actions
    marked = [action for action in actions if action.good_practice is not None]

    assert 2 <= len(marked) <= 5


@pytest.mark.parametrize("id_", SCENARIOS)
def test_every_scenario_meets_the_targets(id_: str) -> None:
    """Best at least 0.75, random at most 0.25, any one repeated at most 0.30."""
    found = check(load_packs().program(id_))

    assert () == found.findings
    assert found.goal_always_reachable
    assert found.summary.best >= 0.75
    assert found.summary.random <= 0.25
    assert max(found.summary.repeats.values()) <= 0.30
