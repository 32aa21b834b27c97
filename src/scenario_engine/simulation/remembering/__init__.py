"""Play of somebody who remembers: places are states, each with a memory."""

from __future__ import annotations

from scenario_engine.simulation.remembering.course import Course
from scenario_engine.simulation.remembering.memory import Both, Doings, Memory
from scenario_engine.simulation.remembering.options import Options
from scenario_engine.simulation.remembering.places import Places, under
from scenario_engine.simulation.remembering.reach import Weighing

__all__ = [
    "Both",
    "Course",
    "Doings",
    "Memory",
    "Options",
    "Places",
    "Weighing",
    "under",
]
