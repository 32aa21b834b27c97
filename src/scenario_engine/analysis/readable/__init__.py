"""The best play as a few rules that can be read, and what they are worth."""

from __future__ import annotations

from scenario_engine.analysis.readable.rules import Condition, Readable, Rule
from scenario_engine.analysis.readable.strategy import readable

__all__ = ["Condition", "Readable", "Rule", "readable"]
