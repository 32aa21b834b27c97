"""Beliefs are numbered; those that differ by rounding alone are one."""

from __future__ import annotations

import numpy as np

from scenario_engine.analysis.hidden.numbers import BeliefNumbers

PAIR = np.array([[3, 5]])


def test_the_same_belief_gets_the_same_number() -> None:
    """Within a call, between calls, and where it differs by rounding."""
    numbers = BeliefNumbers()
    third = np.array([[1 / 3, 2 / 3]])
    first = numbers.add(np.repeat(PAIR, 2, axis=0), np.repeat(third, 2, axis=0))

    assert [0, 0] == first.tolist()
    assert [0] == numbers.add(PAIR, third * (1 + 1e-15)).tolist()
    assert [1] == numbers.add(PAIR, np.array([[0.34, 0.66]])).tolist()
    assert [2] == numbers.add(PAIR + 1, third).tolist()
    assert 3 == len(numbers)


def test_small_chances_are_told_apart_in_proportion() -> None:
    """What is very unlikely may soon be all that is left."""
    numbers = BeliefNumbers()
    one = numbers.add(PAIR, np.array([[1.0, 1e-13]]))
    two = numbers.add(PAIR, np.array([[1.0, 2e-13]]))

    assert one.tolist() != two.tolist()


def test_states_of_no_weight_are_left_out() -> None:
    """A belief over fewer states is found as such."""
    numbers = BeliefNumbers()
    states = np.array([[3, 5, 8], [3, 5, 8]])
    found = numbers.add_weights(states, np.array([[1.0, 0.0, 3.0], [0.0, 2.0, 0.0]]))
    held = numbers.since(0)

    assert {0, 1} == set(found.tolist())
    assert [3, 8] == held.at(found[:1]).state.tolist()
    assert [0.25, 0.75] == held.at(found[:1]).chance.tolist()
    assert [5] == held.at(found[1:]).state.tolist()


def test_beliefs_are_found_again() -> None:
    """Also across the edge of rounding; -1 stands for what is not known."""
    numbers = BeliefNumbers()
    given = np.array([[1 / 3, 2 / 3]])
    number = numbers.add(PAIR, given)
    near = given * np.array([[1 + 3e-12, 1 - 1.5e-12]])
    states = np.concatenate([PAIR, PAIR, PAIR])
    asked = np.concatenate([given, near, [[0.4, 0.6]]])

    assert [*number, *number, -1] == numbers.find_weights(states, asked).tolist()


def test_entries_begin_where_it_is_said() -> None:
    """`starts` counts the states of the beliefs before."""
    numbers = BeliefNumbers()
    numbers.add(PAIR, np.array([[0.5, 0.5]]))
    numbers.add(np.array([[7]]), np.ones((1, 1)))

    assert [0, 2, 3] == numbers.starts
    assert [7] == numbers.since(1).state.tolist()
    assert 0 == len(numbers.since(2))
