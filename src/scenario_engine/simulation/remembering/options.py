"""What can be chosen in some places, and what is remembered there."""

from __future__ import annotations

import attrs
import numpy as np

from scenario_engine.analysis.hidden.updating import ranges
from scenario_engine.analysis.rows import Index
from scenario_engine.analysis.states import StateSpace


@attrs.frozen(eq=False)
class Options:
    """
    Everything that can be chosen in some places.

    Attributes:
        space: The states.
        state, memory: int64, ``(places,)``: the state of each, and what is remembered.
        pointer: int64, ``(places + 1,)``: the choices of each place.
        choice: int64, ``(k,)``: which choice of the space each one is.
    """

    space: StateSpace
    state: Index
    memory: Index
    pointer: Index
    choice: Index

    @classmethod
    def of(cls, space: StateSpace, state: Index, memory: Index) -> Options:
        """Return what can be chosen in states in which something is remembered."""
        counts = np.diff(space.pointer)[state]
        pointer = np.concatenate([[0], np.cumsum(counts)])
        return cls(space, state, memory, pointer, ranges(space.pointer[state], counts))

    @classmethod
    def everywhere(cls, space: StateSpace) -> Options:
        """Return what can be chosen in all states, where nothing is remembered."""
        size = len(space)
        nothing = np.zeros(size, dtype=np.int64)
        every = np.arange(len(space.action))
        return cls(space, np.arange(size), nothing, space.pointer, every)

    @property
    def owner(self) -> Index:
        """For each choice, the place it belongs to."""
        return np.repeat(np.arange(len(self.state)), np.diff(self.pointer))

    @property
    def action(self) -> Index:
        """For each choice, the action of the program."""
        return self.space.action[self.choice]
