"""Quantiles of Student's distribution: how wide an interval for a mean has to be."""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

_MOST_TERMS = 200
"""Above so many degrees of freedom, the normal distribution with a correction does."""


@lru_cache(maxsize=1024)
def quantile(freedom: int, confidence: float) -> float:
    """
    Return how many standard errors an interval reaches to either side.

    Args:
        freedom: Degrees of freedom, at least 1.
        confidence: How often it is to hold what it is about, between 0 and 1.

    Returns:
        The number *t* for which ``P(|T| <= t)`` is *confidence*, to 1e-6.
    """
    if freedom > _MOST_TERMS:
        return _corrected(freedom, confidence)
    low, high = 0.0, 1.0
    while within(freedom, high) < confidence:
        low, high = high, 2 * high
    while high - low > 1e-9 * high:
        middle = (low + high) / 2
        if within(freedom, middle) < confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def within(freedom: int, reach: float) -> float:
    """
    Return the chance that Student's *T* lies within *reach* of 0.

    Source:
        M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, National
        Bureau of Standards 1964, 26.7.3 and 26.7.4.
    """
    angle = atan(reach / sqrt(freedom))
    is_odd = freedom % 2
    term = cos(angle) if is_odd else 1.0
    total = 0.0 if freedom == 1 else term
    for step in range(2 + is_odd, freedom - 1, 2):
        term *= cos(angle) ** 2 * (step - 1) / step
        total += term
    return 2 / pi * (angle + sin(angle) * total) if is_odd else sin(angle) * total


def _corrected(freedom: int, confidence: float) -> float:
    """Return the quantile by the expansion of Abramowitz and Stegun, 26.7.5."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2
