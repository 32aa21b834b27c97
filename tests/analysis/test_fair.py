"""Fair values equal brute force over all that an observer could do."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fair_play import Onlooker
from riddles import ASK, GUESS, PROBE, RISK, WAIT, riddle, riddles
from scenario_engine.analysis import beliefs, best, explore, fair
from scenario_engine.analysis.advice import Advice, Bounds
from scenario_engine.analysis.hidden.approximation import above, below
from scenario_engine.analysis.observations import Look, Seen, observe
from scenario_engine.analysis.values import Status, choice_values
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.session import Session
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fair_play import Sight, Weights
    from scenario_engine.analysis.beliefs import Belief
    from scenario_engine.analysis.fair import Adviser
    from scenario_engine.program import Program

made_of_all = st.one_of(programs(largest_horizon=2), riddles(horizon=2))
LITTLE = (0, 20, 400)
"""Most beliefs: none at all, hardly any, all of a small program."""


def seen(sight: Sight) -> Seen:
    """Return what the brute force saw, in the engine's words."""
    visible, choices, cues, ending = sight
    return Seen(Look(visible, choices, ending), cues)


def bounded(made: Program, most: int) -> Adviser:
    """Bound fair values even where they could be found exactly."""
    exact = fair.adviser(explore(made))
    upper, _ = above(exact.observed, exact.full, most)
    lower, _ = below(exact.observed, exact.full, most)
    return attrs.evolve(exact, above=upper, below=lower)


def history(
    made: Program, adviser: Adviser, data: st.DataObject
) -> Iterator[tuple[Onlooker, Belief, Weights]]:
    """Yield what is believed along some play: by the engine, and by brute force."""
    onlooker = Onlooker(made)
    sight, fork = data.draw(st.sampled_from([*onlooker.beginnings().items()]))
    belief = beliefs.start(adviser.observed, seen(sight).look)
    while True:
        yield onlooker, belief, fork.belief
        if not belief.choices:
            return
        choice = data.draw(st.sampled_from(belief.choices))
        forks = onlooker.turn(fork.belief, choice, belief.left)
        sight, fork = data.draw(st.sampled_from([*forks.items()]))
        belief = beliefs.after(belief, choice, seen(sight))


def heeded(onlooker: Onlooker, adviser: Adviser) -> Fraction:
    """Return what comes of taking what is advised, turn after turn."""

    def on(belief: Belief, weights: Weights) -> Fraction:
        if not belief.choices:
            return onlooker.worth(weights)
        choice = adviser.advice(belief).advised
        forks = onlooker.turn(weights, choice, belief.left)
        return sum(
            (
                fork.chance
                * on(beliefs.after(belief, choice, seen(sight)), fork.belief)
                for sight, fork in forks.items()
            ),
            Fraction(0),
        )

    return sum(
        (
            fork.chance
            * on(beliefs.start(adviser.observed, seen(sight).look), fork.belief)
            for sight, fork in onlooker.beginnings().items()
        ),
        Fraction(0),
    )


@at_most(30)
@given(made_of_all, st.sampled_from([GOAL, HARM]))
def test_the_fair_value_equals_backward_induction_in_fractions(
    made: Program, kind: str
) -> None:
    """Over beliefs, by the reference interpreter."""
    found = fair.value(explore(made), kind)
    expected = float(Onlooker(made, kind).value())

    assert Status.EXACT_UP_TO_ROUNDING is found.status
    assert found.start.lower == pytest.approx(expected, abs=1e-12)
    assert found.start.upper == pytest.approx(expected, abs=1e-12)


@at_most(25)
@given(riddles(horizon=2, moods=2))
def test_no_strategy_that_goes_by_observations_does_better(made: Program) -> None:
    """Every one of them is played out: the best one comes to the fair value."""
    onlooker = Onlooker(made)
    comes_to = [onlooker.under(each) for each in onlooker.strategies(most=1_000)]
    assume(comes_to)

    assert fair.value(explore(made)).start.upper == pytest.approx(
        float(max(comes_to)), abs=1e-12
    )


@at_most(30)
@given(made_of_all, st.data())
def test_advice_equals_brute_force(made: Program, data: st.DataObject) -> None:
    """Each choice, after any history; of equals, the first is advised."""
    adviser = fair.adviser(explore(made))
    for onlooker, belief, weights in history(made, adviser, data):
        advice = adviser.advice(belief)
        expected = {
            choice: float(onlooker.after(weights, choice, belief.left))
            for choice in belief.choices
        }
        whole = float(onlooker.best(weights, belief.left))
        good = [choice for choice, worth in expected.items() if worth >= whole - 1e-9]

        assert {c.id: c.value.lower for c in advice.choices} == pytest.approx(
            expected, abs=1e-12
        )
        assert advice.value.upper == pytest.approx(whole, abs=1e-12)
        assert advice.held == pytest.approx(whole, abs=1e-12)
        assert tuple(good) == advice.best
        assert advice.advised == next(iter(good), "")


@at_most(25)
@given(made_of_all, st.sampled_from(LITTLE), st.data())
def test_bounds_hold(made: Program, most: int, data: st.DataObject) -> None:
    """After any history the exact value lies between them, choice by choice."""
    adviser = bounded(made, most)
    for onlooker, belief, weights in history(made, adviser, data):
        advice = adviser.advice(belief)
        whole = float(onlooker.best(weights, belief.left))

        assert Status.BOUNDED is advice.status
        assert advice.value.lower - 1e-12 <= whole <= advice.value.upper + 1e-12
        assert advice.held <= advice.value.lower + 1e-12
        for choice in advice.choices:
            worth = float(onlooker.after(weights, choice.id, belief.left))
            assert choice.value.lower - 1e-12 <= worth <= choice.value.upper + 1e-12
            assert worth < whole - 1e-12 or choice.id in advice.best


@at_most(20)
@given(made_of_all, st.sampled_from((None, *LITTLE)))
def test_who_takes_what_is_advised_comes_to_the_lower_value(
    made: Program, most: int | None
) -> None:
    """Played out to the end, in every way that it can go."""
    adviser = fair.adviser(explore(made)) if most is None else bounded(made, most)
    found = adviser.value.start

    comes_to = float(heeded(Onlooker(made), adviser))

    assert found.lower - 1e-9 <= comes_to <= found.upper + 1e-9


@at_most(20)
@given(made_of_all, st.sampled_from((None, *LITTLE)), st.data())
def test_luck_has_mean_zero(
    made: Program, most: int | None, data: st.DataObject
) -> None:
    """What is held after a choice has the mean that the choice was said to have."""
    adviser = fair.adviser(explore(made)) if most is None else bounded(made, most)
    for onlooker, belief, weights in history(made, adviser, data):
        advice = adviser.advice(belief)
        for choice in advice.choices:
            forks = onlooker.turn(weights, choice.id, belief.left)
            after = (beliefs.after(belief, choice.id, seen(sight)) for sight in forks)
            mean = sum(
                float(fork.chance) * adviser.advice(each).held
                for fork, each in zip(forks.values(), after, strict=True)
            )

            assert mean == pytest.approx(choice.value.lower, abs=1e-12)
            assert advice.regret(choice.id) >= 0
        assert not advice.advised or advice.regret(advice.advised) <= 1e-9


@at_most(30)
@given(st.one_of(programs(), riddles(horizon=5)), st.sampled_from((None, *LITTLE)))
def test_who_knows_everything_does_at_least_as_well(
    made: Program, most: int | None
) -> None:
    """Fair is at most full; what knowing adds is never negative."""
    space = explore(made)
    found = (fair.adviser(space) if most is None else bounded(made, most)).value

    assert 0 <= found.start.lower <= found.start.upper <= found.full
    assert 0 <= found.information.lower <= found.information.upper
    assert found.full == pytest.approx(best(space).start, abs=1e-12)


@at_most(25)
@given(st.one_of(programs(), riddles(horizon=5)), st.data())
def test_with_nothing_hidden_fair_is_full(made: Program, data: st.DataObject) -> None:
    """Make every variable visible: not a belief is looked at, values are the same."""
    shown = tuple(attrs.evolve(v, visible=True) for v in made.variables)
    space = explore(attrs.evolve(made, variables=shown))
    full = best(space)
    found = fair.value(space, most=0)

    assert found == fair.value(space, most=0, full=full)
    assert Bounds(full.start, full.start) == found.start
    assert Bounds(0.0, 0.0) == found.information
    assert fair.NOTHING_HIDDEN == found.method
    adviser = fair.adviser(space, most=0)
    session = Session.begin(space.program, seed=data.draw(st.integers(0, 50)))
    while session.ending is None:
        choice = data.draw(st.sampled_from(session.choices)).id
        session = session.step(choice)
    for moment, played in zip(
        adviser.along(session.history()), session.history(), strict=True
    ):
        state = space.index(tuple(played.state.values()))
        left = moment.belief.left
        assert moment.advice.value.lower == pytest.approx(
            full.table[left, state], abs=1e-12
        )


@at_most(25)
@given(riddles(horizon=2, moods=2), st.data())
def test_sessions_that_show_the_same_get_the_same_advice(
    made: Program, data: st.DataObject
) -> None:
    """What live sessions tell is compared as it is, not as it is read here."""
    adviser = bounded(made, 20)
    told: dict[str, list[object]] = {}
    choices = data.draw(st.lists(st.sampled_from(made.actions), min_size=2, max_size=2))
    for seed in range(12):
        session = Session.begin(made, seed=seed)
        for action in choices:
            if session.ending is None:
                session = session.step(action.id)
        shown = [(s.choice, s.observation) for s in session.history()]
        advised = [m.advice for m in adviser.along(session.history())]
        told.setdefault(repr(shown), []).append(advised)

    for alike in told.values():
        assert all(advised == alike[0] for advised in alike)


def test_asking_first_is_best_though_full_knowledge_calls_it_a_mistake() -> None:
    """Who knows the mood just acts; who cannot know it asks, at a fifth of risk."""
    space = explore(riddle(*RISK, ASK, horizon=2))
    adviser = fair.adviser(space)
    advice = adviser.advice(beliefs.start(adviser.observed))
    full = choice_values(space, best(space), 2)
    asking = [action.id for action in space.program.actions].index("ask")
    begun = np.isin(space.owner, space.start[0])

    assert "ask" == advice.advised
    assert ("ask",) == advice.best
    assert {"try-0": 0.5, "try-1": 0.5, "ask": 0.8} == pytest.approx(
        {choice.id: choice.value.lower for choice in advice.choices}
    )
    assert adviser.value.information.lower == pytest.approx(0.2)
    assert [0.8, 0.8] == pytest.approx(full[begun & (space.action == asking)].tolist())
    assert 1.0 == pytest.approx(best(space).start)


def test_once_asked_the_answer_is_believed() -> None:
    """A sigh: the first mood, and what helps in it."""
    made = riddle(*RISK, ASK, horizon=2)
    plays = (Session.begin(made, seed=seed).step("ask") for seed in range(20))
    session = next(play for play in plays if play.ending is None)
    first, then = fair.adviser(explore(made)).along(session.history())
    mood = session.state["mood"]

    assert ("ask", "") == (first.choice, then.choice)
    assert {0: 0.5, 1: 0.5} == pytest.approx(dict(first.belief.chance_of("mood")))
    assert {mood: 1.0} == then.belief.chance_of("mood")
    assert f"try-{mood}" == then.advice.advised


def test_plays_that_look_alike_get_the_same_advice() -> None:
    """Whatever is true: advice is a function of what was observed."""
    made = riddle(*GUESS, WAIT, horizon=3)
    adviser = fair.adviser(explore(made))
    by_history: dict[tuple[object, ...], list[tuple[int, Advice]]] = {}
    for seed in range(60):
        session = Session.begin(made, seed=seed)
        look, turns = Seen.of(session.observation).look, []
        for choice in ("wait", "wait"):
            session = session.step(choice)
            turns.append((choice, Seen.of(session.observation)))
        advice = adviser.after(look, turns)
        by_history.setdefault((look, *turns), []).append(
            (session.state["mood"], advice)
        )

    assert any(len({mood for mood, _ in told}) == 2 for told in by_history.values())
    for told in by_history.values():
        assert all(advice == told[0][1] for _, advice in told)
        assert "try-0" == told[0][1].advised
        assert {"try-0", "try-1"} <= set(told[0][1].best)


def test_a_bounded_value_says_so_and_how() -> None:
    """With hardly any effort: the status, both methods, and how far off it can be."""
    space = explore(riddle(*RISK, PROBE, horizon=8))
    none, some = (fair.value(space, most=most) for most in (0, 40))
    exact = fair.value(space)

    assert {Status.BOUNDED} == {none.status, some.status}
    assert "full knowledge" in none.method
    assert "without memory" in none.method
    assert "a grid of up to" in some.method
    assert "remembered beliefs" in some.method
    assert none.start.lower < some.start.lower <= exact.start.lower
    assert exact.start.upper <= some.start.upper <= none.start.upper
    assert some.start.width < none.start.width / 2


def test_what_is_observed_can_be_worked_out_once() -> None:
    """`adviser` takes what `observe` returned as well."""
    space = explore(program())

    assert fair.adviser(space).value == fair.adviser(observe(space)).value
