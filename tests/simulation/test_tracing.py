"""Turns as columns are those of live sessions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import explore
from scenario_engine.analysis.strategies import uniform
from scenario_engine.errors import NotFoundError
from scenario_engine.program import Trainee, dice
from scenario_engine.program.interpreter import Interpreter, pick
from scenario_engine.simulation import Tables, replay
from scenario_engine.simulation.columns import joined
from scenario_engine.simulation.playing import Playing
from scenario_engine.simulation.tracing import Tracing, columns
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

EVERY = ("state", "before", "delivery")
GOOD = {None: -1, True: 1, False: 0}


def traced(made, episodes, seed, first=0, names=EVERY, skill=1.0):
    """Return who plays, and the turns as columns."""
    space = explore(made, Trainee(otherwise=skill))
    play = Playing.of(Tables.over(space), uniform(space))
    wanted = columns(made, names)
    parts = [
        arrays for _, arrays in Tracing(play, wanted).blocks(seed, first, episodes)
    ]
    return play, joined(parts, wanted)


def delivered(made, trainee, before, choice, word):
    """Return how a choice is delivered, as the interpreter has it."""
    action = next(each for each in made.actions if each.id == choice)
    branches = Interpreter(made, trainee).response(before, action)
    return pick(branches, dice.response_draw(word)).good


@at_most(30)
@given(
    programs(largest_horizon=5),
    st.integers(0, 2**64 - 1),
    st.integers(0, 10**6),
    st.sampled_from([1.0, 0.5, 0.0]),
)
def test_every_turn_is_the_live_one(made, seed, first, skill):
    """Choice, delivery, and all variables before it and after the turn."""
    play, found = traced(made, 4, seed, first, skill=skill)
    row = 0
    for episode in range(first, first + 4):
        live = replay(play.tables, play.weights, seed=seed, episode=episode)
        words = dice.words(seed, episode, made.horizon)
        for after in list(live.history())[1:]:
            before = after.previous
            assert before is not None
            assert (found["episode"][row], found["turn"][row]) == (episode, after.turn)
            assert made.actions[found["choice"][row]].id == after.choice
            for name, value in after.state.items():
                assert found[f"after.{name}"][row] == value
                assert found[f"before.{name}"][row] == before.state[name]
            state = tuple(before.state.values())
            trainee = play.tables.space.trainee
            good = delivered(made, trainee, state, after.choice, words[after.turn])
            assert found["good"][row] == GOOD[good]
            row += 1
    assert row == len(found["turn"])


def test_blocks_make_no_difference():
    """Rows stand in the order of episodes and turns, wherever a run begins."""
    _, whole = traced(program(), 40_000, 3)
    _, part = traced(program(), 7_000, 3, first=33_000)
    here = whole["episode"] >= 33_000
    for name in whole:
        np.testing.assert_array_equal(whole[name][here], part[name])
    order = np.lexsort((whole["turn"], whole["episode"]))
    np.testing.assert_array_equal(order, np.arange(len(order)))


def test_the_usual_columns_are_what_a_trainee_can_see():
    """And no more, unless it is asked for."""
    _, found = traced(program(), 10, 1, names=())

    assert list(found) == [
        "episode",
        "turn",
        "choice",
        "after.visitor.escalation",
        "after.composure",
        "after.heard",
    ]


def test_a_column_that_there_is_not_is_refused():
    """With what comes close."""
    with pytest.raises(NotFoundError, match=r"Did you mean 'after\.composure'"):
        columns(program(), ("after.composur",))
