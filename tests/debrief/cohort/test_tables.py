"""Regret summed along simulated episodes is that of the same episodes, one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import best, explore, uniform
from scenario_engine.analysis.spread import spread
from scenario_engine.analysis.values import choice_values
from scenario_engine.debrief.cohort.tables import graded, summed
from scenario_engine.simulation import Tables, replay
from scenario_engine.simulation.named import first_best
from scenario_engine.simulation.playing import Playing
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


def one_by_one(space, session):
    """Full-knowledge regret of a session, from its states."""
    values, total = best(space), 0.0
    *turns, _ = session.history()
    names = [action.id for action in space.program.actions]
    for number, (before, choice) in enumerate(zip(turns, session.taken, strict=True)):
        left = space.program.horizon - number
        state = space.index(tuple(before.state.values()))
        rows = slice(space.pointer[state], space.pointer[state + 1])
        ids = [names[action] for action in space.action[rows]]
        worth = choice_values(space, values, left)[rows][ids.index(choice)]
        total += values.table[left, state] - worth
    return total


@at_most(15)
@given(programs(largest_horizon=4))
def test_summed_regret_is_that_of_each_live_episode(made):
    """Table by table or state by state, it is one number."""
    space = explore(made)
    tables, grades = Tables.over(space), graded(space)
    found = summed(
        Playing.of(tables, uniform(space)), grades.regret, seed=3, first=7, episodes=4
    )
    for at, total in enumerate(found):
        live = replay(tables, uniform(space), seed=3, episode=7 + at)
        assert total == pytest.approx(one_by_one(space, live), abs=1e-12)


@at_most(15)
@given(programs())
def test_the_best_play_gives_nothing_away(made):
    """In no episode."""
    space = explore(made)
    playing = Playing.of(Tables.over(space), first_best(space))

    assert summed(playing, graded(space).regret, episodes=50).max() <= 1e-9


def test_several_sums_at_once_are_each_of_them():
    """Turns are counted by gains of 1."""
    space = explore(program())
    grades, ones = graded(space), np.ones((program().horizon + 1, len(space.action)))
    playing = Playing.of(Tables.over(space), uniform(space))
    both = summed(playing, np.stack([grades.regret, ones]), episodes=40_000)

    np.testing.assert_array_equal(
        both[0], summed(playing, grades.regret, episodes=40_000)
    )
    assert both.shape == (2, 40_000)
    exact = spread(space, uniform(space), ones)
    assert both[1].mean() == pytest.approx(
        exact.mean, abs=5 * exact.deviation / 40_000**0.5
    )


def test_a_choice_matters_where_the_worst_gives_enough_away():
    """By turns left: the same choice may matter early and not late."""
    space = explore(program())
    grades = graded(space, matters=0.05)
    for left in range(1, program().horizon + 1):
        for state in space.ongoing:
            rows = slice(space.pointer[state], space.pointer[state + 1])
            lost = grades.regret[left, rows]
            assert grades.mattered[left, rows].all() == (lost.max() >= 0.05)
            assert grades.mattered[left, rows].any() == (lost.max() >= 0.05)
            assert grades.best[left, rows].tolist() == (lost <= 1e-9).tolist()
            assert grades.best[left, rows].any()
