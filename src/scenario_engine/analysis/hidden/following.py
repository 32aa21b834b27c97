"""A belief as a number that what is chosen and observed moves on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.hidden.keeping import Rounded
from scenario_engine.analysis.hidden.space import BeliefSpace, explore_beliefs
from scenario_engine.analysis.hidden.updating import ranges
from scenario_engine.analysis.observations import ObservedRows
from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from scenario_engine.analysis.hidden.keeping import Leads
    from scenario_engine.analysis.hidden.numbers import BeliefNumbers
    from scenario_engine.analysis.hidden.updating import Chances, Updated
    from scenario_engine.analysis.observations import ObservedSpace
    from scenario_engine.analysis.rows import Floats, Index


@attrs.frozen(eq=False)
class Following:
    """
    Somebody who holds one of some beliefs, and changes it by what is observed.

    Attributes:
        space: The beliefs, with rows for each of their states.
        reply: For each choice of a belief, what may be observed of its response, and
            the belief over situations that is then held.
        turn: For each belief over situations, what may be observed when the turn
            ends, and the belief that is then held.
    """

    space: BeliefSpace
    reply: ObservedRows
    turn: ObservedRows


def following(
    observed: ObservedSpace, parts: int, *, most: int, turns: int | None = None
) -> Following:
    """
    Find what somebody believes who follows play by what is observed.

    Args:
        observed: The states, with what is observed.
        parts: Into how many parts a chance of a belief is rounded; 0 for not at all.
        most: Most beliefs.
        turns: The turn limit; None to look on until nothing new is found.

    Raises:
        BudgetError: If there are more than *most* beliefs.
    """
    noting = _Noting(Rounded(parts))
    space = explore_beliefs(observed, noting, most=most, turns=turns)
    reply, turn = noting.noted
    return Following(space, reply.rows(), turn.rows())


def worth(following: Following, final: Floats, left: int) -> Floats:
    """
    Return what the choices of each belief are worth if the best is always taken.

    Where beliefs are whole this is their fair value. Where they are rounded, it is
    what somebody comes to who can remember no more than them.

    Args:
        following: The beliefs.
        final: float64, ``(n,)``: what the states are worth when an episode ends there.
        left: The turn limit.

    Returns:
        float64, ``(left + 1, choices)``; the first row is 0: nothing can be chosen.
    """
    space = following.space
    found = np.zeros((left + 1, len(space.choices)))
    now = final[space.beliefs.state]
    entry = np.repeat(np.diff(space.pointer) > 0, space.beliefs.sizes)
    for turns in range(1, left + 1):
        each = space.response.mean(space.world.mean(now))
        found[turns] = space.choices.mean(each)
        best = firsts(found[turns], space.pointer)
        now = now.copy()
        now[entry] = each[_entries(space.choices, best)]
    return found


def firsts(worth: Floats, pointer: Index) -> Index:
    """
    Return the first of the choices that are as good as the best, in each group.

    Args:
        worth: float64, group after group.
        pointer: int64: where groups begin; some may be empty.
    """
    begins = pointer[:-1][np.diff(pointer) > 0]
    best = np.maximum.reduceat(worth, begins)
    group = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(worth))))
    good = np.flatnonzero(worth >= best[group] - TIE)
    found: Index = good[np.flatnonzero(np.diff(group[good], prepend=-1))]
    return found


def _entries(beliefs: Chances, which: Index) -> Index:
    return ranges(beliefs.pointer[which], beliefs.sizes[which])


class _Noting:
    """Keeps beliefs as *keeping* does, and notes what is observed before each."""

    def __init__(self, keeping: Rounded) -> None:
        self._keeping = keeping
        self._of: dict[int, _Noted] = {}
        self._last = _Noted()

    @property
    def noted(self) -> tuple[_Noted, _Noted]:
        """What was noted of responses and of the world after them, in this order."""
        reply, turn = self._of.values()
        return reply, turn

    def leads(self, numbers: BeliefNumbers, updated: Updated, plain: Index) -> Leads:
        """Number the posteriors of *updated*, and tell what leads to them."""
        number = self._keeping.number(numbers, updated, plain)
        # Beliefs over situations and beliefs over states are numbered apart.
        self._last = self._of.setdefault(id(numbers), _Noted())
        self._last.add(updated, number)
        return self._keeping.onwards(numbers, updated, number)

    def rows(self, priors: Chances) -> int:
        """Return how many rows `leads` gives for *priors*."""
        self._last.size += len(priors)
        return self._keeping.rows(priors)


class _Noted:
    """What is observed after some beliefs, found part by part."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[tuple[Index, Index, Index, Floats]] = []

    def add(self, updated: Updated, number: Index) -> None:
        """Put what follows from some beliefs below what was found so far."""
        prior = updated.prior + self.size
        self._parts.append((prior, updated.signal, number, updated.chance))

    def rows(self) -> ObservedRows:
        """Return all of it, a row for each belief."""
        prior, signal, number, chance = (
            np.concatenate(parts) for parts in zip(*self._parts, strict=True)
        )
        pointer = np.searchsorted(prior, np.arange(self.size + 1))
        return ObservedRows(pointer, signal, number, chance)
