"""Choose now one way, now another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from scenario_engine.simulation.planning import Plan
from scenario_engine.simulation.remembering import Both
from scenario_engine.simulation.strategies.writing import chance, written

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.simulation.playing import Playing
    from scenario_engine.simulation.remembering import Options


class Planned(Protocol):
    """A strategy that can say what it remembers; all that have a name here can."""

    @property
    def name(self) -> str:
        """What it is called."""

    def plan(self, space: StateSpace) -> Plan:
        """Return how somebody chooses so."""

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""


@attrs.frozen
class Mixed:
    """
    In each turn choose one way with some chance, and the other way else.

    Both know all that was chosen and observed, whoever chose.

    Attributes:
        share: The chance of the one way, in 0..1.
        one, other: The two ways.

    Raises:
        SimulationError: If *share* is no chance.
    """

    share: float = attrs.field(validator=chance)
    one: Planned
    other: Planned

    @property
    def name(self) -> str:
        """``mix:0.7,fair-best,random``."""
        names = (
            f"({each.name})" if "," in each.name else each.name
            for each in (self.one, self.other)
        )
        return f"mix:{','.join((written(self.share), *names))}"

    def plan(self, space: StateSpace) -> Plan:
        """Return how somebody chooses so."""
        one, other = self.one.plan(space), self.other.plan(space)
        if one.open or other.open:
            one, other = one.spared(), other.spared()
        memory = Both(one.memory, other.memory)

        def weigh(options: Options, left: int) -> Floats:
            first, second = memory.parts(options.memory)
            chosen: Floats = self.share * one.weigh(
                attrs.evolve(options, memory=first), left
            )
            chosen += (1.0 - self.share) * other.weigh(
                attrs.evolve(options, memory=second), left
            )
            return chosen

        return Plan(
            space,
            weigh,
            memory,
            one.observed or other.observed,
            steady=one.steady and other.steady,
            open=(one.open and self.share > 0) or (other.open and self.share < 1),
        )

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()
