"""Live play follows the reference interpreter, and never changes what it returned."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.errors import ChoiceError, ProgramError
from scenario_engine.program import Interpreter, Program, Trainee, dice, pick
from scenario_engine.session import Session, Tables
from scenario_engine.testing import programs
from scenes import LISTEN, SCENARIO, effect, outcome, program
from searching import at_most

seeds = st.integers(0, dice.LARGEST_SEED)


def played(program: Program, *choices: str, seed: int = 7) -> Session:
    """Play *choices* and return the session."""
    session = Session.begin(program, seed=seed)
    for choice in choices:
        session = session.step(choice)
    return session


@at_most(80)
@given(programs(), seeds, st.integers(0, 1000), st.data())
def test_a_session_plays_what_the_interpreter_says(
    made: Program, seed: int, episode: int, data: st.DataObject
) -> None:
    """Turn by turn: same choices, same state, same outcomes, same ending."""
    interpreter = Interpreter(made)
    words = dice.words(seed, episode, made.horizon)
    session = Session.begin(made, seed=seed, episode=episode)
    state = pick(interpreter.starts(), dice.start_draw(words[0])).state
    for turn in range(1, made.horizon + 1):
        assert interpreter.valuation(state) == session.state
        assert [a.id for a in interpreter.choices(state)] == [
            c.id for c in session.choices
        ]
        action = data.draw(st.sampled_from(interpreter.choices(state)))
        session = session.step(action.id)
        response = pick(
            interpreter.response(state, action), dice.response_draw(words[turn])
        )
        outcomes, state, ending = response.outcomes, response.state, response.ending
        if ending is None:
            world = pick(interpreter.world(state), dice.world_draw(words[turn]))
            outcomes, state, ending = (
                outcomes + world.outcomes,
                world.state,
                world.ending,
            )
        assert [o.origin for o in outcomes] == [e.origin for e in session.events]
        if ending is not None:
            assert ending == session.ending
            break
    else:
        assert made.timeout == session.ending
    assert interpreter.valuation(state) == session.state
    assert () == session.choices


def test_a_step_leaves_the_session_as_it_was() -> None:
    """From one turn, two choices face the same dice."""
    before = played(program(), "listen")
    one, other = before.step("listen"), before.step("calm-down")

    assert (1, 2, 2) == (before.turn, one.turn, other.turn)
    assert ("listen",) == before.taken
    assert (("listen", "listen"), ("listen", "calm-down")) == (one.taken, other.taken)
    assert one.previous is before


@pytest.mark.parametrize("field", ["turn", "choice", "previous", "events", "seed"])
def test_a_session_cannot_be_changed(field: str) -> None:
    """Nothing of it can be assigned to."""
    with pytest.raises(AttributeError):
        setattr(Session.begin(program()), field, None)


def test_the_same_seed_and_episode_give_the_same_trace() -> None:
    """And another episode of the same seed gives other dice."""
    choices = ("listen", "calm-down", "listen")

    assert played(program(), *choices).state == played(program(), *choices).state
    starts = {
        tuple(Session.begin(program(), seed=7, episode=i).step("listen").state.values())
        for i in range(30)
    }
    assert len(starts) > 3


def test_the_turn_limit_ends_the_episode() -> None:
    """With the timeout of the scenario, which is never the goal."""
    session = Session.begin(program(triggers=(), world=()), seed=3, episode=11)
    while session.ending is None:
        session = session.step("listen")

    assert ("time-is-up", "neutral", 4) == (
        session.ending.id,
        session.ending.kind,
        session.turn,
    )
    assert () == session.observation.choices
    assert "Time is up." == session.observation.ending


def test_the_observation_shows_what_the_trainee_may_see_and_no_more() -> None:
    """Level, cues, voice and visible variables; no trust, no monitor, no origin."""
    session = played(program(), "listen")
    seen = session.observation

    assert {"visitor.escalation", "composure", "heard"} == set(seen.visible)
    assert {"visitor.trust", "policy.hear_first"} <= set(session.state)
    (visitor,) = seen.scene
    level = session.state["visitor.escalation"]
    assert ("calm", "restless", "loud", "crisis")[level] == visitor.level
    assert (1, 3) == (seen.turn, seen.turns_left)
    assert seen.cues == tuple(event.cue for event in session.events if event.cue)


@at_most(60)
@given(programs(), seeds, st.data())
def test_what_is_shown_is_a_function_of_what_can_be_seen(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """Values and levels shown are those of visible variables alone."""
    session = Session.begin(made, seed=seed)
    hidden = {v.name for v in made.variables if not v.visible}
    while session.ending is None:
        seen = session.observation
        assert not hidden & set(seen.visible)
        for person in seen.scene:
            if f"{person.participant}.escalation" in hidden:
                assert ("", (), ()) == (person.level, person.cues, person.voice)
        session = session.step(data.draw(st.sampled_from(session.choices)).id)


def test_points_are_counted_as_the_rules_say() -> None:
    """1.5 for listening to somebody unheard, 4 for the goal."""
    item = ("scale", "hears")
    listening = played(program(), "listen")

    assert {} == dict(Session.begin(program()).score)
    assert {item: 1.5} == dict(listening.score)
    settled = next(
        session
        for session in map(_listened_out, range(100))
        if session.ending is not None and session.ending.id == "settled"
    )
    times_unheard = sum(
        s.previous.state["heard"] == 0 for s in settled.history() if s.previous
    )
    assert {item: 1.5 * times_unheard + 4} == dict(settled.score)


def test_points_are_told_as_they_were_awarded() -> None:
    """Also those of which fewer are better, or neither."""
    rule = SCENARIO.scoring[0]
    for item in ("slips", "notes"):
        made = program(scoring=(attrs.evolve(rule, item=item),))

        assert {("scale", item): 1.5} == dict(played(made, "listen").score)


def _listened_out(episode: int) -> Session:
    session = Session.begin(program(), seed=1, episode=episode)
    while session.ending is None:
        session = session.step("listen")
    return session


def test_a_broken_policy_is_told() -> None:
    """Telling somebody to calm down before listening breaks the house rule."""
    assert () == played(program(), "listen", "calm-down").broken
    assert ("hear-first",) == played(program(), "calm-down").broken


def test_skill_decides_the_delivery() -> None:
    """A trainee without skill never delivers well."""
    session = Session.begin(program(), trainee=Trainee(otherwise=0))
    for _ in range(3):
        session = session.step("listen")
        assert all(
            event.good is False for event in session.events if event.kind == "response"
        )
        if session.ending:
            break


@pytest.mark.parametrize(
    ("choices", "choice", "message"),
    [
        ((), "lisen", "'lisen' is no intervention here. Did you mean 'listen'?"),
        (
            (),
            "limit",
            "'limit' cannot be chosen now. Choose one of listen, calm-down.",
        ),
        (
            (),
            "sing",
            "'sing' is no intervention here. Choose one of listen, calm-down.",
        ),
        ((), 3, "3 is no intervention here. Choose one of listen, calm-down."),
    ],
)
def test_what_is_not_offered_is_refused(
    choices: tuple[str, ...], choice: str, message: str
) -> None:
    """With what comes close, or what is offered."""
    session = played(program(), *choices)

    with pytest.raises(ChoiceError) as caught:
        session.step(choice)

    assert message == str(caught.value)


def test_an_ended_episode_takes_no_more_choices() -> None:
    """It says how it ended."""
    session = _listened_out(0)
    assert session.ending is not None

    with pytest.raises(ChoiceError) as caught:
        session.step("listen")

    assert (
        f"The episode has ended ({session.ending.id}); there is no choice left. "
        "Begin another session, or step from an earlier one."
    ) == str(caught.value)


def test_a_chance_that_is_none_is_refused_where_it_is_met() -> None:
    """The message is the interpreter's."""
    sure = attrs.evolve(
        LISTEN, effects=(effect(outcome("1.2")),), poorly=(), delivery=None
    )
    faulty = program(interventions=(sure,), policies=())

    with pytest.raises(ProgramError, match=r"1\.2: not a chance in 0\.\.1"):
        Session.begin(faulty).step("listen")


def test_sessions_share_tables_between_threads() -> None:
    """Eight threads on fresh tables play what one thread plays."""

    def outcome_of(tables: Tables, episode: int) -> tuple[str, ...]:
        session = Session.begin(tables, seed=5, episode=episode)
        while session.ending is None:
            session = session.step(session.choices[episode % len(session.choices)].id)
        return (*session.taken, session.ending.id)

    alone = Tables(program())
    expected = [outcome_of(alone, episode) for episode in range(400)]
    shared = Tables(program())
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda episode: outcome_of(shared, episode), range(400)))

    assert expected == found
