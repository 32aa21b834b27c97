"""Ratios of odds and of rates with their intervals; statsmodels fits them."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import proportion_confint

from scenario_engine.study.statistics import CONFIDENCE, Estimate

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats


def odds_ratio(first: Floats, second: Floats, episodes: int) -> Estimate:
    """
    Return the odds of an ending in one arm over those in another.

    Args:
        first: For each person, the share of their episodes with that ending.
        second: The same of the other arm.
        episodes: How many episodes each share is of.
    """
    counts = [np.rint(each * episodes) for each in (first, second)]
    with_it = [float(each.sum()) for each in counts]
    without = [len(each) * episodes - each.sum() for each in counts]
    table = np.array([[with_it[0], without[0]], [with_it[1], without[1]]])
    if episodes == 1 or not table.all():
        return _by_table(table)
    answers = np.concatenate(counts)
    pairs = np.column_stack([answers, episodes - answers])
    return _by_model("odds ratio", pairs, first, second, families.Binomial())


def _by_table(table: Floats) -> Estimate:
    """Return the odds ratio of four counts; of none, half a one is made."""
    is_full = bool(table.all())
    filled = Table2x2(table if is_full else table + 0.5)
    low, high = map(float, filled.oddsratio_confint(1 - CONFIDENCE))
    value, p = float(filled.oddsratio), float(filled.oddsratio_pvalue())
    method = "Wald interval of the log" + ("" if is_full else ", 0.5 added to counts")
    return Estimate("odds ratio", value, low, high, p, 1.0, method)


def rate_ratio(first: Floats, second: Floats, episodes: int) -> Estimate:
    """
    Return the rate of what happens in one arm over that in another.

    Args:
        first: For each person, how many a episode.
        second: The same of the other arm.
        episodes: How many episodes each figure is a mean of.
    """
    counts = [np.rint(each * episodes) for each in (first, second)]
    if not all(each.sum() for each in counts):
        return _exact_rates(counts, episodes)
    return _by_model(
        "rate ratio", np.concatenate(counts), first, second, families.Poisson()
    )


def _by_model(
    name: str, counts: Floats, first: Floats, second: Floats, family: families.Family
) -> Estimate:
    """Fit counts by arm, with errors that allow for people who differ (HC1)."""
    arm = np.repeat([1.0, 0.0], [len(first), len(second)])
    design = np.column_stack([np.ones(len(arm)), arm])
    fitted = GLM(counts, design, family=family).fit(cov_type="HC1")
    low, high = fitted.conf_int(1 - CONFIDENCE)[1]
    kind = type(family).__name__
    return Estimate(
        name,
        exp(fitted.params[1]),
        exp(low),
        exp(high),
        float(fitted.pvalues[1]),
        1.0,
        f"{kind} regression on people, robust errors (HC1)",
    )


def _exact_rates(counts: list[Floats], episodes: int) -> Estimate:
    """Condition on the sum of both counts, where one of them is 0."""
    sums = [int(each.sum()) for each in counts]
    exposed = [len(each) * episodes for each in counts]
    method = "exact, given the sum of both counts (Clopper and Pearson)"
    if not any(sums):
        return Estimate("rate ratio", 1.0, 0.0, float("inf"), 1.0, 1.0, method)
    low, high = proportion_confint(
        sums[0], sum(sums), alpha=1 - CONFIDENCE, method="beta"
    )
    share = exposed[0] / sum(exposed)
    p = stats.binomtest(sums[0], sum(sums), share).pvalue
    value, low, high = (
        _odds(float(each)) * exposed[1] / exposed[0]
        for each in (sums[0] / sum(sums), low, high)
    )
    return Estimate("rate ratio", value, low, high, float(p), 1.0, method)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")
