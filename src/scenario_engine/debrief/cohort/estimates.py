"""Means and slopes with intervals, for turns that belong together in clusters."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.debrief.cohort.student import quantile
from scenario_engine.simulation.totals import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST_TURNS = 10
"""Below so many turns nothing is told but how many there were."""

FEWEST_CLUSTERS = 4
"""Below so many clusters no interval is told."""

FEWEST_POINTS = 5
"""Below so many sessions no trend is told."""


@attrs.frozen
class Estimate:
    """
    A mean or a slope, with an interval for what is behind it.

    Attributes:
        value: The mean, or the slope.
        low, high: The interval at `scenario_engine.simulation.totals.CONFIDENCE`.
        count: How many turns or sessions it rests on.
        clusters: How many clusters they belong to.
    """

    value: float
    low: float
    high: float
    count: int
    clusters: int


def mean(values: Iterable[tuple[str, float]]) -> Estimate | None:
    """
    Return the mean of values, none of them negative, that belong to clusters.

    It is the ratio of the sum of values to their number, with its variance between
    clusters linearised, and Student's quantile of one degree of freedom less than
    there are clusters.

    Args:
        values: For each value, the cluster that it belongs to.

    Returns:
        None where there are too few values, or clusters, to tell.

    Source:
        W. G. Cochran, Sampling Techniques, 3rd ed., Wiley 1977, section 9A.
    """
    sums: defaultdict[str, float] = defaultdict(float)
    counts: defaultdict[str, int] = defaultdict(int)
    for cluster, value in values:
        sums[cluster] += value
        counts[cluster] += 1
    total, clusters = sum(counts.values()), len(counts)
    if total < FEWEST_TURNS or clusters < FEWEST_CLUSTERS:
        return None
    value = sum(sums.values()) / total
    rest = sum((sums[each] - value * counts[each]) ** 2 for each in counts)
    error = sqrt(clusters / (clusters - 1) * rest) / total
    reach = quantile(clusters - 1, CONFIDENCE) * error
    low = max(0.0, value - reach)
    return Estimate(value, low, value + reach, total, clusters)


def slope(points: Sequence[tuple[str, float, float]]) -> Estimate | None:
    """
    Return how much *y* rises with *x*, each group having a level of its own.

    Least squares within groups, with Student's interval.

    Args:
        points: Group, *x* and *y* of each point.

    Returns:
        None where there are too few points, or *x* does not vary within any group.
    """
    groups = sorted({group for group, _, _ in points})
    freedom = len(points) - len(groups) - 1
    if len(points) < FEWEST_POINTS or freedom < 1:
        return None
    number = np.array([groups.index(group) for group, _, _ in points])
    x, y = (_centred(np.array([point[i] for point in points]), number) for i in (1, 2))
    spread = float(x @ x)
    if spread == 0:
        return None
    value = float(x @ y) / spread
    rest = y - value * x
    error = sqrt(float(rest @ rest) / freedom / spread)
    reach = quantile(freedom, CONFIDENCE) * error
    return Estimate(value, value - reach, value + reach, len(points), len(groups))


def average(values: Sequence[float]) -> Estimate | None:
    """
    Return the mean of values that stand each for itself, with Student's interval.

    Returns:
        None where there are fewer than `FEWEST_CLUSTERS`.
    """
    if len(values) < FEWEST_CLUSTERS:
        return None
    value = sum(values) / len(values)
    rest = sum((each - value) ** 2 for each in values)
    error = sqrt(rest / (len(values) - 1) / len(values))
    reach = quantile(len(values) - 1, CONFIDENCE) * error
    return Estimate(value, value - reach, value + reach, len(values), len(values))


def _centred(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Return *values* less the mean of their group."""
    sums = np.bincount(group, values)
    centred: np.ndarray = values - (sums / np.bincount(group))[group]
    return centred
