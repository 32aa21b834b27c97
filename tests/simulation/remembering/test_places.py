"""Places: states, each with what is remembered there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import ASK, RISK, riddle, riddles
from scenario_engine.analysis import aims, explore, under, uniform
from scenario_engine.analysis.observations import observe
from scenario_engine.analysis.strategies import scripted
from scenario_engine.errors import BudgetError
from scenario_engine.simulation import Tables
from scenario_engine.simulation.blocks import blocks
from scenario_engine.simulation.remembering import Both, Course, Doings, Places
from scenario_engine.simulation.remembering import under as under_places
from scenario_engine.simulation.ways import Way
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


def nothing(space) -> Doings:
    """Return the memory of somebody who remembers nothing."""
    return Doings(np.zeros((1, len(space.program.actions)), dtype=np.int64))


def counting(space, most: int = 3) -> Doings:
    """Return the memory of how often anything was done, up to *most*."""
    after = np.minimum(np.arange(most + 1) + 1, most)
    return Doings(np.repeat(after[:, None], len(space.program.actions), axis=1))


def ends(tables: Tables, weights=None) -> list[tuple[int, int, int]]:
    """Return how some episodes end, when, and in which state."""
    (block,) = blocks(tables, Way.of(tables, weights), 8, 0, 40)
    states = tables.state[block.place]
    return list(zip(block.ending, block.turns, states, strict=True))


@at_most(14)
@given(programs(largest_horizon=5))
def test_remembering_changes_nothing_for_whoever_does_not_use_it(made):
    """Episode by episode, and in exact values; whatever is remembered, seen or not."""
    space = explore(made)
    exact = under(space, uniform(space)).start
    observed = observe(space)
    for course, memory in (
        (Course.unseen(space), nothing(space)),
        (Course.unseen(space), counting(space)),
        (Course.seen(space, observed), counting(space)),
        (Course.seen(space, observed), Both(nothing(space), counting(space))),
    ):
        places = Places.of(course, memory)
        weights = places.weights(
            lambda options, left: uniform(space)[options.choice], steady=True
        )
        values = under_places(places, weights, aims.chance(space, "goal"))
        at, chances = places.start
        assert chances @ values[-1, at] == pytest.approx(exact, abs=1e-12)
        assert ends(places.tables(), weights) == ends(Tables.over(space))


@at_most(9)
@given(programs(largest_horizon=4))
def test_turns_and_points_are_counted_too(made):
    """As they are over states."""
    space = explore(made)
    places = Places.of(Course.unseen(space), counting(space))
    weights = places.weights(
        lambda options, left: uniform(space)[options.choice], steady=False
    )
    at, chances = places.start
    for aim in (aims.turns(space), aims.score(space)):
        value = chances @ under_places(places, weights, aim)[-1, at]
        assert value == pytest.approx(under(space, uniform(space), aim).start)


def test_what_is_remembered_follows_what_is_done():
    """Here it is the turn, so that each place is met in one turn alone."""
    space = explore(program())
    places = Places.of(Course.unseen(space), counting(space, most=9))
    tables = places.tables()
    (block,) = blocks(tables, Way.of(tables), 8, 0, 200)
    ongoing = block.ending < 0

    assert ongoing.any()
    assert (places.memory[block.place[ongoing]] == program().horizon).all()


@at_most(9)
@given(riddles())
def test_only_what_is_chosen_is_written_down(made):
    """For whoever always takes the first, a place has one choice, always taken."""
    space = explore(made)

    def first(options, left):
        return (options.choice == space.pointer[options.state][options.owner]).astype(
            float
        )

    everything = Places.of(Course.unseen(space), counting(space))
    chosen = Places.of(Course.unseen(space), counting(space), first)

    assert len(chosen) <= len(everything)
    assert (np.diff(chosen.pointer) <= 1).all()
    weights = chosen.weights(first, steady=True)
    assert (weights == 1.0).all()
    whole = everything.weights(first, steady=True)
    assert ends(chosen.tables(), weights) == ends(everything.tables(), whole)


@at_most(9)
@given(st.one_of(riddles(), programs(largest_horizon=4)))
def test_a_place_that_is_met_again_may_be_left_another_way(made):
    """By a script: what is chosen depends on the turns left."""
    space = explore(made)
    script = scripted(space, range(len(made.actions)))

    def weigh(options, left):
        return script[left][options.choice]

    for memory in (nothing(space), counting(space, most=1)):
        places = Places.of(Course.unseen(space), memory, weigh)
        weights = places.weights(weigh, steady=False)
        values = under_places(places, weights, aims.chance(space, "goal"))
        at, chances = places.start
        exact = under(space, script).start
        assert chances @ values[-1, at] == pytest.approx(exact, abs=1e-12)
        assert ends(places.tables(), weights) == ends(Tables.over(space), script)


def test_a_memory_of_too_much_is_refused():
    """With what to take instead."""
    space = explore(program())
    with pytest.raises(BudgetError) as caught:
        Places.of(Course.unseen(space), counting(space), most=10)
    assert str(caught.value) == (
        "a-visit: with what is remembered there are more than 10 places that play can "
        "lead to. Take a strategy that remembers less."
    )


def test_what_was_observed_is_told_apart():
    """Asking shows the mood, but leaves the state as it is."""
    space = explore(riddle(*RISK, ASK, horizon=2))
    course = Course.seen(space, observe(space))
    ask = np.flatnonzero(space.action == 2)
    signals = [
        set(course.response.signal[course.response.pointer[c] :][:1].tolist())
        for c in ask.tolist()
    ]

    assert len({frozenset(each) for each in signals}) == 2
