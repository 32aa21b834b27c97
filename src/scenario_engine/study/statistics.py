"""Differences and correlations with their intervals; SciPy does the statistics."""

from __future__ import annotations

from math import atanh, sqrt, tanh
from typing import TYPE_CHECKING

import attrs
from scipy import optimize, stats

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats

CONFIDENCE = 0.95
"""How often an interval is to hold what it is about."""

_MANY = 2_000
"""From so many degrees of freedom on, the normal distribution stands for t."""


@attrs.frozen
class Estimate:
    """
    An effect with its interval.

    Attributes:
        name: What it is, such as ``Hedges g``.
        value: The estimate.
        low, high: The interval at `CONFIDENCE`.
        p: How likely one as far from *null*, or farther, is where there is none.
        null: What it is where there is no effect: 0, or 1 of a ratio.
        method: How it was worked out.
    """

    name: str
    value: float
    low: float
    high: float
    p: float
    null: float
    method: str

    @property
    def holds_null(self) -> bool:
        """Whether no effect at all lies inside the interval."""
        return self.low <= self.null <= self.high


def mean_difference(first: Floats, second: Floats) -> Estimate:
    """Return the mean of *first* less that of *second*, by Welch's interval."""
    difference = float(first.mean() - second.mean())
    parts = [each.var(ddof=1) / len(each) for each in (first, second)]
    error = sqrt(sum(parts))
    if not error:
        return _certain("difference in means", difference)
    weights = sum(
        part**2 / (len(each) - 1)
        for part, each in zip(parts, (first, second), strict=True)
    )
    return _by_t(
        "difference in means", difference, error, sum(parts) ** 2 / weights, "Welch"
    )


def standardised(first: Floats, second: Floats) -> Estimate:
    """
    Return Hedges' g: the difference in pooled standard deviations, corrected.

    Source:
        L. V. Hedges, Distribution theory for Glass's estimator of effect size and
        related estimators, Journal of Educational Statistics 6 (1981), 107-128. The
        interval inverts the noncentral t distribution (Steiger and Fouladi 1997).
    """
    n, m = len(first), len(second)
    spread = pooled_spread(first, second)
    if not spread:
        return _certain("Hedges g", 0.0)
    d = float(first.mean() - second.mean()) / spread
    scale, freedom = sqrt(n * m / (n + m)), n + m - 2
    p = 2 * stats.t.sf(abs(d) * scale, freedom)
    low, high = _noncentral(d * scale, freedom)
    small = correction(freedom)
    return Estimate(
        "Hedges g",
        d * small,
        low / scale * small,
        high / scale * small,
        float(p),
        0.0,
        "pooled standard deviation; interval by the noncentral t",
    )


def paired(before: Floats, after: Floats) -> Estimate:
    """Return the mean change within people, *after* less *before*, by the paired t."""
    change = after - before
    error = float(change.std(ddof=1)) / sqrt(len(change))
    if not error:
        return _certain("mean change", float(change.mean()))
    return _by_t(
        "mean change", float(change.mean()), error, len(change) - 1, "paired t"
    )


def standardised_change(before: Floats, after: Floats) -> Estimate:
    """
    Return the change in mean standard deviations of before and after (d av).

    Source:
        G. Cumming, Understanding the New Statistics, Routledge 2012, chapter 11; the
        interval scales that of d z, by the noncentral t (Algina and Keselman 2003).
    """
    change = after - before
    average = sqrt((before.var(ddof=1) + after.var(ddof=1)) / 2)
    own = float(change.std(ddof=1))
    if not average or not own:
        return _certain("d av", 0.0)
    root, freedom = sqrt(len(change)), len(change) - 1
    t = float(change.mean()) / own * root
    low, high = _noncentral(t, freedom)
    scale = own / average * correction(freedom) / root
    return Estimate(
        "d av",
        t * scale,
        low * scale,
        high * scale,
        float(2 * stats.t.sf(abs(t), freedom)),
        0.0,
        "mean of both standard deviations, corrected; interval by the noncentral t",
    )


def standardised_gain(
    first: tuple[Floats, Floats], second: tuple[Floats, Floats]
) -> Estimate:
    """
    Return how much more one arm changed, in standard deviations of before.

    Args:
        first: Before and after, of the arm.
        second: The same of the arm that it is compared with.

    Source:
        S. B. Morris, Estimating effect sizes from pretest-posttest-control group
        designs, Organizational Research Methods 11 (2008), 364-386; the interval is
        Welch's for the difference of changes, over the same standard deviation.
    """
    spread = pooled_spread(first[0], second[0])
    if not spread:
        return _certain("d ppc", 0.0)
    raw = mean_difference(first[1] - first[0], second[1] - second[0])
    scale = correction(len(first[0]) + len(second[0]) - 2) / spread
    return attrs.evolve(
        raw,
        name="d ppc",
        value=raw.value * scale,
        low=raw.low * scale,
        high=raw.high * scale,
        method="difference of changes over the pooled standard deviation before; Welch",
    )


def moderation(
    here: tuple[Floats, Floats], there: tuple[Floats, Floats], is_raw: bool = False
) -> Estimate:
    """
    Return a difference in one setting less the same difference in another.

    Args:
        here: The two arms in the first setting.
        there: The two arms in the second; other people.
        is_raw: Whether it is given in the measure's own unit, rather than in pooled
            standard deviations.
    """
    groups = (*here, *there)
    value = float(here[0].mean() - here[1].mean() - there[0].mean() + there[1].mean())
    parts = [each.var(ddof=1) / len(each) for each in groups]
    error = sqrt(sum(parts))
    name = "difference of differences" if is_raw else "difference of d"
    if not error:
        return _certain(name, value if is_raw else 0.0)
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(each) - 1) for part, each in zip(parts, groups, strict=True)
    )
    spread = 1.0 if is_raw else pooled_spread(*groups)
    raw = _by_t(name, value / spread, error / spread, freedom, "Welch-Satterthwaite")
    return raw if is_raw else attrs.evolve(raw, method=f"{raw.method}, pooled spread")


def correlation(first: Floats, second: Floats) -> Estimate:
    """Return Pearson's r, by Fisher's transformation."""
    if not first.std() or not second.std():
        return _certain("r", 0.0)
    found = stats.pearsonr(first, second)
    r = float(found.statistic)
    half = stats.norm.ppf((1 + CONFIDENCE) / 2) / sqrt(len(first) - 3)
    middle = atanh(min(max(r, -1 + 1e-15), 1 - 1e-15))
    low, high = tanh(middle - half), tanh(middle + half)
    return Estimate("r", r, low, high, float(found.pvalue), 0.0, "Pearson, Fisher z")


def correction(freedom: float) -> float:
    """Return Hedges' correction for small samples, in its usual approximation."""
    return 1 - 3 / (4 * freedom - 1)


def pooled_spread(*groups: Floats) -> float:
    """Return the standard deviation within *groups*."""
    squares = sum(each.var(ddof=1) * (len(each) - 1) for each in groups)
    return sqrt(float(squares) / sum(len(each) - 1 for each in groups))


def _noncentral(t: float, freedom: float) -> tuple[float, float]:
    """Return the noncentralities between which *t* is no surprise."""
    tail = (1 - CONFIDENCE) / 2
    half = float(stats.norm.isf(tail)) * sqrt(1 + t * t / (2 * freedom))
    if freedom >= _MANY:
        return t - half, t + half

    def surprise(noncentrality: float, share: float) -> float:
        return float(stats.nct.cdf(t, freedom, noncentrality)) - share

    def root(share: float, guess: float) -> float:
        ends = (guess - 2, guess + 2)
        return float(optimize.brentq(surprise, *ends, args=(share,), xtol=1e-9))

    return root(1 - tail, t - half), root(tail, t + half)


def _by_t(
    name: str, value: float, error: float, freedom: float, method: str
) -> Estimate:
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * error
    p = float(2 * stats.t.sf(abs(value) / error, freedom))
    return Estimate(name, value, value - half, value + half, p, 0.0, method)


def _certain(name: str, value: float) -> Estimate:
    """Return an estimate where nobody differs from anybody."""
    p = 1.0 if value == 0 else 0.0
    return Estimate(name, value, value, value, p, 0.0, "nobody differs from anybody")
