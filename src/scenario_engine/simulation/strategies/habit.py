"""Reach for what comes to mind first, more or less always."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import strategies
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.planning import Plan
from scenario_engine.simulation.strategies.intents import first_offered, intents
from scenario_engine.simulation.strategies.writing import chance, written

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.simulation.playing import Playing


@attrs.frozen
class Habit:
    """
    With some chance take what comes to mind first, whatever has come of it before.

    Attributes:
        strength: The chance that the habit has its way in a turn, in 0..1. Else, and
            where nothing of it is offered, any choice is taken, each as likely.
        first: What comes to mind, in order: ids of interventions or techniques, as in
            a checklist; at least one. The first that is offered is taken.

    Raises:
        SimulationError: If *strength* is no chance, or nothing comes to mind.
    """

    strength: float = attrs.field(validator=chance)
    first: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a habit of nothing."""
        if not self.first or not all(self.first):
            raise SimulationError(
                "A habit is of something: write habit:STRENGTH,ID,ID,…, with "
                "interventions or techniques."
            )

    @property
    def name(self) -> str:
        """``habit:0.6,apologise``."""
        return f"habit:{','.join((written(self.strength), *self.first))}"

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            NotFoundError: If the program has no such intervention or technique.
        """
        return Plan.by(space, self._weights(space))

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()

    def _weights(self, space: StateSpace) -> Weights:
        offered = first_offered(space, intents(space.program, self.first))
        entry = np.argmax(offered >= 0, axis=1)
        taken = offered[np.arange(len(space)), entry][space.owner]
        anything = strategies.uniform(space)
        habitual = np.where(taken < 0, anything, taken == np.arange(len(taken)))
        weights: Weights = self.strength * habitual + (1 - self.strength) * anything
        return weights
