"""Batches: many cells, many episodes, on one machine or many, stopped and gone on."""

from __future__ import annotations

from scenario_engine.simulation.running.batch import Batch, Interrupted, run
from scenario_engine.simulation.running.cells import Cell, grid
from scenario_engine.simulation.running.faults import BatchError, Lost
from scenario_engine.simulation.running.orders import EPISODES, TOTALS, TURNS
from scenario_engine.simulation.running.plans import Plan
from scenario_engine.simulation.running.stopping import Width
from scenario_engine.simulation.running.teams import Team

__all__ = [
    "EPISODES",
    "TOTALS",
    "TURNS",
    "Batch",
    "BatchError",
    "Cell",
    "Interrupted",
    "Lost",
    "Plan",
    "Team",
    "Width",
    "grid",
    "run",
]
