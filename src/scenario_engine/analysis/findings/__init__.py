"""What is wrong with a scenario as training: findings with a figure."""

from __future__ import annotations

from scenario_engine.analysis.findings.finding import Finding, Severity, Thresholds
from scenario_engine.analysis.findings.thorough import FAMILIES, thorough
from scenario_engine.analysis.findings.usual import figures, trap

__all__ = [
    "FAMILIES",
    "Finding",
    "Severity",
    "Thresholds",
    "figures",
    "thorough",
    "trap",
]
