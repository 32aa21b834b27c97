"""Boxes of states are cut where that saves most."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis.readable.tree import boxes
from searching import at_most

WHOLE = ((0, 3), (0, 2))


@st.composite
def costs(draw):
    """Draw what each of two actions costs in states of two variables."""
    cells = [(a, b) for a in range(4) for b in range(3)]
    states = draw(st.lists(st.sampled_from(cells), min_size=1, unique=True))
    cost = draw(
        st.lists(
            st.tuples(st.integers(0, 9), st.integers(0, 9)),
            min_size=len(states),
            max_size=len(states),
        )
    )
    return np.array(states), np.array(cost, dtype=np.float64)


@at_most(80)
@given(costs(), st.integers(1, 12))
def test_every_state_lies_in_one_box(drawn, most):
    """Those that were given, and every other one of the whole."""
    values, cost = drawn
    found = boxes(values, cost, WHOLE, most, 0.0)
    for cell in np.ndindex(4, 3):
        inside = [
            all(
                low <= v <= high
                for v, (low, high) in zip(cell, box.ranges, strict=True)
            )
            for box in found
        ]
        assert 1 == sum(inside)
    assert sorted(np.concatenate([box.rows for box in found])) == list(
        range(len(values))
    )
    assert len(found) <= most


@at_most(80)
@given(costs())
def test_enough_cuts_cost_no_more_than_choosing_state_by_state(drawn):
    """Unless two variables have to be cut at once to save anything."""
    values, cost = drawn
    line = values[:, :1]
    first = np.unique(line[:, 0], return_index=True)[1]
    found = boxes(line[first], cost[first], WHOLE[:1], 99, 0.0)
    alone = cost[first].min(axis=1).sum()

    assert sum(box.cost.min() for box in found) >= alone
    assert sum(box.cost.min() for box in found) <= cost[first].sum(axis=0).min()


def test_the_first_cut_is_the_one_that_saves_most():
    """Here between 1 and 2 of the second variable."""
    values = np.array([(a, b) for a in range(4) for b in range(3)])
    cost = np.stack([values[:, 1] >= 2, values[:, 1] < 2], axis=1).astype(float)
    below, above = boxes(values, cost, WHOLE, 2, 0.0)

    assert ((0, 3), (0, 1)) == below.ranges
    assert ((0, 3), (2, 2)) == above.ranges
    assert (0.0, 0.0) == (below.cost.min(), above.cost.min())


def test_a_cut_that_saves_too_little_is_not_made():
    """It would be a rule more for nothing."""
    values = np.array([[0], [1]])
    cost = np.array([[0.0, 1.0], [0.5, 0.0]])

    assert 1 == len(boxes(values, cost, ((0, 1),), 9, 0.5))
    assert 2 == len(boxes(values, cost, ((0, 1),), 9, 0.4))
