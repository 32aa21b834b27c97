"""What pack authors test with: strategies, checks of a pack, promises of a scenario."""

from __future__ import annotations

from scenario_engine.testing.conformance import PackFailureError, check_pack
from scenario_engine.testing.plays import prefixes
from scenario_engine.testing.promises import (
    Rule,
    column,
    opening,
    played,
    without,
    worth,
)
from scenario_engine.testing.scenarios import Sample, programs, scenarios

__all__ = [
    "PackFailureError",
    "Rule",
    "Sample",
    "check_pack",
    "column",
    "opening",
    "played",
    "prefixes",
    "programs",
    "scenarios",
    "without",
    "worth",
]
