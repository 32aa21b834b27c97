"""Values of beliefs: exact ones, proven upper ones, proven lower ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

from scenario_engine.analysis.hidden.keeping import mixture
from scenario_engine.analysis.hidden.space import BeliefSpace
from scenario_engine.analysis.hidden.updating import (
    Chances,
    alike,
    first_best,
    ranges,
    totals,
)
from scenario_engine.analysis.rows import Floats
from scenario_engine.analysis.values import Values

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Index

_NONE = 2.0
"""More than any chance: what a bound from above says where it has nothing to say."""


class Bound(Protocol):
    """What beliefs are worth, at most or at least."""

    def at(self, beliefs: Chances, left: int) -> Floats:
        """
        Return what *beliefs* are worth.

        Args:
            beliefs: Beliefs that play can lead to.
            left: Turns left.

        Returns:
            float64, one for each.
        """


@attrs.frozen(eq=False)
class Known:
    """
    What full knowledge would make of beliefs: a bound from above.

    It is the value itself where nothing is hidden.

    Attributes:
        full: What states are worth to somebody who knows everything.
    """

    full: Values

    def at(self, beliefs: Chances, left: int) -> Floats:
        """Return the mean over what may be the case."""
        return beliefs.mean(self.full.table[left][beliefs.state])


@attrs.frozen(eq=False)
class Above:
    """
    The value where it is known, and what it cannot exceed elsewhere.

    Attributes:
        space: Beliefs, each worth what it is worth.
        table: float64, shape ``(horizon + 1, beliefs)``.
        points: The size of the grid they are on; 0 when all that can be met are in
            *space*.
        known: What no belief exceeds.
    """

    space: BeliefSpace
    table: Floats
    points: int
    known: Known

    @classmethod
    def of(cls, space: BeliefSpace, full: Values, points: int = 0) -> Above:
        """Work out what the beliefs of *space* are worth, by backward induction."""
        now = space.beliefs.mean(full.aim.final[space.beliefs.state])
        table = np.empty((len(full.table), len(now)))
        table[0] = now
        ongoing = space.ongoing
        for left in range(1, len(table)):
            worth = space.response.mean(space.world.mean(now))
            now = now.copy()
            now[ongoing] = np.maximum.reduceat(worth, space.pointer[ongoing])
            table[left] = now
        return cls(space, table, points, Known(full))

    def at(self, beliefs: Chances, left: int) -> Floats:
        """
        Return the value, or what it cannot exceed.

        Raises:
            LookupError: If the value is exact, and play cannot lead to a belief.
        """
        found = self.known.at(beliefs, left)
        for which, states, chances in _open(self.space, beliefs, left):
            look_up = self._mixed if self.points else self._met
            found[which] = np.minimum(found[which], look_up(states, chances, left))
        return found

    def _met(self, states: Index, chances: Floats, left: int) -> Floats:
        """Look beliefs up that play can lead to."""
        worth = self._known(states, chances, left)
        if (worth == _NONE).any():
            raise LookupError("Play cannot lead to this belief.")
        return worth

    def _mixed(self, states: Index, chances: Floats, left: int) -> Floats:
        """Return the mean over the corners of the grid around each belief."""
        one, over, weights, share = mixture(states, chances, self.points)
        return totals(one, share * self._known(over, weights, left), len(states))

    def _known(self, states: Index, weights: Floats, left: int) -> Floats:
        numbers = self.space.numbers.find_weights(states, weights)
        return np.where(numbers < 0, _NONE, self.table[left, numbers])


@attrs.frozen(eq=False)
class Below:
    """
    What a strategy that goes by observations alone comes to.

    It remembers one of the beliefs of *space* and acts by it. In each state that it
    may then be in, its chance is worked out exactly.

    Attributes:
        space: Beliefs, with rows for each of their states.
        table: float64, shape ``(horizon + 1, entries)``.
        glances: float64, shape ``(horizon + 1, n)``: what states are worth to a
            strategy without memory, which there always is.
    """

    space: BeliefSpace
    table: Floats
    glances: Floats

    @classmethod
    def of(cls, space: BeliefSpace, glances: Floats) -> Below:
        """Choose in each belief what comes to most, by backward induction."""
        now = glances[0, space.beliefs.state]
        table = np.empty((len(glances), len(now)))
        table[0] = now
        ongoing = space.ongoing
        taken = space.beliefs.at(ongoing)
        entries = ranges(space.beliefs.pointer[ongoing], taken.sizes)
        for left in range(1, len(table)):
            worth = space.response.mean(space.world.mean(now))
            best = first_best(space.choices.mean(worth), space.pointer[ongoing])
            sizes = space.choices.sizes[best]
            now = now.copy()
            now[entries] = worth[ranges(space.choices.pointer[best], sizes)]
            table[left] = now
        return cls(space, table, glances)

    def at(self, beliefs: Chances, left: int) -> Floats:
        """Return what the strategy comes to from the memory that suits best."""
        found = Glances(self.glances).at(beliefs, left)
        for which, states, chances in _open(self.space, beliefs, left):
            supports, at = np.unique(states, axis=0, return_inverse=True)
            for number, support in enumerate(supports):
                rows = np.flatnonzero(at.reshape(-1) == number)
                worth = chances[rows] @ self._vectors(support, left)
                best = worth.max(axis=1, initial=0.0)
                found[which[rows]] = np.maximum(found[which[rows]], best)
        return found

    def _vectors(self, support: Index, left: int) -> Floats:
        """Return what each state of *support* is worth with each memory of it."""
        numbers = np.array(self.space.numbers.over.get(support.tobytes(), ()), np.int64)
        starts = self.space.beliefs.pointer[numbers]
        vectors: Floats = self.table[left][starts + np.arange(len(support))[:, None]]
        return vectors


@attrs.frozen(eq=False)
class Glances:
    """
    What a strategy without memory comes to.

    Attributes:
        table: float64, shape ``(horizon + 1, n)``.
    """

    table: Floats

    def at(self, beliefs: Chances, left: int) -> Floats:
        """Return the mean over what may be the case."""
        return beliefs.mean(self.table[left][beliefs.state])


def _open(
    space: BeliefSpace, beliefs: Chances, left: int
) -> list[tuple[Index, Index, Floats]]:
    """Return the beliefs in which there is something to choose, by their size."""
    over = (left == 0) | (space.observed.space.ending[beliefs.heads] >= 0)
    going_on = np.flatnonzero(~over)
    return [
        (going_on[which], states, chances)
        for which, states, chances in alike(beliefs.at(going_on))
    ]
