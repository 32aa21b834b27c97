"""A function of what is seen chooses, for all looks at once."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import explore
from scenario_engine.simulation import SimulationError
from scenario_engine.simulation.strategies.observing import Observing
from scenario_engine.simulation.strategies.steady import Random
from scenario_engine.testing import programs
from scenes import program
from searching import at_most
from simulation.strategies.playing_by_hand import replayed, worth


def anything(sight):
    """Choose whatever is offered."""
    return sight.offered / sight.offered.sum(axis=1, keepdims=True)


def last_when_composed(sight):
    """Choose the last while composed and with turns left, the first otherwise."""
    count = sight.offered.shape[1]
    first = np.argmax(sight.offered, axis=1)
    last = count - 1 - np.argmax(sight.offered[:, ::-1], axis=1)
    composed = sight.visible["composure"] == sight.visible["composure"].max()
    return np.where(composed & (sight.left > 1), last, first)


@at_most(9)
@given(programs(largest_horizon=4))
def test_a_function_may_choose_at_random(made):
    """It is then worth what random play is."""
    space = explore(made)
    plan = Observing(anything, "anything").plan(space)

    assert plan.value() == pytest.approx(Random().plan(space).value())


def test_a_function_goes_by_what_is_seen_and_by_the_turns_left():
    """Against the reference interpreter."""
    made = program(horizon=5)
    ids = [action.id for action in made.actions]

    def choose(memory, offered, state, left):
        ordered = [id_ for id_ in ids if id_ in offered]
        composed = state["composure"] == 2
        return {ordered[-1 if composed and left > 1 else 0]: 1.0}

    plan = Observing(last_when_composed, "composed").plan(explore(made))
    assert plan.value() == pytest.approx(worth(made, choose), abs=1e-12)


def test_it_can_be_told_to_others():
    """Where its function is one that a module defines by name."""
    strategy = Observing(anything, "anything")
    space = explore(program())
    again = pickle.loads(pickle.dumps(strategy))

    assert (again, again.name) == (strategy, "anything")
    one, other = strategy.ready(space), again.ready(space)
    assert replayed(one, 7).taken == replayed(other, 7).taken


def test_what_is_seen_is_all_there_is_to_go_by():
    """The visible variables, what is offered, and names; changing them does nothing."""
    told = []

    def look(sight):
        told.append(sight)
        sight.offered[:] = True
        return np.argmax(anything(sight) > 0, axis=1)

    made = program()
    space = explore(made)
    assert look.__name__ == "look"
    Observing(look, "a look").plan(space)
    assert [1, 2, 3, 4] == [sight.left for sight in told]
    sight = told[0]
    assert set(sight.visible) == {v.name for v in made.variables if v.visible}
    assert sight.actions == ("listen", "calm-down", "limit")
    assert sight.techniques == ("active-listening", "command-calm", "set-limit")
    assert len(sight) == len(sight.visible["composure"]) < len(space)


def raising(sight):
    raise KeyError("mood")


SCENE = "where visitor.escalation = "


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (
            raising,
            "bad: the function raised KeyError with 1 turns left: 'mood'. It is called",
        ),
        (
            lambda sight: np.full(len(sight), 2),
            f"bad: {SCENE}2, composure = 0, heard = 0, with 1 turns left, the function "
            "says a chance of 1.0 for 'limit'. It is not offered there: look at",
        ),
        (
            lambda sight: np.full(len(sight), 3),
            f"bad: {SCENE}1, composure = 0, heard = 1, with 1 turns left, the function "
            "says action 3, but there are 3, numbered from 0. Return numbers of columns",
        ),
        (
            lambda sight: np.full(len(sight), -1),
            f"bad: {SCENE}1, composure = 0, heard = 1, with 1 turns left, the function "
            "says action -1, but there are 3, numbered from 0.",
        ),
        (lambda sight: anything(sight) * np.nan, "says a chance of nan for 'listen'."),
        (lambda sight: -anything(sight), "says a chance of -0.3333333333333333 for"),
        (
            lambda sight: anything(sight) / 2,
            "says chances that sum to 0.5. Divide them",
        ),
        (lambda sight: np.where(sight.offered, np.inf, 0), "chances that sum to inf."),
        (
            lambda sight: None,
            "bad: the function returned object of shape (). Return an",
        ),
        (
            lambda sight: "listen",
            "the function returned <U6 of shape (). Return an act",
        ),
        (
            lambda sight: [0.0],
            "bad: the function returned float64 of shape (1,). Return",
        ),
        (lambda sight: anything(sight)[:-1], "Return an action for each look, whole"),
        (lambda sight: anything(sight) + 0j, "the function returned complex128 of"),
        (
            lambda sight: [[1], [1, 2]],
            "the function raised ValueError with 1 turns left",
        ),
    ],
)
def test_what_cannot_be_chosen_is_refused_at_once(function, said):
    """With the look, the action, and the mend."""
    with pytest.raises(SimulationError) as caught:
        Observing(function, "bad").ready(explore(program()))
    assert said in str(caught.value)


def test_what_cannot_be_called_is_refused():
    """Before anything is played."""
    with pytest.raises(SimulationError) as caught:
        Observing(5, "five")  # type: ignore[arg-type]
    assert str(caught.value) == "five: 5 cannot be called. Give a function of a Sight."
