"""What somebody remembers in a program, and how they choose by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import aims, values
from scenario_engine.analysis.observations import ObservedSpace
from scenario_engine.analysis.states import StateSpace
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.playing import Playing
from scenario_engine.simulation.remembering import (
    Course,
    Doings,
    Memory,
    Options,
    Places,
    Weighing,
    under,
)
from scenario_engine.simulation.tables import Tables

if TYPE_CHECKING:
    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.strategies import Weights


@attrs.frozen(eq=False)
class Plan:
    """
    How somebody chooses in one program.

    Attributes:
        space: Its states.
        weigh: How is chosen, by the state, what is remembered, and the turns left.
        memory: What is remembered.
        observed: What *memory* goes by; None where it goes by own choices alone.
        steady: Whether the turns left make no difference.
        open: Whether every choice may be taken whenever it is offered. It need not be
            said, but saves looking for those that are.
        sparing: The same with less to remember, for where play leads everywhere; None
            where there is nothing to spare.
    """

    space: StateSpace
    weigh: Weighing
    memory: Memory
    observed: ObservedSpace | None = None
    steady: bool = False
    open: bool = False
    sparing: Callable[[], Plan] | None = None

    @classmethod
    def without_memory(
        cls, space: StateSpace, weigh: Weighing, *, steady: bool = False
    ) -> Plan:
        """Return the plan of somebody who remembers nothing."""
        nothing = Doings(np.zeros((1, len(space.program.actions)), dtype=np.int64))
        return cls(space, weigh, nothing, steady=steady)

    @classmethod
    def by(cls, space: StateSpace, weights: Weights) -> Plan:
        """
        Return the plan of somebody who chooses by *weights*, and remembers nothing.

        Args:
            space: The states.
            weights: As in `scenario_engine.analysis.strategies`.
        """
        steady = weights.ndim == 1

        def weigh(options: Options, left: int) -> Floats:
            chosen: Floats = (weights if steady else weights[left])[options.choice]
            return chosen

        return cls.without_memory(space, weigh, steady=steady)

    def spared(self) -> Plan:
        """Return the same with less to remember, where that can be."""
        return self.sparing() if self.sparing else self

    @property
    def is_forgetful(self) -> bool:
        """Whether nothing is remembered, so that places are states."""
        return self.memory.sizes[0] == 1

    def playing(self) -> Playing:
        """Return whoever chooses so."""
        if self.is_forgetful:
            return Playing.of(Tables.over(self.space), self.weights())
        places = self.places()
        weights = places.weights(self.weigh, steady=self.steady)
        return Playing.of(places.tables(), weights)

    def weights(self) -> Weights:
        """
        Return the chances of choices, state by state.

        Raises:
            SimulationError: If something is remembered: then they depend on it, too.
        """
        if not self.is_forgetful:
            raise SimulationError(
                f"{self.space.program.id}: this strategy goes by what it remembers, so "
                "that its chances are none of states alone. Play episodes with it, or "
                "ask its plan for the value."
            )
        options = Options.everywhere(self.space)
        if self.steady:
            return self.weigh(options, 1)
        lefts = range(self.space.program.horizon + 1)
        return np.stack([self.weigh(options, left) for left in lefts])

    def places(self) -> Places:
        """
        Return where play leads.

        Raises:
            BudgetError: If there are too many.
        """
        course = (
            Course.unseen(self.space)
            if self.observed is None
            else Course.seen(self.space, self.observed)
        )
        return Places.of(course, self.memory, None if self.open else self.weigh)

    def value(self, aim: Aim | str = GOAL) -> float:
        """
        Return what play comes to from the start: exact up to rounding, not sampled.

        Args:
            aim: What is counted; or the kind of ending whose chance is.
        """
        if self.is_forgetful:
            return values.under(self.space, self.weights(), aim).start
        counted = aims.chance(self.space, aim) if isinstance(aim, str) else aim
        places = self.places()
        weights = places.weights(self.weigh, steady=self.steady)
        at, chances = places.start
        return float(chances @ under(places, weights, counted)[-1, at])
