"""What is wrong with a scenario as training: findings with a figure."""

from __future__ import annotations

from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.findings.study import Study
from scenario_engine.analysis.findings.thorough import FAMILIES, look_at, thorough
from scenario_engine.analysis.findings.usual import figures, trap
from scenario_engine.vocabulary import Thresholds

__all__ = [
    "FAMILIES",
    "Finding",
    "Severity",
    "Study",
    "Thresholds",
    "figures",
    "look_at",
    "thorough",
    "trap",
]
