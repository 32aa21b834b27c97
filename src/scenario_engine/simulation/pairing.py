"""Two arms that faced the same dice: how far apart they are, episode by episode."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.totals import CONFIDENCE

if TYPE_CHECKING:
    from scenario_engine.simulation.episodes import Episodes


@attrs.frozen
class Paired:
    """
    How much more often one arm came to an ending of a kind than another did.

    Attributes:
        episodes: How many pairs there are.
        one, other: How many ended so in one arm alone.
        value: The difference of the shares, one less other.
        low, high: The interval of Bonett and Price (2012) at `CONFIDENCE`.

    Source:
        D. G. Bonett, R. M. Price, Adjusted Wald confidence interval for a difference
        of binomial proportions based on paired data, Journal of Educational and
        Behavioral Statistics 37 (2012), 479-488.
    """

    episodes: int
    one: int
    other: int
    value: float
    low: float
    high: float

    @classmethod
    def of(cls, one: int, other: int, episodes: int) -> Paired:
        """Return it for so many of *episodes*, of which there is at least one."""
        z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        first, second = (one + 1) / (episodes + 2), (other + 1) / (episodes + 2)
        middle = first - second
        half = z * sqrt((first + second - middle * middle) / (episodes + 2))
        value = (one - other) / episodes
        low, high = max(-1.0, middle - half), min(1.0, middle + half)
        return cls(episodes, one, other, value, low, high)


def paired(one: Episodes, other: Episodes, kind: str = GOAL) -> Paired:
    """
    Compare two arms that were played with the same seed, pair by pair.

    In a pair both faced the same dice, so what they have in common cancels out, and
    the interval is as a rule much narrower than that of two arms apart.

    Args:
        one: The episodes of one arm.
        other: Those of another, of the same numbers.
        kind: ``goal``, ``harm`` or ``neutral``.

    Raises:
        SimulationError: If they are not the same episodes.
    """
    are_same = np.array_equal(one["episode"], other["episode"])
    if one.seed != other.seed or not are_same or not len(one):
        raise SimulationError(
            "The arms do not have the same episodes. Play both with the same seed, "
            "from the same number on, and as many."
        )
    first, second = one["kind"] == kind, other["kind"] == kind
    return Paired.of(
        int((first & ~second).sum()), int((second & ~first).sum()), len(first)
    )
