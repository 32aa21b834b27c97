"""How many people a real study would need to see what the model has."""

from __future__ import annotations

from math import atanh, isnan, sqrt
from typing import TYPE_CHECKING

import attrs
from scipy.stats import norm
from statsmodels.stats.power import NormalIndPower, TTestIndPower, TTestPower
from statsmodels.stats.proportion import proportion_effectsize
from statsmodels.stats.rates import power_poisson_ratio_2indep

if TYPE_CHECKING:
    from collections.abc import Callable

LEVEL, POWER = 0.05, 0.80
"""The chance of a false alarm, on both sides; and how often to see what is there."""

MOST = 1_000_000
"""Studies of more people are not reckoned with."""


@attrs.frozen
class Power:
    """
    How likely a study is to see an effect.

    Attributes:
        size: How many people of each kind the study has.
        chance: The chance that its test is below `LEVEL`, by the formula.
        needed: How many of each kind give `POWER`; None where more than `MOST`.
        per: What is counted: ``arm``, ``arm and setting``, or ``in all``.
        method: The formula.
    """

    size: int
    chance: float
    needed: int | None
    per: str
    method: str


def of_difference(d: float, size: int, per: str = "arm") -> Power:
    """Return the power of comparing two means that lie *d* apart."""

    def chance(n: float) -> float:
        return float(TTestIndPower().power(abs(d), n, LEVEL))

    return _power(chance, size, per, "two-sample t test")


def of_change(d: float, size: int) -> Power:
    """Return the power of a paired test; *d* is over the spread of the changes."""

    def chance(n: float) -> float:
        return float(TTestPower().power(abs(d), n, LEVEL))

    return _power(chance, size, "arm", "paired t test")


def of_correlation(r: float, size: int) -> Power:
    """Return the power of testing a correlation, by Fisher's transformation."""
    z, edge = abs(atanh(max(min(r, 0.999_999), -0.999_999))), norm.isf(LEVEL / 2)

    def chance(n: float) -> float:
        root = sqrt(max(n - 3, 0))
        return float(norm.sf(edge - z * root) + norm.cdf(-edge - z * root))

    return _power(chance, size, "in all", "Fisher z")


def of_shares(first: float, second: float, size: int, spread: float = 1.0) -> Power:
    """
    Return the power of comparing two shares.

    Args:
        first: One share, in 0..1.
        second: The other.
        size: How many people an arm has.
        spread: How many independent answers a person counts for.
    """
    effect = abs(float(proportion_effectsize(first, second)))

    def chance(n: float) -> float:
        return float(NormalIndPower().power(effect, n * spread, LEVEL))

    return _power(chance, size, "arm", "two proportions, arcsine")


def of_rates(first: float, second: float, size: int, dispersion: float = 1.0) -> Power:
    """
    Return the power of comparing two rates.

    Args:
        first: Events of a person in one arm, on average.
        second: In the other.
        size: How many people an arm has.
        dispersion: By how much counts vary more than Poisson's law has it.
    """
    if min(first, second) <= 0:
        return Power(size, LEVEL, None, "arm", "no events, no formula")

    def chance(n: float) -> float:
        found = power_poisson_ratio_2indep(
            first,
            second,
            n / dispersion,
            value=1,
            alpha=LEVEL,
            alternative="two-sided",
            return_results=False,
        )
        return float(found)

    return _power(chance, size, "arm", "two Poisson rates, allowing for dispersion")


def _power(chance: Callable[[float], float], size: int, per: str, method: str) -> Power:

    def sure(n: float) -> float:
        # The noncentral t gives out where there is no doubt left.
        found = chance(n)
        return 1.0 if isnan(found) else found

    return Power(size, sure(size), _needed(sure), per, method)


def _needed(chance: Callable[[float], float]) -> int | None:
    """Return the least number of people with enough power, by halving."""
    low, high = 4, 8
    if chance(low) >= POWER:
        return low
    while chance(high) < POWER:
        low, high = high, high * 2
        if high > MOST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chance(middle) >= POWER else (middle, high)
    return high
