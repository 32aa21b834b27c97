"""Beliefs follow Bayes' rule, checked in fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair_play import Onlooker, Sight
from riddles import GUESS, WAIT, riddle, riddles
from scenario_engine.analysis import beliefs, explore
from scenario_engine.analysis.beliefs import Belief, ObservationError
from scenario_engine.analysis.observations import Look, Seen, observe
from scenario_engine.expressions import parse
from scenario_engine.session import Session
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Change, Drift
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program

made_of_all = st.one_of(programs(), riddles())


def seen(sight: Sight) -> Seen:
    """Return what the brute force saw, in the engine's words."""
    visible, choices, cues, ending = sight
    return Seen(Look(visible, choices, ending), cues)


def weights(belief: Belief) -> dict[tuple[int, ...], float]:
    """Return the chance of each state of the sliced program."""
    states = (belief.observed.space.state(int(state)) for state in belief.states)
    return dict(zip(states, belief.chances.tolist(), strict=True))


@at_most(30)
@given(made_of_all, st.data())
def test_beliefs_follow_bayes(made: Program, data: st.DataObject) -> None:
    """Along any history, down to the last turn."""
    observed = observe(explore(made))
    kept = [v.name for v in observed.space.program.variables]
    at = [i for i, v in enumerate(made.variables) if v.name in kept]
    onlooker = Onlooker(made)
    sight, fork = data.draw(st.sampled_from([*onlooker.beginnings().items()]))
    belief = beliefs.start(observed, seen(sight).look)
    while True:
        expected: dict[tuple[int, ...], Fraction] = {}
        for state, chance in fork.belief.items():
            key = tuple(state[i] for i in at)
            expected[key] = expected.get(key, Fraction(0)) + chance
        assert weights(belief) == pytest.approx(
            {state: float(chance) for state, chance in expected.items()}, abs=1e-12
        )
        choices = onlooker.choices(fork.belief) if belief.left else ()
        assert choices == belief.choices
        if not choices:
            break
        choice = data.draw(st.sampled_from(choices))
        forks = onlooker.turn(fork.belief, choice, belief.left)
        sight, fork = data.draw(st.sampled_from([*forks.items()]))
        belief = beliefs.after(belief, choice, seen(sight))


@at_most(30)
@given(made_of_all, st.integers(0, 50), st.data())
def test_what_is_true_is_held_possible(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """A live session never comes to a state that its observations rule out."""
    observed = observe(explore(made))
    session = Session.begin(made, seed=seed)
    belief = beliefs.start(observed, Seen.of(session.observation).look)
    while session.ending is None:
        choice = data.draw(st.sampled_from(session.choices)).id
        session = session.step(choice)
        belief = beliefs.after(belief, choice, Seen.of(session.observation))
        names = [v.name for v in observed.space.program.variables]

        assert tuple(session.state[name] for name in names) in weights(belief)
        for name in names:
            assert belief.chance_of(name)[session.state[name]] > 0


@at_most(30)
@given(riddles())
def test_the_chances_of_a_variable_sum_to_one(made: Program) -> None:
    """Whatever is believed."""
    observed = observe(explore(made))
    belief = beliefs.start(observed)

    assert belief.chance_of("mood").keys() == {
        start.state[[v.name for v in made.variables].index("mood")]
        for start in made.starts
    }
    assert sum(belief.chance_of("mood").values()) == pytest.approx(1.0)


def test_a_history_is_followed_turn_by_turn() -> None:
    """`follow` is `start` and then `after` for each turn."""
    made = program()
    observed = observe(explore(made))
    session = Session.begin(made, seed=3)
    look, turns = Seen.of(session.observation).look, []
    belief = beliefs.start(observed)
    for choice in ("listen", "calm-down"):
        session = session.step(choice)
        turns.append((choice, Seen.of(session.observation)))
        belief = beliefs.after(belief, *turns[-1])

    assert weights(belief) == weights(beliefs.follow(observed, look, turns))
    assert made.horizon - 2 == belief.left


def test_what_cannot_be_observed_is_refused() -> None:
    """A trace edited by hand is found out, turn and observation named."""
    observed = observe(explore(program()))
    belief = beliefs.start(observed)
    look = observed.looks[observed.look[belief.states[0]]]

    with pytest.raises(ObservationError, match=r"after 'listen' with 4 turns left .*A"):
        beliefs.after(belief, "listen", Seen(look, ("A trumpet.",)))
    with pytest.raises(ObservationError, match="'limit' cannot be chosen with 4 turns"):
        beliefs.after(belief, "limit", Seen(look))
    with pytest.raises(ObservationError, match="does not begin with"):
        beliefs.start(observed, Look((9,), ()))


def test_at_the_turn_limit_what_could_be_chosen_is_not_seen() -> None:
    """So the mood that turned by itself in the last turn stays as likely as it was."""
    waiting = attrs.evolve(WAIT, available=parse("mood == 0"))
    made = riddle(
        *GUESS,
        waiting,
        horizon=1,
        world=(
            Drift(
                id="turning",
                when=parse("mood == 0"),
                chance=parse("0.2"),
                change={"mood": Change.parse("=1")},
            ),
        ),
    )
    plays = (Session.begin(made, seed=seed) for seed in range(20))
    session = next(play for play in plays if play.state["mood"] == 0)
    begun = beliefs.start(observe(explore(made)), Seen.of(session.observation).look)
    found = beliefs.after(
        begun, "wait", Seen.of(session.step("wait").observation)
    ).chance_of("mood")

    assert {0: 1.0} == begun.chance_of("mood")
    assert {0: 0.8, 1: 0.2} == pytest.approx(dict(found))


def test_nothing_can_be_chosen_once_it_is_over() -> None:
    """Neither after an ending nor after the last turn."""
    made = program(horizon=1)
    observed = observe(explore(made))
    session = Session.begin(made).step("listen")
    belief = beliefs.after(
        beliefs.start(observed), "listen", Seen.of(session.observation)
    )

    assert belief.ended
    assert () == belief.choices
    with pytest.raises(ObservationError, match="nothing: the episode is over"):
        beliefs.after(belief, "listen", Seen.of(session.observation))


def test_what_does_not_bear_on_play_has_no_chances() -> None:
    """Monitors are not part of a belief."""
    belief = beliefs.start(observe(explore(program())))

    with pytest.raises(KeyError):
        belief.chance_of("policy.hear_first")
