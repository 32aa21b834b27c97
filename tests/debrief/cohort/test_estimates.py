"""Means and slopes with intervals, against plain formulas and least squares."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.debrief.cohort.estimates import (
    FEWEST_CLUSTERS,
    FEWEST_POINTS,
    FEWEST_TURNS,
    average,
    mean,
    slope,
)


def told(estimate):
    """Return an estimate, of which there is one."""
    assert estimate is not None
    return estimate


def reach(estimate):
    return (estimate.high - estimate.low) / 2


def test_clusters_of_one_give_the_interval_of_the_textbook():
    """0 to 9: mean 4.5, standard error 0.957, Student's 2.262 for nine degrees."""
    found = told(mean((str(i), float(i)) for i in range(10)))

    assert (found.value, found.count, found.clusters) == (4.5, 10, 10)
    assert found.high - 4.5 == pytest.approx(2.262 * 0.9574, abs=1e-3)
    assert average([float(i) for i in range(10)]) == found


@given(st.lists(st.floats(0, 1), min_size=4, max_size=9), st.integers(3, 6))
def test_saying_the_same_more_often_tells_nothing_new(values, times):
    """Turns of one cluster that are all alike count as the one that they are."""
    once = average(values)
    often = mean(
        (str(i), value) for i, value in enumerate(values) for _ in range(times)
    )

    assert told(often).value == pytest.approx(told(once).value)
    assert told(often).high == pytest.approx(told(once).high, abs=1e-9)


def test_what_is_never_negative_has_no_negative_interval():
    """A bound below nothing is nothing."""
    values = [("a", 0.0)] * 9 + [("b", 0.0), ("c", 0.0), ("d", 0.9)]

    assert told(mean(values)).low == 0.0


def test_too_little_is_not_told():
    """Neither a mean of few turns, nor of few clusters, nor a trend of few sessions."""
    turns = [(str(i), 1.0) for i in range(FEWEST_TURNS)]
    assert mean(turns) is not None
    assert mean(turns[1:]) is None
    assert mean([(str(i % FEWEST_CLUSTERS), 1.0) for i in range(20)]) is not None
    assert mean([(str(i % (FEWEST_CLUSTERS - 1)), 1.0) for i in range(20)]) is None
    points = [("s", float(i), 1.0) for i in range(FEWEST_POINTS)]
    assert slope(points) is not None
    assert slope(points[1:]) is None
    assert average([1.0] * (FEWEST_CLUSTERS - 1)) is None


def test_intervals_hold_what_they_are_about_as_often_as_they_say():
    """Ten trainees who differ, eight turns each: 95 of 100 intervals, within chance."""
    draw = np.random.default_rng(1)
    held = 0
    for _ in range(1000):
        level = draw.normal(5, 1, 10)
        turns = draw.normal(level[:, None], 2, (10, 8))
        found = told(mean((str(i), v) for i in range(10) for v in turns[i]))
        held += found.low <= 5 <= found.high

    assert held == pytest.approx(950, abs=25)


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(0, 9), st.floats(-1, 1)),
        min_size=8,
        max_size=20,
    )
)
def test_a_slope_is_that_of_least_squares_with_a_level_for_each_group(points):
    """Written out with a column for each group."""
    found = slope([(group, float(x), y) for group, x, y in points])
    groups = sorted({group for group, _, _ in points})
    columns = [[float(group == each) for each in groups] for group, _, _ in points]
    matrix = np.column_stack([[float(x) for _, x, _ in points], columns])
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        assert found is None
        return
    assert found is not None
    y = np.array([y for _, _, y in points])
    solved, rest, _, _ = np.linalg.lstsq(matrix, y, rcond=None)
    freedom = len(points) - matrix.shape[1]
    error = np.sqrt(
        rest[0] / freedom * np.linalg.inv(matrix.T @ matrix)[0, 0] if len(rest) else 0
    )

    assert found.value == pytest.approx(solved[0], abs=1e-9)
    assert reach(found) == pytest.approx(reach_of(freedom) * error, rel=1e-4, abs=1e-6)


def reach_of(freedom):
    """Student's 97.5% quantiles, as printed."""
    from_table = {
        5: 2.5706, 6: 2.4469, 7: 2.3646, 8: 2.3060, 9: 2.2622, 10: 2.2281,
        11: 2.2010, 12: 2.1788, 13: 2.1604, 14: 2.1448, 15: 2.1314, 16: 2.1199,
        17: 2.1098, 18: 2.1009,
    }  # fmt: skip
    return from_table[freedom]


def test_a_slope_within_groups_does_not_see_that_groups_differ():
    """The hard scenario was played last; within each, things got better."""
    easy = [("easy", float(i), 0.30 - 0.02 * i) for i in range(1, 4)]
    hard = [("hard", float(i), 0.90 - 0.02 * i) for i in range(4, 7)]

    found = told(slope([*easy, *hard]))
    assert found.value == pytest.approx(-0.02)
    assert reach(found) == pytest.approx(0, abs=1e-9)
    assert told(slope([("all", x, y) for _, x, y in [*easy, *hard]])).value > 0


def test_a_slope_needs_that_something_varies():
    """The same attempt number throughout says nothing about attempts."""
    assert slope([("s", 1.0, float(i)) for i in range(9)]) is None
