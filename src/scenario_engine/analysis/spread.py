"""How far a sum along an episode spreads: its mean and variance, exactly."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.strategies import Weights


class Unfolding(Protocol):
    """States, or whatever stands for them, with choices and where these lead."""

    @property
    def pointer(self) -> Index:
        """The choices of each state; none once it has ended."""

    @property
    def start(self) -> tuple[Index, Floats]:
        """Where play begins, and the chances."""

    def expected(self, worth: Floats) -> Floats:
        """Return for each choice the expectation of *worth* over what follows."""


@attrs.frozen
class Spread:
    """
    What a quantity of an episode comes to on average, and how it varies.

    Attributes:
        mean: Its expectation.
        variance: Its variance.
    """

    mean: float
    variance: float

    @property
    def deviation(self) -> float:
        """The standard deviation."""
        return sqrt(self.variance)


def spread(space: Unfolding, weights: Weights, gains: Floats) -> Spread:
    """
    Return mean and variance of what the choices of an episode gain together.

    First and second moments by backward induction: what is gained from here on is the
    gain of the choice and what is gained after it, and given where the choice leads
    the two are independent.

    Args:
        space: The state space, or the places of somebody who remembers.
        weights: How is chosen: shape ``(k,)``, or ``(horizon + 1, k)`` by turns left.
        gains: float64, ``(horizon + 1, k)``: what each choice gains, by turns left.

    Returns:
        Both exact up to rounding.
    """
    counts = np.diff(space.pointer)
    ongoing = np.flatnonzero(counts)
    firsts = space.pointer[ongoing]
    mean, square = np.zeros(len(counts)), np.zeros(len(counts))
    for left in range(1, len(gains)):
        chosen = weights if weights.ndim == 1 else weights[left]
        later, gain = space.expected(mean), gains[left]
        squares = gain * gain + 2 * gain * later + space.expected(square)
        mean[ongoing] = np.add.reduceat(chosen * (gain + later), firsts)
        square[ongoing] = np.add.reduceat(chosen * squares, firsts)
    at, chances = space.start
    first, second = float(chances @ mean[at]), float(chances @ square[at])
    return Spread(first, max(0.0, second - first * first))


def ratio_spread(
    space: Unfolding, weights: Weights, gains: Floats, counts: Floats
) -> Spread:
    """
    Return what a ratio of two sums over many episodes comes to, and how it varies.

    Over *n* episodes, the ratio of all gains to all counts is about the ratio of their
    means, with a variance of ``variance / n``: the sums are linearised, which is right
    for many episodes and rough for a few.

    Args:
        space: The state space.
        weights: How is chosen.
        gains: float64, ``(horizon + 1, k)``: what is summed above the line.
        counts: The same, below it; its mean is positive.

    Source:
        W. G. Cochran, Sampling Techniques, 3rd ed., Wiley 1977, chapter 6.
    """
    below = spread(space, weights, counts).mean
    ratio = spread(space, weights, gains).mean / below
    rest = spread(space, weights, gains - ratio * counts)
    return Spread(ratio, rest.variance / below**2)
