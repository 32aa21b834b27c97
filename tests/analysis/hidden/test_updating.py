"""Bayes for many beliefs at once."""

from __future__ import annotations

import numpy as np

from scenario_engine.analysis.hidden.updating import (
    Chances,
    alike,
    ranges,
    totals,
    update,
)
from scenario_engine.analysis.observations import ObservedRows

# Row 0 gives signal 0 or 1; row 1 gives signal 1 alone; row 2 gives 2.
ROWS = ObservedRows(
    pointer=np.array([0, 2, 4, 5]),
    signal=np.array([0, 1, 1, 1, 2]),
    target=np.array([4, 5, 5, 6, 4]),
    chance=np.array([0.25, 0.75, 0.5, 0.5, 1.0]),
)
BELIEFS = Chances(
    pointer=np.array([0, 2, 3]),
    state=np.array([0, 1, 2]),
    chance=np.array([0.4, 0.6, 1.0]),
)


def test_what_is_observed_updates_what_is_believed() -> None:
    """By hand: signal 0 shows row 0; signal 1 leaves doubt."""
    found = update(ROWS, BELIEFS)

    assert [0, 0, 1] == found.prior.tolist()
    assert [0, 1, 2] == found.signal.tolist()
    np.testing.assert_allclose(found.chance, [0.1, 0.9, 1.0])
    assert [[4], [5, 6], [4]] == [
        found.posterior.at(np.array([i])).state.tolist() for i in range(3)
    ]
    np.testing.assert_allclose(found.posterior.chance, [1.0, 0.6 / 0.9, 0.3 / 0.9, 1])


def test_branches_lead_from_entries_to_entries() -> None:
    """So that one state of a belief can be followed by itself."""
    found = update(ROWS, BELIEFS)

    assert [0, 0, 1, 1, 2] == found.entry.tolist()
    assert [4, 5, 5, 6, 4] == found.posterior.state[found.to].tolist()
    assert [0.25, 0.75, 0.5, 0.5, 1.0] == found.weight.tolist()


def test_distributions_can_be_taken_and_joined() -> None:
    """In any order, with repeats."""
    taken = BELIEFS.at(np.array([1, 0, 1]))
    joined = Chances.joined([taken, BELIEFS])

    assert [1, 2, 1] == taken.sizes.tolist()
    assert [2, 0, 1, 2, 0, 1, 2] == joined.state.tolist()
    assert [2, 0, 2, 0, 2] == joined.heads.tolist()
    assert [0, 1, 1, 2] == taken.owner.tolist()
    np.testing.assert_allclose(BELIEFS.mean(np.array([1.0, 2.0, 3.0])), [1.6, 3.0])


def test_those_over_equally_many_states_come_together() -> None:
    """As arrays of one shape."""
    found = {
        states.shape[1]: (which.tolist(), states.tolist())
        for which, states, _ in alike(Chances.joined([BELIEFS, BELIEFS]))
    }

    assert {1: ([1, 3], [[2], [2]]), 2: ([0, 2], [[0, 1], [0, 1]])} == found


def test_ranges_and_totals() -> None:
    """The two array idioms that everything else uses."""
    assert [3, 4, 7, 0, 1] == ranges(
        np.array([3, 7, 9, 0]), np.array([2, 1, 0, 2])
    ).tolist()
    assert [0.5, 0.0, 2.0, 0.0] == totals(
        np.array([2, 0, 2]), np.array([1.5, 0.5, 0.5]), 4
    ).tolist()
