"""Choose at random, by a script, or as somebody who knows everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import strategies, values
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.planning import Plan
from scenario_engine.simulation.strategies.intents import action

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.simulation.playing import Playing


@attrs.frozen
class Random:
    """Choose among what is offered, each as likely."""

    @property
    def name(self) -> str:
        """``random``."""
        return "random"

    def plan(self, space: StateSpace) -> Plan:
        """Return how somebody chooses so."""
        plan = Plan.by(space, strategies.uniform(space))
        return attrs.evolve(plan, open=True)

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()


@attrs.frozen
class Best:
    """
    Choose as somebody who knows everything, what is hidden too.

    Of equally good choices the first in the author's order is taken.
    """

    @property
    def name(self) -> str:
        """``best``."""
        return "best"

    def plan(self, space: StateSpace) -> Plan:
        """Return how somebody chooses so."""
        return Plan.by(space, first_best(space))

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()


@attrs.frozen
class Scripted:
    """
    Take interventions turn by turn, over and over again.

    A turn in which its intervention is not offered is chosen at random.

    Attributes:
        script: Ids of interventions; at least one.

    Raises:
        SimulationError: If there is none.
    """

    script: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a script of nothing."""
        if not all(self.script) or not self.script:
            raise SimulationError("A script names interventions: write script:ID,ID,….")

    @property
    def name(self) -> str:
        """``script:listen,limit``."""
        return f"script:{','.join(self.script)}"

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            NotFoundError: If the program has no such intervention.
        """
        numbers = [action(space.program, id_) for id_ in self.script]
        if len(set(numbers)) == 1:
            return Plan.by(space, strategies.repeating(space, numbers[0]))
        return Plan.by(space, strategies.scripted(space, numbers))

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()


def first_best(space: StateSpace) -> Weights:
    """
    Return the best play, of equally good choices the first in the author's order.

    Returns:
        float64, ``(horizon + 1, k)``: by turns left, 1 for the choice that is taken.
    """
    best = values.best(space)
    weights = np.zeros((space.program.horizon + 1, len(space.action)))
    firsts = space.pointer[space.ongoing]
    weights[0, firsts] = 1.0
    for left in range(1, len(weights)):
        good = np.flatnonzero(values.best_choices(space, best, left))
        first = np.flatnonzero(np.diff(space.owner[good], prepend=-1))
        weights[left, good[first]] = 1.0
    return weights
