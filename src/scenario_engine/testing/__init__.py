"""What pack authors test with: hypothesis strategies, and checks of a pack."""

from __future__ import annotations

from scenario_engine.testing.conformance import PackFailureError, check_pack
from scenario_engine.testing.plays import prefixes
from scenario_engine.testing.scenarios import Sample, programs, scenarios

__all__ = [
    "PackFailureError",
    "Sample",
    "check_pack",
    "prefixes",
    "programs",
    "scenarios",
]
