"""Ratios of odds and of rates: textbook numbers, exact intervals, known truths."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from scenario_engine.study.ratios import odds_ratio, rate_ratio

RUNS, FALSE_ALARM = 150, 1e-6


def shares(*counts):
    """Return people with so many of them at 1, and the rest at 0."""
    with_it, without = counts
    return np.repeat([1.0, 0.0], [with_it, without])


def test_an_odds_ratio_is_that_of_the_textbook():
    """
    Aspirin and heart attacks: 189 of 11034 and 104 of 11037; 1.832 (1.440 to 2.331).

    A. Agresti, An Introduction to Categorical Data Analysis, 2nd edition 2007, 2.3.
    """
    found = odds_ratio(shares(189, 10845), shares(104, 10933), 1)

    assert found.value == pytest.approx(1.832, abs=0.001)
    assert (found.low, found.high) == pytest.approx((1.440, 2.331), abs=0.001)


def test_an_odds_ratio_with_an_empty_cell_is_shifted_and_says_so():
    """Haldane and Anscombe: a half in each cell."""
    found = odds_ratio(shares(0, 20), shares(5, 15), 1)

    assert found.value == pytest.approx(0.5 * 15.5 / (20.5 * 5.5))
    assert found.method.endswith("0.5 added to counts")


def test_people_with_several_episodes_are_people_and_not_episodes():
    """Whoever always has the same counts once: the interval is that of people."""
    one, other = shares(30, 70), shares(50, 50)
    once, often = odds_ratio(one, other, 1), odds_ratio(one, other, 10)

    assert often.value == pytest.approx(once.value)
    assert often.low == pytest.approx(once.low, rel=0.02)
    assert often.high == pytest.approx(once.high, rel=0.02)


def test_a_rate_ratio_is_the_ratio_of_the_rates():
    """With Poisson counts, the interval is nearly the usual one of the logarithm."""
    rng = np.random.default_rng(3)
    one, other = rng.poisson(0.6, 2_000) / 4, rng.poisson(0.4, 1_500) / 4
    found = rate_ratio(one, other, 4)
    error = np.sqrt(1 / (one.sum() * 4) + 1 / (other.sum() * 4))
    middle = np.log(one.mean() / other.mean())

    assert found.value == pytest.approx(one.mean() / other.mean())
    assert np.log([found.low, found.high]) == pytest.approx(
        [middle - 1.96 * error, middle + 1.96 * error], abs=0.01
    )


def test_a_rate_ratio_without_events_in_an_arm_is_exact():
    """
    With none against r in equal groups, the upper end is that of Clopper and Pearson.

    The share s of all events that are in the first arm has the upper end at which
    (1 - s)**r is 0.025.
    """
    found = rate_ratio(np.zeros(50), np.full(50, 0.2), 1)
    # Shares of an episode are counts: a fifth of one is none.
    assert found.value == 1.0
    found = rate_ratio(np.zeros(50), shares(7, 43), 1)
    most = 1 - 0.025 ** (1 / 7)

    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(most / (1 - most))
    assert found.p == pytest.approx(stats.binomtest(0, 7, 0.5).pvalue)
    assert rate_ratio(shares(7, 43), np.zeros(50), 1).high == np.inf


def test_where_nothing_happens_nothing_is_known():
    """The interval is everything."""
    found = rate_ratio(np.zeros(9), np.zeros(9), 3)

    assert (found.low, found.high, found.p) == (0.0, np.inf, 1.0)
    assert found.holds_null


def test_intervals_of_ratios_hold_a_known_truth():
    """
    People differ, so that counts vary more than Poisson's law has it.

    Each of both is held against a binomial interval with a false alarm in a million,
    widened by two points in a hundred for robust errors of 120 people.
    """
    rng = np.random.default_rng(5)

    def rates():
        one, other = (rng.poisson(rng.gamma(3.0, m / 3, 120)) for m in (1.2, 2.0))
        return rate_ratio(one / 5, other / 5, 5)

    def odds():
        one, other = (
            rng.binomial(1, share, 120).astype(np.float64) for share in (0.3, 0.5)
        )
        return odds_ratio(one, other, 1)

    low, high = stats.binom.ppf([FALSE_ALARM / 2, 1 - FALSE_ALARM / 2], RUNS, 0.95)
    for truth, interval in ((0.6, rates), (0.3 / 0.7, odds)):
        found = [interval() for _ in range(RUNS)]
        held = sum(each.low <= truth <= each.high for each in found)
        assert low - 0.02 * RUNS <= held <= high
