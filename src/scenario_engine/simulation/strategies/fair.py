"""Take what is best by what could be observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.hidden.following import firsts
from scenario_engine.simulation.strategies.foresight import Foresight

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.simulation.planning import Plan
    from scenario_engine.simulation.playing import Playing


@attrs.frozen
class FairBest:
    """
    Take the choice of the highest fair value; of equally good ones the first.

    Where fair values are exact, nobody who sees no more comes to more. Where they are
    bounded, this is somebody who remembers a rounded belief, and comes to about the
    lower bound; `Plan.value` says to how much.
    """

    @property
    def name(self) -> str:
        """``fair-best``."""
        return "fair-best"

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            BudgetError: If there is too much to believe.
        """
        return self.by(Foresight.of(space))

    def by(self, foresight: Foresight) -> Plan:
        """Return how somebody chooses so, where what they go by is worked out."""

        def sparing() -> Plan:
            return Foresight.of(foresight.space, everywhere=True).plan(best)

        return attrs.evolve(foresight.plan(best), sparing=sparing)

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()


def best(foresight: Foresight, left: int) -> Floats:
    """Return 1 for the choice of each belief that is taken, with *left* turns left."""
    worth = foresight.worth[left]
    weights: Floats = np.zeros_like(worth)
    weights[firsts(worth, foresight.pointer)] = 1.0
    return weights
