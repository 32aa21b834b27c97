"""Ways to choose, as plain data: each is made ready for a program when it plays."""

from __future__ import annotations

from scenario_engine.simulation.strategies.checklist import Checklist
from scenario_engine.simulation.strategies.fair import FairBest
from scenario_engine.simulation.strategies.fitted import Fitted
from scenario_engine.simulation.strategies.foresight import Foresight
from scenario_engine.simulation.strategies.habit import Habit
from scenario_engine.simulation.strategies.mixed import Mixed, Planned
from scenario_engine.simulation.strategies.observing import Observing, Sight
from scenario_engine.simulation.strategies.rational import Rational, Tilted
from scenario_engine.simulation.strategies.steady import (
    Best,
    Random,
    Scripted,
    first_best,
)
from scenario_engine.simulation.strategies.tabular import Line, Tabular

__all__ = [
    "Best",
    "Checklist",
    "FairBest",
    "Fitted",
    "Foresight",
    "Habit",
    "Line",
    "Mixed",
    "Observing",
    "Planned",
    "Random",
    "Rational",
    "Scripted",
    "Sight",
    "Tabular",
    "Tilted",
    "first_best",
]
