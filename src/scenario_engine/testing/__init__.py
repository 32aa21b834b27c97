"""What pack authors test with: hypothesis strategies, and checks of a pack."""

from __future__ import annotations

from scenario_engine.testing.scenarios import Sample, programs, scenarios

__all__ = ["Sample", "programs", "scenarios"]
