"""Programs: the one meaning that everything that runs or analyses reads."""

from __future__ import annotations

from scenario_engine.program.interpreter import (
    EXPERT,
    Branch,
    Interpreter,
    State,
    pick,
)
from scenario_engine.program.ir import Program
from scenario_engine.program.lowering import lower
from scenario_engine.program.saved import digest, from_data, to_data
from scenario_engine.program.trainee import SkillError, Trainee

__all__ = [
    "EXPERT",
    "Branch",
    "Interpreter",
    "Program",
    "SkillError",
    "State",
    "Trainee",
    "digest",
    "from_data",
    "lower",
    "pick",
    "to_data",
]
