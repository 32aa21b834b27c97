"""Effects and intervals: published examples, SciPy itself, and known truths."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from scenario_engine.study import statistics
from scenario_engine.study.statistics import (
    correlation,
    mean_difference,
    moderation,
    paired,
    standardised,
    standardised_change,
    standardised_gain,
)

RNG = np.random.default_rng(7)
ONE, OTHER = RNG.normal(0.5, 1.0, 40), RNG.normal(0.0, 1.5, 55)
BEFORE = RNG.normal(0.0, 1.0, 30)
LATER = 0.6 * BEFORE + RNG.normal(0.4, 0.8, 30)
RUNS, FALSE_ALARM = 300, 1e-6


def with_moments(mean, spread, count):
    """Return so many numbers with exactly this mean and standard deviation."""
    values = np.linspace(-1, 1, count)
    return mean + spread * (values - values.mean()) / values.std(ddof=1)


def covers(truth, interval):
    """Tell how often *interval* of a fresh sample holds *truth*, and how often it may."""
    found = sum(
        each.low <= truth <= each.high for each in (interval() for _ in range(RUNS))
    )
    ends = stats.binom.ppf([FALSE_ALARM / 2, 1 - FALSE_ALARM / 2], RUNS, 0.95)
    return found, ends


def test_the_published_confidence_scores_have_the_d_that_we_name():
    """Baig et al. 2018: 27.49 (3.53) and 23.92 (4.52); d about 0.88 for equal groups."""
    found = standardised(with_moments(27.49, 3.53, 500), with_moments(23.92, 4.52, 500))

    assert found.value == pytest.approx(0.88, abs=0.005)


def test_g_has_the_interval_of_a_published_example():
    """
    The interval of d holds what its noncentral t says.

    G. Cumming, S. Finch 2001, Educational and Psychological Measurement 61: for t = 2
    with two groups of 20 people, d = 0.632; the interval inverts nct(38).
    """
    first = with_moments(2 / np.sqrt(10), 1.0, 20)
    found = standardised(first, with_moments(0.0, 1.0, 20))
    small = statistics.correction(38)

    assert found.value / small == pytest.approx(0.632, abs=0.001)
    for end, share in ((found.low, 0.975), (found.high, 0.025)):
        noncentrality = end / small * np.sqrt(10)
        assert stats.nct.cdf(2.0, 38, noncentrality) == pytest.approx(share, abs=1e-6)


def test_large_samples_are_no_jump():
    """Where the normal distribution takes over, the interval stays what it was."""
    ends = []
    for many in (10**9, 100):
        statistics._MANY, kept = many, statistics._MANY
        found = standardised(with_moments(0.3, 1, 400), with_moments(0, 1, 400))
        statistics._MANY = kept
        ends.append((found.low, found.high))

    assert ends[0] == pytest.approx(ends[1], abs=1e-3)


def test_differences_are_those_of_scipy():
    """Welch's and the paired t: value, interval and p."""
    welch = stats.ttest_ind(ONE, OTHER, equal_var=False)
    ends = welch.confidence_interval(0.95)
    found = mean_difference(ONE, OTHER)
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high))
    assert found.p == pytest.approx(welch.pvalue)

    own = stats.ttest_rel(LATER, BEFORE)
    ends = own.confidence_interval(0.95)
    found = paired(BEFORE, LATER)
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high))
    assert standardised_change(BEFORE, LATER).p == pytest.approx(own.pvalue)
    assert standardised(ONE, OTHER).p == pytest.approx(
        stats.ttest_ind(ONE, OTHER).pvalue
    )


def test_a_correlation_is_that_of_scipy():
    """Pearson's r, with Fisher's interval."""
    known = stats.pearsonr(BEFORE, LATER)
    ends = known.confidence_interval(0.95)
    found = correlation(BEFORE, LATER)

    assert (found.value, found.p) == pytest.approx((known.statistic, known.pvalue))
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high))


def test_a_gain_is_the_difference_of_changes_over_the_spread_before():
    """Morris 2008, equation 8, up to the correction for small samples."""
    first, second = (BEFORE, LATER), (OTHER[:30], OTHER[:30] + 0.1)
    found = standardised_gain(first, second)
    spread = np.sqrt((BEFORE.var(ddof=1) + OTHER[:30].var(ddof=1)) / 2)
    change = (LATER - BEFORE).mean() - 0.1

    assert found.value == pytest.approx(change / spread * (1 - 3 / (4 * 58 - 1)))


def test_a_moderation_is_a_difference_of_differences():
    """In its own unit, and in standard deviations."""
    groups = [with_moments(mean, 2.0, 50) for mean in (3.0, 1.0, 2.0, 1.5)]
    raw = moderation((groups[0], groups[1]), (groups[2], groups[3]), is_raw=True)
    own = moderation((groups[0], groups[1]), (groups[2], groups[3]))

    assert (raw.value, own.value) == pytest.approx((1.5, 0.75))
    # Four groups of the same size and spread: the t interval with 196 degrees.
    half = stats.t.ppf(0.975, 196) * 2.0 * np.sqrt(4 / 50)
    assert raw.high - raw.value == pytest.approx(half)


def test_intervals_hold_a_known_truth_as_often_as_they_say():
    """
    Drawn from normal distributions with a known effect.

    Five intervals, each held against a binomial interval with a false alarm in a
    million: the test is red for no reason five times in a million.
    """
    rng = np.random.default_rng(11)

    def two():
        return rng.normal(0.8, 1, 15), rng.normal(0.0, 1, 12)

    def change():
        before = rng.normal(0, 1, 20)
        return before, 0.5 * before + rng.normal(0.5, np.sqrt(0.75), 20)

    def related():
        x = rng.normal(size=25)
        return x, 0.5 * x + rng.normal(size=25) * np.sqrt(0.75)

    for truth, interval in (
        (0.8, lambda: standardised(*two())),
        (0.8, lambda: mean_difference(*two())),
        (0.5, lambda: paired(*change())),
        (0.5, lambda: correlation(*related())),
    ):
        found, (low, high) = covers(truth, interval)
        assert low <= found <= high


@pytest.mark.parametrize(
    "found",
    [
        standardised(np.ones(5), np.ones(6)),
        mean_difference(np.ones(5), np.ones(6)),
        paired(np.ones(5), np.ones(5)),
        standardised_change(np.ones(5), np.ones(5)),
        standardised_gain((np.ones(5), np.ones(5)), (np.ones(5), np.ones(5))),
        correlation(np.ones(5), np.arange(5.0)),
        moderation((np.ones(5), np.ones(5)), (np.ones(5), np.ones(5))),
    ],
)
def test_where_nobody_differs_there_is_no_effect(found):
    """And nothing is divided by 0."""
    assert (found.value, found.low, found.high, found.p) == (0, 0, 0, 1)
    assert found.holds_null
