"""How posterior beliefs are kept: whole, as mixtures on a grid, or rounded."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

from scenario_engine.analysis.hidden.updating import alike, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.hidden.numbers import BeliefNumbers
    from scenario_engine.analysis.hidden.updating import Chances, Updated
    from scenario_engine.analysis.rows import Floats, Index

Leads = tuple["Index", "Index", "Floats"]

_NOISE = 1e-12
"""How far a multiple of the grid's step may be missed by rounding."""


class Keeping(Protocol):
    """How posterior beliefs are kept."""

    def leads(self, numbers: BeliefNumbers, updated: Updated, plain: Index) -> Leads:
        """
        Number the posteriors of *updated*, and tell what leads to them.

        Args:
            numbers: Numbers them.
            updated: What follows from some beliefs.
            plain: bool, one for each posterior: nothing that matters is decided
                after it, so that only its states matter, not how sure one is.

        Returns:
            Rows, targets and chances of branches, ordered by row.
        """

    def rows(self, priors: Chances) -> int:
        """Return how many rows `leads` gives for *priors*."""


@attrs.frozen
class Mixed:
    """
    Rows of beliefs: each posterior is a mixture of kept ones.

    Attributes:
        points: Most beliefs of the grid over the same states; 0 keeps every
            posterior as it is.
    """

    points: int = 0

    def rows(self, priors: Chances) -> int:
        """Return one row for each belief."""
        return len(priors)

    def leads(self, numbers: BeliefNumbers, updated: Updated, plain: Index) -> Leads:
        """Lead from priors to kept beliefs."""
        parts = list(self._parts(numbers, updated, plain))
        which = np.concatenate([part[0] for part in parts])
        number = np.concatenate([part[1] for part in parts])
        share = np.concatenate([part[2] for part in parts])
        key = updated.prior[which] * len(numbers) + number
        keys, at = np.unique(key, return_inverse=True)
        chance = totals(at, updated.chance[which] * share, len(keys))
        row, target = np.divmod(keys, len(numbers))
        return row, target, chance

    def _parts(
        self, numbers: BeliefNumbers, updated: Updated, plain: Index
    ) -> Iterator[Leads]:
        """Yield posteriors with the kept beliefs they are mixed of, and the shares."""
        for which, states, chances in alike(updated.posterior):
            size = states.shape[1]
            last = plain[which]
            for here, points in ((last, 1), (~last, self.points)):
                if points == 0 or size == 1:
                    number = numbers.add(states[here], chances[here])
                    yield which[here], number, np.ones(len(number))
                    continue
                one, over, weights, share = mixture(states[here], chances[here], points)
                yield which[here][one], numbers.add_weights(over, weights), share


@attrs.frozen
class Rounded:
    """
    Rows of the single states of beliefs, each posterior rounded to one kept belief.

    Attributes:
        parts: Into how many parts a chance is divided, roughly; 0 keeps every
            posterior as it is.
    """

    parts: int

    def rows(self, priors: Chances) -> int:
        """Return one row for each state of each belief."""
        return len(priors.state)

    def leads(self, numbers: BeliefNumbers, updated: Updated, plain: Index) -> Leads:
        """Lead from states of priors to the same states of kept beliefs."""
        return self.onwards(numbers, updated, self.number(numbers, updated, plain))

    def number(self, numbers: BeliefNumbers, updated: Updated, plain: Index) -> Index:
        """Return the number of the belief that each posterior is kept as."""
        number = np.empty(len(updated.posterior), dtype=np.int64)
        for which, states, chances in alike(updated.posterior):
            parts = np.where(plain[which], 1, self.parts)[:, None]
            whole = parts == 0
            rounded = kept(chances, np.maximum(parts, 1))
            number[which] = numbers.add(states, np.where(whole, chances, rounded))
        return number

    def onwards(self, numbers: BeliefNumbers, updated: Updated, number: Index) -> Leads:
        """Lead from states of priors to the same states of the beliefs *number*."""
        moved = np.array(numbers.starts, dtype=np.int64)[number]
        moved -= updated.posterior.pointer[:-1]
        target = updated.to + moved[updated.posterior.owner[updated.to]]
        return updated.entry, target, updated.weight


def mixture(
    states: Index, chances: Floats, points: int
) -> tuple[Index, Index, Floats, Floats]:
    """
    Write beliefs over equally many states as mixtures of beliefs on a grid.

    Args:
        states: int64, shape ``(n, k)``; ascending in each row.
        chances: float64, shape ``(n, k)``; positive, rows sum to 1.
        points: Most beliefs of the grid over the same states.

    Returns:
        For each part of a mixture: the belief it is of; the states it is over and
        their weights, shape ``(parts, ...)``; and its share.
    """
    count, size = states.shape
    parts = resolution(size, points)
    if parts == 1:
        # The corners are certainties: nothing as large as k times k is needed.
        over = states.reshape(-1, 1)
        one = np.repeat(np.arange(count), size)
        return one, over, np.ones(over.shape), chances.reshape(-1)
    corners, shares = split(chances, parts)
    one, corner = np.nonzero(shares)
    return one, states[one], corners[one, corner], shares[one, corner]


def resolution(size: int, points: int) -> int:
    """
    Return the finest grid over *size* states that has at most *points* beliefs.

    Returns:
        Into how many equal parts it divides each chance; at least 1, whatever
        *points* says.
    """
    parts = 1
    while size > 1 and grid_size(size, parts + 1) <= points:
        parts += 1
    return parts


def grid_size(size: int, parts: int) -> int:
    """Return how many beliefs over *size* states have chances in whole *parts*."""
    return comb(parts + size - 1, size - 1)


def split(chances: Floats, parts: int) -> tuple[Floats, Floats]:
    """
    Write beliefs as mixtures of beliefs on the grid.

    The grid cuts the beliefs into simplices; each belief is the mixture of the
    corners of the one that it lies in. A value that is convex in the belief, as the
    fair value is, is at most the mixture of its values at the corners.

    Args:
        chances: float64, shape ``(n, k)``; rows sum to 1.
        parts: Into how many parts the grid divides each chance.

    Returns:
        The corners in whole parts, float64, shape ``(n, k, k)`` (belief, corner,
        state), and their shares, float64, shape ``(n, k)``, rows summing to 1.

    Source:
        W. S. Lovejoy, Computationally feasible bounds for partially observed Markov
        decision processes, Operations Research 39 (1991), 162-175.
    """
    size = chances.shape[1]
    tails = np.cumsum(chances[:, ::-1], axis=1)[:, ::-1] * parts
    whole = np.floor(tails + _NOISE)
    whole[:, 0] = parts
    over = np.clip(tails - whole, 0.0, 1.0)
    over[:, 0] = 0.0
    order = np.argsort(-over[:, 1:], axis=1, kind="stable") + 1
    sorted_over = np.take_along_axis(over, order, axis=1)
    steps = np.zeros((len(chances), size, size))
    for corner in range(1, size):
        steps[:, corner] = steps[:, corner - 1]
        rows = np.arange(len(chances))
        steps[rows, corner, order[:, corner - 1]] += 1.0
    corners = whole[:, None, :] + steps
    corners[:, :, :-1] -= corners[:, :, 1:]
    ones, zeros = np.ones((len(chances), 1)), np.zeros((len(chances), 1))
    shares = -np.diff(np.concatenate([ones, sorted_over, zeros], axis=1), axis=1)
    shares[shares < _NOISE / parts] = 0.0
    shares /= shares.sum(axis=1, keepdims=True)
    return corners, shares


def kept(chances: Floats, parts: int | Index) -> Floats:
    """
    Round beliefs without taking a state for impossible.

    Args:
        chances: float64, shape ``(n, k)``; positive, rows sum to 1.
        parts: Into how many parts a chance is divided, roughly; one number, or one
            for each belief, shape ``(n, 1)``.

    Returns:
        float64, shape ``(n, k)``; positive, rows sum to 1.
    """
    weights = np.maximum(1.0, np.rint(chances * parts))
    rounded: Floats = weights / weights.sum(axis=1, keepdims=True)
    return rounded
