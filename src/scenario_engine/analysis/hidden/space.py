"""The beliefs that play can lead to, as a space of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.hidden.numbers import BeliefNumbers
from scenario_engine.analysis.hidden.updating import Chances, alike, ranges, update
from scenario_engine.analysis.observations import ObservedSpace
from scenario_engine.analysis.rows import Index, Rows
from scenario_engine.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.hidden.keeping import Keeping, Leads
    from scenario_engine.analysis.observations import ObservedRows
    from scenario_engine.analysis.rows import Floats

_AT_A_TIME = 1_000_000
"""How many branches are followed together, to bound the memory."""

_STATES_EACH = 10
"""Over how many states beliefs may be on average."""


@attrs.frozen(eq=False)
class BeliefSpace:
    """
    Beliefs -> choices -> beliefs over situations -> beliefs.

    Attributes:
        observed: What the beliefs are about.
        numbers: Finds the number of a belief.
        beliefs: The beliefs, in order of discovery.
        situations: The beliefs over situations.
        pointer: int64, shape ``(beliefs + 1,)``: the choices of a belief; none once
            it ended, or where it was not looked at.
        choices: For each choice, the distribution over its rows in *observed*.
        response, world: Rows, over beliefs or over their entries.
    """

    observed: ObservedSpace
    numbers: BeliefNumbers
    beliefs: Chances
    situations: Chances
    pointer: Index
    choices: Chances
    response: Rows
    world: Rows

    @property
    def ongoing(self) -> Index:
        """Numbers of the beliefs that have choices."""
        return np.flatnonzero(np.diff(self.pointer))


def explore_beliefs(
    observed: ObservedSpace,
    keeping: Keeping,
    *,
    most: int,
    turns: int | None = None,
) -> BeliefSpace:
    """
    Find the beliefs that play can lead to.

    Args:
        observed: The states, with what is observed.
        keeping: How posterior beliefs are kept.
        most: Most beliefs, over ten times as many states together.
        turns: The turn limit; None to look on until nothing new is found.

    Raises:
        BudgetError: If there are more than *most* beliefs.
    """
    return _Exploration(observed, keeping, most).run(turns)


class _Exploration:
    """One run of `explore_beliefs`."""

    def __init__(self, observed: ObservedSpace, keeping: Keeping, most: int) -> None:
        self.observed = observed
        self.keeping = keeping
        self.most = most
        self.beliefs = BeliefNumbers()
        self.situations = BeliefNumbers()
        self.looked_at = 0
        self.situated = 0
        self.response = _Collected()
        self.world = _Collected()
        self.counts: list[Index] = []
        self.choices: list[Chances] = []

    def run(self, turns: int | None) -> BeliefSpace:
        """Look at turn after turn."""
        for _, states, chances in alike(starts(self.observed)[0]):
            self.beliefs.add(states, chances)
        turn = 0
        while turn != turns and self.looked_at < len(self.beliefs):
            turn += 1
            self._turn(last=turn == turns)
        counts = np.concatenate([*self.counts, np.zeros(len(self.beliefs), np.int64)])
        return BeliefSpace(
            observed=self.observed,
            numbers=self.beliefs,
            beliefs=self.beliefs.since(0),
            situations=self.situations.since(0),
            pointer=np.cumsum([0, *counts[: len(self.beliefs)]]),
            choices=Chances.joined(self.choices),
            response=self.response.rows(),
            world=self.world.rows(),
        )

    def _turn(self, *, last: bool) -> None:
        """Look at the beliefs that were found last."""
        counts, choices = offered(self.observed, self.beliefs.since(self.looked_at))
        self.looked_at = len(self.beliefs)
        self.counts.append(counts)
        self.choices.append(choices)
        self._step(self.observed.response, choices, last=last)
        situations = self.situations.since(self.situated)
        self.situated = len(self.situations)
        self._step(self.observed.world, situations, last=last)

    def _step(self, rows: ObservedRows, priors: Chances, *, last: bool) -> None:
        """Follow *priors* one step: choices to situations, or these to states."""
        through = rows is self.observed.world
        found = self.beliefs if through else self.situations
        collected = self.world if through else self.response
        for part in _parts(rows, priors):
            updated = update(rows, part)
            plain = np.full(len(updated.posterior), last)
            if through:
                plain |= self.observed.space.ending[updated.posterior.heads] >= 0
            leads = self.keeping.leads(found, updated, plain)
            collected.add(leads, self.keeping.rows(part))
            self._refuse_if_many()

    def _refuse_if_many(self) -> None:
        entries = self.beliefs.starts[-1] + self.situations.starts[-1]
        if (
            len(self.beliefs) + len(self.situations) > self.most
            or entries > self.most * _STATES_EACH
        ):
            raise BudgetError(
                f"{self.observed.space.program.id}: more than {self.most} beliefs can "
                f"be held in play, or than {_STATES_EACH} states in each. "
                "Give a larger budget, or be content with bounds."
            )


class _Collected:
    """Rows that are found part by part."""

    def __init__(self) -> None:
        self._size = 0
        self._parts: list[Leads] = []

    def add(self, leads: Leads, size: int) -> None:
        """Put *size* rows below those found so far."""
        row, target, chance = leads
        self._parts.append((row + self._size, target, chance))
        self._size += size

    def rows(self) -> Rows:
        """Return all of them."""
        row = np.concatenate([np.empty(0, np.int64), *(p[0] for p in self._parts)])
        target = np.concatenate([np.empty(0, np.int64), *(p[1] for p in self._parts)])
        chance = np.concatenate([np.empty(0), *(p[2] for p in self._parts)])
        return Rows(np.searchsorted(row, np.arange(self._size + 1)), target, chance)


def starts(observed: ObservedSpace) -> tuple[Chances, Floats]:
    """
    Return what is believed at the start.

    Returns:
        A belief for each look that play can begin with, and its chance.
    """
    at, chance = observed.space.start
    states, which = np.unique(at[chance > 0], return_inverse=True)
    mass = np.bincount(which, chance[chance > 0])
    order = np.argsort(observed.look[states], kind="stable")
    states, mass = states[order], mass[order]
    first = np.flatnonzero(np.diff(observed.look[states], prepend=-1))
    pointer = np.append(first, len(states))
    sums = np.add.reduceat(mass, first)
    return Chances(pointer, states, mass / np.repeat(sums, np.diff(pointer))), sums


def _parts(rows: ObservedRows, priors: Chances) -> Iterator[Chances]:
    """Yield *priors* in parts that do not have too many branches together."""
    if not len(priors):
        return
    branches = np.diff(rows.pointer)[priors.state]
    part = np.cumsum(np.add.reduceat(branches, priors.pointer[:-1])) // _AT_A_TIME
    for number in np.unique(part):
        yield priors.at(np.flatnonzero(part == number))


def offered(observed: ObservedSpace, beliefs: Chances) -> tuple[Index, Chances]:
    """
    Return what can be chosen in *beliefs*.

    Returns:
        For each belief how many choices there are; and each choice as a distribution
        over its rows. All states of a belief offer the same.
    """
    pointer = observed.space.pointer
    counts = np.diff(pointer)[beliefs.heads]
    owner = np.repeat(np.arange(len(beliefs)), counts)
    place = ranges(np.zeros_like(counts), counts)
    held = beliefs.at(owner)
    rows = pointer[held.state] + place[held.owner]
    return counts, Chances(held.pointer, rows, held.chance)
