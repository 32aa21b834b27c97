"""Somebody who plays a program: tables to go by, and a way to choose in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from scenario_engine.analysis.strategies import Weights
from scenario_engine.simulation.tables import Tables
from scenario_engine.simulation.ways import Way

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace


class Strategy(Protocol):
    """
    How somebody chooses.

    A strategy is plain data that can be pickled: a worker on another machine is told
    of it, and makes it ready for itself.
    """

    @property
    def name(self) -> str:
        """What it is called in results: what `named` reads, where it can."""

    def ready(self, space: StateSpace) -> Playing:
        """
        Return somebody who chooses so, in the program of *space*.

        Args:
            space: Its states, for the trainee who plays.

        Raises:
            SimulationError: If nobody can choose so there.
        """


@attrs.frozen(eq=False)
class Playing:
    """
    Somebody who plays a program.

    Attributes:
        tables: The program, with what the strategy remembers.
        way: How is chosen.
        weights: The same as chances: of each choice in its place, ``(k,)``, or
            ``(horizon + 1, k)`` by turns left.
    """

    tables: Tables
    way: Way
    weights: Weights

    @classmethod
    def of(cls, tables: Tables, weights: Weights) -> Playing:
        """Return whoever chooses by *weights* in *tables*."""
        return cls(tables, Way.of(tables, weights), weights)


@attrs.frozen(eq=False)
class Weighed:
    """
    A strategy without memory, given as the chance of each choice in its state.

    Attributes:
        name: What it is called in results.
        weights: Shape ``(k,)``, or ``(horizon + 1, k)`` by turns left.
    """

    name: str
    weights: Weights

    def ready(self, space: StateSpace) -> Playing:
        """Return whoever chooses so."""
        return Playing.of(Tables.over(space), self.weights)
