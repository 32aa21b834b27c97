"""What many episodes came to, counted by how and when they ended."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.program.ir import Ending

if TYPE_CHECKING:
    from scenario_engine.simulation.outcomes import Block

CONFIDENCE = 0.95
"""How often an interval is to hold the chance that it is about."""


@attrs.frozen
class Share:
    """
    How large a part of the episodes was, with an interval for the chance behind it.

    Attributes:
        value: The part, in 0..1.
        low, high: The interval of Wilson (1927) at `CONFIDENCE`.
    """

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, count: int, episodes: int) -> Share:
        """Return the share of *count* in *episodes*, of which there is at least one."""
        z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        value, more = count / episodes, z * z / episodes
        middle = (value + more / 2) / (1 + more)
        half = sqrt(value * (1 - value) * more + more * more / 4) / (1 + more)
        return cls(value, max(0.0, middle - half), min(1.0, middle + half))


@attrs.frozen(eq=False)
class Totals:
    """
    How many episodes ended in which way, after how many turns.

    Attributes:
        scenario: The scenario's id.
        digest: Content digest of its program.
        seed: What the dice were keyed with.
        first: The number of the first episode.
        endings: The endings, by the rows of *counts*; the turn limit last.
        counts: int64, ``(endings, horizon + 1)``: episodes that ended so after so
            many turns.
    """

    scenario: str
    digest: str
    seed: int
    first: int
    endings: tuple[Ending, ...]
    counts: NDArray[np.int64]

    @property
    def episodes(self) -> int:
        """How many episodes were played."""
        return int(self.counts.sum())

    @property
    def turns(self) -> int:
        """How many turns all of them had together."""
        return int(self.counts.sum(axis=0) @ np.arange(self.counts.shape[1]))

    def share(self, kind: str) -> Share:
        """
        Return the share of episodes with an ending of *kind*.

        Args:
            kind: ``goal``, ``harm`` or ``neutral``.
        """
        of_kind = [ending.kind == kind for ending in self.endings]
        return Share.of(int(self.counts[of_kind].sum()), self.episodes)


def counted(block: Block, endings: int, horizon: int) -> NDArray[np.int64]:
    """
    Count the episodes of *block* by ending and turns.

    Args:
        block: The episodes.
        endings: How many endings there are; the turn limit, -1, is one more.
        horizon: The turn limit.

    Returns:
        int64, ``(endings + 1, horizon + 1)``.
    """
    width = horizon + 1
    row = block.ending.astype(np.int64)
    row += 1
    row *= width
    row += block.turns
    found = np.bincount(row, minlength=(endings + 1) * width)
    return np.roll(found.reshape(endings + 1, width), -1, axis=0)
