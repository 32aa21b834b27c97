"""Attempts of each player in order, and whether they get better."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.debrief.cohort.attempts import Cohort
from scenario_engine.debrief.cohort.progress import progress


def with_regrets(attempt, number, regret, **changes):
    """Return *attempt* as another one, that gave away *regret*."""
    account = attempt.review.fair
    first = attrs.evolve(account.turns[0], regret=regret)
    fair = attrs.evolve(account, turns=(first,))
    review = attrs.evolve(attempt.review, fair=fair, **changes)
    return attrs.evolve(attempt, number=number, review=review)


def test_attempts_stand_in_the_order_given(six):
    """Player by player, numbered from 1."""
    found = progress(six)

    assert [path.player for path in found.paths] == list(six.players)
    for path in found.paths:
        assert [point.number for point in path.points] == [1, 2, 3, 4]
        for point, attempt in zip(path.points, six.of(path.player), strict=True):
            assert point.regret == attempt.review.fair.regret
            assert (point.ending, point.turns) == (
                attempt.review.ending,
                len(attempt.review.turns),
            )


def test_a_trend_is_told_from_enough_sessions_on(six):
    """Four are too few; seven that get better by a step each have that slope."""
    assert all(path.trend is None for path in progress(six).paths)
    first = six.attempts[0]
    cohort = Cohort(tuple(with_regrets(first, n, 0.8 - 0.1 * n) for n in range(1, 8)))
    [path] = progress(cohort).paths

    assert path.trend is not None
    assert path.trend.value == pytest.approx(-0.1)
    assert progress(cohort).trend is None


def test_the_trend_of_a_cohort_is_the_mean_over_players(six):
    """Each player counts once."""
    first = six.attempts[0]
    attempts = [
        attrs.evolve(with_regrets(first, n, 0.9 - step * n), player=f"p{step}")
        for step in (0.0, 0.02, 0.04, 0.06)
        for n in range(1, 6)
    ]
    found = progress(Cohort(tuple(attempts)))

    assert found.trend is not None
    assert found.trend.value == pytest.approx(-0.03)
    assert found.trend.count == 4


def test_what_was_stopped_or_cannot_be_told_bends_no_trend(six):
    """A session that was cut short gave away less for being short."""
    first = six.attempts[0]
    whole = [with_regrets(first, n, 0.8 - 0.1 * n) for n in range(1, 7)]
    stopped = with_regrets(first, 7, 5.0, ending="")
    unknown = attrs.evolve(
        first, number=8, review=attrs.evolve(first.review, fair=None)
    )
    [path] = progress(Cohort((*whole, stopped, unknown))).paths

    assert path.trend is not None
    assert path.trend.value == pytest.approx(-0.1)
    assert [point.regret for point in path.points][-1] is None
    assert len(path.points) == 8
