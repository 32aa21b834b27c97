"""What is raised where something cannot be simulated."""

from __future__ import annotations

from scenario_engine.errors import ScenarioEngineError


class SimulationError(ScenarioEngineError):
    """What was asked for cannot be simulated."""
