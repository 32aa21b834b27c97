"""Millions of episodes, each the one that live play has."""

from __future__ import annotations

from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.population import populate
from scenario_engine.simulation.simulating import replay, simulate
from scenario_engine.simulation.tables import Tables
from scenario_engine.simulation.tallying import tally
from scenario_engine.simulation.totals import CONFIDENCE, Share, Totals

__all__ = [
    "CONFIDENCE",
    "Share",
    "SimulationError",
    "Tables",
    "Totals",
    "populate",
    "replay",
    "simulate",
    "tally",
]
