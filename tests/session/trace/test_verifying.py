"""A trace is one of a program, or is refused: nothing that was changed passes."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.errors import SavedError
from scenario_engine.program import Program, Trainee
from scenario_engine.session import Session
from scenario_engine.session.trace import (
    Moment,
    Offer,
    Trace,
    of_session,
    read,
    verify,
    write,
)
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


def played(made: Program, seed: int, data: st.DataObject) -> Session:
    """Play *made* to its end, in some way."""
    session = Session.begin(made, seed=seed, trainee=Trainee(otherwise=0.6))
    while session.ending is None:
        session = session.step(data.draw(st.sampled_from(session.choices)).id)
    return session


def listened() -> Trace:
    """Return the trace of an episode that was played to its end."""
    session = Session.begin(program(), seed=7)
    while session.ending is None:
        session = session.step("listen")
    return of_session(session, player="P 1")


def changed(**changes: Any) -> Trace:
    """Return it with some fields changed."""
    return attrs.evolve(listened(), **changes)


def seen(number: int, **changes: Any) -> Trace:
    """Return it with what was seen in one moment changed."""
    moments = list(listened().moments)
    before = moments[number].observation
    after = attrs.evolve(before, **changes)
    moments[number] = attrs.evolve(moments[number], observation=after)
    return changed(moments=tuple(moments))


@at_most(60)
@given(programs(), st.integers(0, 2**64 - 1), st.data())
def test_what_was_played_is_accepted(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """At every moment of it, with its dice and without, through JSON."""
    for session in played(made, seed, data).history():
        trace = read(json.loads(json.dumps(write(of_session(session)))))
        assert trace == of_session(session)
        verify(trace, made)
        verify(attrs.evolve(trace, dice=None), made)


@at_most(60)
@given(programs(), st.integers(0, 2**64 - 1), st.data())
def test_a_moment_that_is_missing_is_found(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """Whichever it is, the end of the file included."""
    trace = of_session(played(made, seed, data))
    which = data.draw(st.integers(1, trace.turns))
    left = (*trace.moments[:which], *trace.moments[which + 1 :])
    again = attrs.evolve(trace, moments=left)
    if again != trace and not _is_another_play(again, made):
        with pytest.raises(SavedError):
            verify(again, made)


def _is_another_play(trace: Trace, made: Program) -> bool:
    """Tell whether these dice give exactly what *trace* tells."""
    assert trace.dice is not None
    session = Session.begin(
        made, seed=trace.dice.seed, episode=trace.dice.episode, trainee=trace.trainee
    )
    for choice in trace.choices:
        offered = {each.id for each in session.choices}
        if choice not in offered:
            return False
        session = session.step(choice)
    return of_session(session) == trace


@pytest.mark.parametrize("keeps_dice", [True, False])
def test_what_was_changed_by_hand_is_found(keeps_dice: bool) -> None:
    """A cue, a value, an offer, a state, a delivery, the end: each by itself."""
    last = listened().turns
    state = dict(listened().moments[1].state or {})
    lied = attrs.evolve(listened().moments[1], state={**state, "heard": 0})
    edited = [
        seen(1, cues=("Something else.",)),
        seen(1, choices=()),
        seen(2, visible={**listened().moments[2].observation.visible, "composure": 0}),
        seen(last, ending="And they lived happily."),
        changed(moments=(listened().moments[0], lied, *listened().moments[2:])),
        changed(ending="no-such-ending"),
        changed(ending=""),
        changed(moments=listened().moments[:-1]),
        changed(moments=listened().moments[:1] + listened().moments[2:]),
    ]
    for trace in edited:
        with pytest.raises(SavedError):
            verify(trace if keeps_dice else attrs.evolve(trace, dice=None), program())


def test_the_moment_is_named() -> None:
    """Whoever looks for the mistake knows where to look."""
    with pytest.raises(SavedError) as refused:
        verify(seen(1, cues=("Something else.",)), program())

    assert str(refused.value) == (
        "moment 1: what was seen is not what these dice give. The file was changed, or "
        "written by a program that does something else."
    )


def test_a_choice_that_was_not_offered_is_named() -> None:
    """In the words of the session."""
    moments = list(listened().moments)
    moments[1] = attrs.evolve(moments[1], choice="whistle")
    with pytest.raises(SavedError, match="moment 1: 'whistle' is no intervention"):
        verify(changed(moments=tuple(moments)), program())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scenario": "elsewhere"}, "was played in scenario 'elsewhere', not in"),
        ({"digest": "0" * 64}, "has changed since the session was played"),
    ],
)
def test_another_scenario_and_another_version_are_refused(
    changes: dict[str, str], said: str
) -> None:
    """It would be gone through with the wrong figures."""
    with pytest.raises(SavedError, match=said):
        verify(changed(**changes), program())


def test_variables_that_there_are_not_are_named() -> None:
    """And those that are missing."""
    with pytest.raises(SavedError) as refused:
        verify(seen(0, visible={"mood": 3}), program())

    assert "moment 0: visible has not the variables of" in str(refused.value)
    assert "mood" in str(refused.value)


def test_states_need_not_be_recorded() -> None:
    """Another program may know only what was seen."""
    blind = tuple(attrs.evolve(each, state=None) for each in listened().moments)
    verify(changed(moments=blind, dice=None), program())
    verify(changed(moments=blind), program())


def test_an_episode_that_was_stopped_has_no_ending() -> None:
    """It is accepted as far as it goes."""
    session = Session.begin(program(), seed=7).step("listen")

    trace = of_session(session)
    verify(trace, program())
    assert ("", 1, ("listen",)) == (trace.ending, trace.turns, trace.choices)


def test_nobody_plays_longer_than_the_turn_limit() -> None:
    """Not even a program that does not know it."""
    first = listened().moments[0]
    again = Moment("listen", first.observation, None)
    long = (first, *[again] * (program().horizon + 1))
    with pytest.raises(SavedError, match="ends after"):
        verify(changed(moments=long, dice=None, ending=""), program())


@pytest.mark.parametrize("value", [-1, 4, 10**30])
@pytest.mark.parametrize("is_seen", [True, False])
def test_values_outside_their_range_are_refused(value: int, is_seen: bool) -> None:
    """Also in a state that nothing before it vouches for."""
    first, second, *rest = listened().moments
    first = attrs.evolve(first, state=None)
    if is_seen:
        visible = {**second.observation.visible, "visitor.escalation": value}
        looks = attrs.evolve(second.observation, visible=visible)
        second = attrs.evolve(second, observation=looks)
    else:
        state = {**(second.state or {}), "visitor.escalation": value}
        second = attrs.evolve(second, state=state)
    trace = changed(moments=(first, second, *rest), dice=None)
    words = f"has visitor.escalation = {value}, outside 0..3"

    with pytest.raises(SavedError, match=words):
        verify(trace, program())


def test_a_choice_that_was_not_offered_is_refused() -> None:
    """Whether or not states were recorded."""
    first, second, *rest = listened().moments
    moments = (first, attrs.evolve(second, choice="limit"), *rest)
    bare = tuple(attrs.evolve(moment, state=None) for moment in moments)

    with pytest.raises(SavedError, match="'limit' was chosen, which the moment before"):
        verify(changed(moments=bare, dice=None), program())


def test_an_offer_that_the_program_has_not_is_refused() -> None:
    """Whether or not states were recorded."""
    moments = list(seen(0, choices=(Offer("fly"),)).moments)
    moments[1] = attrs.evolve(moments[1], choice="fly")
    bare = tuple(attrs.evolve(moment, state=None) for moment in moments)

    with pytest.raises(SavedError, match="'fly' is no intervention of 'a-visit'"):
        verify(changed(moments=bare, dice=None), program())
