"""Take the better choice the more often the better it is, and not always the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.strategies.fair import best
from scenario_engine.simulation.strategies.foresight import Foresight
from scenario_engine.simulation.strategies.writing import temperature, written

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.simulation.planning import Plan
    from scenario_engine.simulation.playing import Playing

POINTS = 100.0
"""Percentage points in a chance of 1."""


@attrs.frozen
class Rational:
    """
    Choose by a softmax over fair values: bounded rationality with a temperature.

    Of two choices whose fair values lie *temperature* percentage points apart, the
    better is taken e, about 2.7, times as often. At 0 it is always the best, at
    infinity any, each as likely.

    Attributes:
        temperature: In percentage points of the chance of the goal, from 0 to
            infinity.

    Raises:
        SimulationError: If it is no temperature.

    Source:
        R. D. Luce, Individual Choice Behavior, Wiley 1959. For the form alone: how
        near anybody comes to it is an assumption.
    """

    temperature: float = attrs.field(validator=temperature)

    @property
    def name(self) -> str:
        """``rational:5``."""
        return f"rational:{written(self.temperature)}"

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            BudgetError: If there is too much to believe.
        """
        return self.by(Foresight.of(space, everywhere=self.temperature > 0))

    def by(self, foresight: Foresight) -> Plan:
        """Return how somebody chooses so, where what they go by is worked out."""
        heat = np.full(len(foresight.head), float(self.temperature))

        def policy(foresight: Foresight, left: int) -> Floats:
            return softmax(foresight, left, heat)

        return foresight.plan(policy, is_open=self.temperature > 0)

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()


@attrs.frozen
class Tilted:
    """
    Choose by a softmax over fair values that own arousal heats up.

    Arousal is how far the trainee's composure lies below its highest: 0 at the
    highest, 1 at the lowest. The temperature is ``base + rise * arousal``.

    Attributes:
        base: The temperature of somebody composed, in percentage points.
        rise: What full arousal adds to it.

    Raises:
        SimulationError: If either is no temperature; or, when it is made ready, if a
            scenario shows no composure.
    """

    base: float = attrs.field(validator=temperature)
    rise: float = attrs.field(validator=temperature)

    @property
    def name(self) -> str:
        """``tilted:2,10``."""
        return f"tilted:{written(self.base)},{written(self.rise)}"

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            SimulationError: If the scenario shows no composure.
            BudgetError: If there is too much to believe.
        """
        _refuse_without_composure(space)
        return self.by(Foresight.of(space, everywhere=True))

    def by(self, foresight: Foresight) -> Plan:
        """
        Return how somebody chooses so, where what they go by is worked out.

        Raises:
            SimulationError: If the scenario shows no composure.
        """
        _refuse_without_composure(foresight.space)
        excited = arousal(foresight)
        # Nothing times infinity is nothing here: composed is composed.
        rise = np.where(excited > 0, self.rise, 0.0) * np.maximum(excited, 1e-300)
        heat = self.base + rise

        def policy(foresight: Foresight, left: int) -> Floats:
            return softmax(foresight, left, heat)

        return foresight.plan(policy, is_open=self.base > 0)

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()


def softmax(foresight: Foresight, left: int, heat: Floats) -> Floats:
    """
    Return the chances of the choices of each belief.

    Args:
        foresight: What they are worth.
        left: Turns left.
        heat: float64, one for each belief: the temperature in percentage points, from
            0 to infinity.
    """
    counts = np.diff(foresight.pointer)
    some = counts > 0
    begins = foresight.pointer[:-1][some]
    worth = foresight.worth[left] * POINTS
    below = worth - np.repeat(np.maximum.reduceat(worth, begins), counts[some])
    each = np.repeat(heat[some], counts[some])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        odds = np.exp(below / each)
    sums = np.repeat(np.add.reduceat(odds, begins), counts[some])
    cold: Floats = np.where(each > 0, odds / sums, best(foresight, left))
    return cold


def arousal(foresight: Foresight) -> Floats:
    """Return for each belief how far composure is below its highest, in 0..1."""
    slim = foresight.observed.space
    names = [v.standard for v in slim.program.variables]
    at = names.index("composure")
    variable = slim.program.variables[at]
    held = slim.packing.column(slim.codes[foresight.head], at)
    found: Floats = (variable.high - held) / max(variable.high - variable.low, 1)
    return found


def _refuse_without_composure(space: StateSpace) -> None:
    """Refuse a scenario in which nobody can see how composed they are."""
    for variable in space.program.variables:
        if variable.standard == "composure" and variable.visible:
            return
    raise SimulationError(
        f"{space.program.id}: no composure that the trainee can see, so nobody is "
        "tilted by its loss. Take rational:T instead."
    )
