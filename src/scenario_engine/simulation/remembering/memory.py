"""What somebody remembers: a number that choices and observations move on."""

from __future__ import annotations

from typing import Protocol

import attrs
import numpy as np

from scenario_engine.analysis.rows import Index


class Memory(Protocol):
    """
    What somebody remembers, as a number; it changes by what they do and observe alone.

    All methods take and return int64 arrays, one entry for each of many people.
    """

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many memories there are before a choice, after it, after the response."""

    def begin(self, look: Index) -> Index:
        """Return what is remembered before the first turn, by how the scene looks."""

    def chosen(self, memory: Index, action: Index) -> Index:
        """Return what is remembered once *action* was chosen."""

    def heard(self, memory: Index, signal: Index) -> Index:
        """Return what is remembered once the response was observed."""

    def seen(self, memory: Index, signal: Index) -> Index:
        """Return what is remembered once the turn has ended."""


@attrs.frozen(eq=False)
class Doings:
    """
    A memory of own choices alone.

    Attributes:
        after: int64, ``(memories, actions)``: what is remembered after each choice.
        first: What is remembered before the first turn.
    """

    after: Index
    first: int = 0

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many memories there are, at every moment of a turn."""
        size = len(self.after)
        return size, size, size

    def begin(self, look: Index) -> Index:
        """Return the first."""
        return np.full(len(look), self.first, dtype=np.int64)

    def chosen(self, memory: Index, action: Index) -> Index:
        """Return what is remembered once *action* was chosen."""
        found: Index = self.after[memory, action]
        return found

    def heard(self, memory: Index, signal: Index) -> Index:
        """Return the same: nobody listens."""
        return memory

    def seen(self, memory: Index, signal: Index) -> Index:
        """Return the same: nobody looks."""
        return memory


@attrs.frozen(eq=False)
class Both:
    """
    Two memories side by side.

    Attributes:
        one, other: The memories.
    """

    one: Memory
    other: Memory

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many pairs there are, at each moment of a turn."""
        (a, b, c), (d, e, f) = self.one.sizes, self.other.sizes
        return a * d, b * e, c * f

    def parts(self, memory: Index) -> tuple[Index, Index]:
        """Return what is remembered before a choice by the one and by the other."""
        return np.divmod(memory, self.other.sizes[0])

    def begin(self, look: Index) -> Index:
        """Return what both remember before the first turn."""
        return self.one.begin(look) * self.other.sizes[0] + self.other.begin(look)

    def chosen(self, memory: Index, action: Index) -> Index:
        """Return what both remember once *action* was chosen."""
        one, other = self.parts(memory)
        size = self.other.sizes[1]
        return self.one.chosen(one, action) * size + self.other.chosen(other, action)

    def heard(self, memory: Index, signal: Index) -> Index:
        """Return what both remember once the response was observed."""
        one, other = np.divmod(memory, self.other.sizes[1])
        size = self.other.sizes[2]
        return self.one.heard(one, signal) * size + self.other.heard(other, signal)

    def seen(self, memory: Index, signal: Index) -> Index:
        """Return what both remember once the turn has ended."""
        one, other = np.divmod(memory, self.other.sizes[2])
        size = self.other.sizes[0]
        return self.one.seen(one, signal) * size + self.other.seen(other, signal)
