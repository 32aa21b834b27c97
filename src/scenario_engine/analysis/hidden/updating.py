"""Bayes for many beliefs at once: what may be seen next, and what it then tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.rows import Floats, Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis.observations import ObservedRows


@attrs.frozen(eq=False)
class Chances:
    """
    Sparse distributions: entry ``pointer[i]:pointer[i + 1]`` belong to the ``i``-th.

    Attributes:
        pointer: int64, shape ``(n + 1,)``.
        state: int64, shape ``(entries,)``; ascending within a distribution.
        chance: float64, shape ``(entries,)``; positive, sums to 1 within each.
    """

    pointer: Index
    state: Index
    chance: Floats

    def __len__(self) -> int:
        """Count the distributions."""
        return len(self.pointer) - 1

    @classmethod
    def joined(cls, parts: Sequence[Chances]) -> Chances:
        """Put the distributions of *parts* below each other."""
        sizes = np.concatenate([np.diff(part.pointer) for part in parts])
        return cls(
            np.concatenate([[0], np.cumsum(sizes)]),
            np.concatenate([part.state for part in parts]),
            np.concatenate([part.chance for part in parts]),
        )

    @property
    def sizes(self) -> Index:
        """For each distribution, over how many states it is."""
        return np.diff(self.pointer)

    @property
    def owner(self) -> Index:
        """For each entry, the distribution it belongs to."""
        return np.repeat(np.arange(len(self)), self.sizes)

    @property
    def heads(self) -> Index:
        """For each distribution, the first of its states."""
        return self.state[self.pointer[:-1]]

    def mean(self, worth: Floats) -> Floats:
        """Return for each distribution the expectation of *worth*, entry by entry."""
        sums: Floats = np.add.reduceat(self.chance * worth, self.pointer[:-1])
        return sums

    def at(self, wanted: Index) -> Chances:
        """Return the distributions of these numbers."""
        counts = self.sizes[wanted]
        entries = ranges(self.pointer[wanted], counts)
        pointer = np.concatenate([[0], np.cumsum(counts)])
        return Chances(pointer, self.state[entries], self.chance[entries])


def alike(beliefs: Chances) -> Iterator[tuple[Index, Index, Floats]]:
    """Yield the beliefs over equally many states: which, their states, chances."""
    sizes = np.diff(beliefs.pointer)
    for size in np.unique(sizes):
        which = np.flatnonzero(sizes == size)
        entries = beliefs.pointer[which][:, None] + np.arange(size)
        yield which, beliefs.state[entries], beliefs.chance[entries]


@attrs.frozen(eq=False)
class Updated:
    """
    What follows from beliefs, each over the rows of some choice or situation.

    Attributes:
        prior: int64, shape ``(m,)``; ascending. Which belief it follows from.
        signal: int64, shape ``(m,)``: what is then observed.
        chance: float64, shape ``(m,)``: how likely that is; sums to 1 for a prior.
        posterior: What is then believed: ``m`` distributions.
        entry: int64, shape ``(b,)``; ascending. For each branch, the entry of the
            prior that it starts from.
        to: int64, shape ``(b,)``: the entry of *posterior* that it leads to.
        weight: float64, shape ``(b,)``: its chance, given the entry.
    """

    prior: Index
    signal: Index
    chance: Floats
    posterior: Chances
    entry: Index
    to: Index
    weight: Floats


def update(rows: ObservedRows, beliefs: Chances) -> Updated:
    """
    Let one step happen in each belief, and learn from what is observed of it.

    Args:
        rows: What each row can lead to, with what is observed of it.
        beliefs: Distributions over rows.
    """
    counts = np.diff(rows.pointer)[beliefs.state]
    entry = np.repeat(np.arange(len(counts)), counts)
    branch = ranges(rows.pointer[beliefs.state], counts)
    signals, targets = rows.signals, rows.targets
    key = (beliefs.owner[entry] * signals + rows.signal[branch]) * targets
    key += rows.target[branch]
    keys, to = np.unique(key, return_inverse=True)
    weight = rows.chance[branch]
    mass = totals(to, beliefs.chance[entry] * weight, len(keys))
    heads, state = np.divmod(keys, targets)
    first = np.flatnonzero(np.diff(heads, prepend=-1))
    chance = np.add.reduceat(mass, first)
    pointer = np.append(first, len(keys))
    share = mass / np.repeat(chance, np.diff(pointer))
    prior, signal = np.divmod(heads[first], signals)
    posterior = Chances(pointer, state, share)
    return Updated(prior, signal, chance, posterior, entry, to, weight)


def totals(at: Index, weights: Floats, size: int = 0) -> Floats:
    """Return for each number up to *size* the sum of the weights that stand at it."""
    return np.bincount(at, weights, size).astype(np.float64)


def ranges(starts: Index, counts: Index) -> Index:
    """Return ``starts[i], …, starts[i] + counts[i] - 1`` for each ``i``, joined."""
    offsets = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    found: Index = np.arange(len(offsets)) + offsets
    return found


def first_best(worth: Floats, firsts: Index) -> Index:
    """
    Return the first of those that are worth most, in each group.

    Args:
        worth: float64, group after group.
        firsts: int64: where each group begins.
    """
    counts = np.diff(np.append(firsts, len(worth)))
    group = np.repeat(np.arange(len(firsts)), counts)
    best = np.flatnonzero(worth == np.maximum.reduceat(worth, firsts)[group])
    found: Index = best[np.flatnonzero(np.diff(group[best], prepend=-1))]
    return found
