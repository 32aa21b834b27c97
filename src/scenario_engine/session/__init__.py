"""Live play of one episode."""

from __future__ import annotations

from scenario_engine.session.journal import Journal
from scenario_engine.session.observation import (
    Appearance,
    Choice,
    Event,
    Observation,
)
from scenario_engine.session.session import Session
from scenario_engine.session.snapshot import restore, snapshot
from scenario_engine.session.tables import Tables

__all__ = [
    "Appearance",
    "Choice",
    "Event",
    "Journal",
    "Observation",
    "Session",
    "Tables",
    "restore",
    "snapshot",
]
