"""An episode as Python scoring rules are given it: what was seen, and no more."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.program import Program, dice
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session, played
from scenario_engine.testing import programs
from searching import at_most

seeds = st.integers(0, dice.LARGEST_SEED)


def whole(made: Program, seed: int, data: st.DataObject) -> Session:
    """Play an episode to its end, whatever is chosen."""
    session = Session.begin(made, seed=seed)
    while session.ending is None:
        session = session.step(data.draw(st.sampled_from(session.choices)).id)
    return session


@at_most(60)
@given(programs(), seeds, st.data())
def test_each_turn_is_told_with_its_action_and_what_could_be_seen(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """The choice in the look that it was made in, and the cues that came of it."""
    session = whole(made, seed, data)
    trace = of_session(session)
    found = played(made, trace)
    actions = {action.id: action for action in made.actions}
    seen = [moment.observation for moment in trace.moments]

    assert found.scenario == made.id
    assert found.choices == trace.choices
    assert found.minutes == sum(actions[id_].minutes for id_ in trace.choices)
    for turn, before, after in zip(found.turns, seen, seen[1:], strict=False):
        action = actions[turn.choice]
        assert turn.technique == action.technique
        assert turn.family == action.family
        assert turn.addressee == action.addressee
        assert turn.visible == before.visible
        assert turn.cues == after.cues
    assert found.visible == seen[-1].visible
    ends = {ending.id: ending.kind for ending in (*made.endings, made.timeout)}
    assert (found.ending, found.kind) == (trace.ending, ends[trace.ending])


@at_most(20)
@given(programs(), seeds, st.data())
def test_an_episode_that_was_stopped_has_no_ending(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """Neither an id nor a kind."""
    trace = of_session(whole(made, seed, data))
    stopped = attrs.evolve(trace, moments=trace.moments[:-1], ending="")
    found = played(made, stopped)

    assert (found.ending, found.kind) == ("", "")
    assert len(found.turns) == trace.turns - 1


@at_most(20)
@given(programs(), seeds, st.data())
def test_hidden_states_leave_no_trace(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """What was recorded of hidden variables and deliveries changes nothing."""
    trace = of_session(whole(made, seed, data))
    bare = tuple(attrs.evolve(m, state=None, good=None) for m in trace.moments)

    assert played(made, trace) == played(made, attrs.evolve(trace, moments=bare))
