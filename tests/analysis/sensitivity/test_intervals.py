"""A row in intervals takes the best of the distributions that they allow."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis.sensitivity import Widths, unfold
from scenario_engine.analysis.sensitivity.intervals import IntervalLayer, boxed
from scenes import program
from searching import at_most

NONE = np.empty(0, dtype=np.int64)


def row(low: list[float], high: list[float]) -> IntervalLayer:
    """Return one row with these intervals, and a rest."""
    count = len(low) + 1
    nominal = np.array([*low, 1 - sum(low)])
    return IntervalLayer(
        np.array([0, count]),
        np.arange(count),
        nominal,
        NONE,
        NONE,
        np.array([*low, 0.0]),
        np.array([*high, 0.0]),
    )


def by_vertices(low: list[float], high: list[float], worth: list[float]) -> float:
    """Return the greatest expectation over every vertex of what is allowed."""
    found = []
    for ends in product(*zip(low, high, strict=True)):
        candidates = [list(ends)]
        for place in range(len(ends)):
            left = 1 - (sum(ends) - ends[place])
            if low[place] <= left <= high[place]:
                candidates.append([*ends[:place], left, *ends[place + 1 :]])
        for chances in candidates:
            if sum(chances) <= 1 + 1e-12:
                full = [*chances, 1 - sum(chances)]
                found.append(sum(c * w for c, w in zip(full, worth, strict=True)))
    return max(found)


@st.composite
def rows(draw: st.DrawFn) -> tuple[list[float], list[float], list[float]]:
    """Intervals around shares of a whole, with what each target is worth."""
    shares = draw(st.lists(st.integers(0, 9), min_size=2, max_size=5))
    whole = sum(shares) or 1
    middle = [share / whole for share in shares[:-1]]
    width = draw(st.sampled_from([0.0, 0.1, 0.3]))
    worth = draw(
        st.lists(st.integers(0, 8), min_size=len(shares), max_size=len(shares))
    )
    low = [max(0.0, share - width) for share in middle]
    high = [min(1.0, share + width) for share in middle]
    return low, high, [w / 8 for w in worth]


@at_most(200)
@given(rows())
def test_the_most_is_that_of_the_best_vertex(
    drawn: tuple[list[float], list[float], list[float]],
) -> None:
    """And the least that of the worst."""
    low, high, worth = drawn
    layer, values = row(low, high), np.array(worth)

    assert abs(layer.most(values)[0] - by_vertices(low, high, worth)) < 1e-12
    down = by_vertices(low, high, [-w for w in worth])
    assert abs(layer.least(values)[0] + down) < 1e-12


def test_the_best_are_served_first_where_there_is_not_enough() -> None:
    """Its greatest for the best, then what is left of 1 for the next best."""
    layer = row([0.2, 0.2, 0.1], [0.7, 0.6, 0.3])
    worth = np.array([0.5, 1.0, 0.1, 0.0])

    assert np.allclose([0.3 * 0.5 + 0.6 * 1.0 + 0.1 * 0.1], layer.most(worth))


def test_rows_do_not_mix() -> None:
    """Two rows together come to what each does alone."""
    one, two = row([0.4, 0.2], [0.9, 0.8]), row([0.3, 0.3], [0.8, 0.9])
    both = IntervalLayer(
        np.array([0, 3, 6]),
        np.array([0, 1, 2, 2, 0, 1]),
        np.concatenate([one.chance, two.chance]),
        NONE,
        NONE,
        np.concatenate([one.low, two.low]),
        np.concatenate([one.high, two.high]),
    )
    worth = np.array([1.0, 0.5, 0.2])

    assert np.allclose(
        np.concatenate([one.most(worth), two.most(worth[[2, 0, 1]])]), both.most(worth)
    )


def test_numbers_that_cannot_be_off_leave_no_interval() -> None:
    """With widths of nought each branch has its own chance."""
    made = boxed(unfold(program(), widths=Widths(0.0, 0.0)))

    for layer in made.layers:
        assert isinstance(layer, IntervalLayer)
        np.testing.assert_array_equal(layer.low, layer.high)
        inner = np.setdiff1d(np.arange(len(layer.target)), layer.rest)
        np.testing.assert_allclose(layer.low[inner], layer.chance[inner])
