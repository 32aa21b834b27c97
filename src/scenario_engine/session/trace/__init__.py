"""Traces: episodes as files that other programs can write and read, too."""

from __future__ import annotations

from scenario_engine.session.trace.played import played
from scenario_engine.session.trace.reading import read, read_text
from scenario_engine.session.trace.trace import Dice, Moment, Offer, Seen, Trace
from scenario_engine.session.trace.verifying import verify
from scenario_engine.session.trace.writing import of_session, write

__all__ = [
    "Dice",
    "Moment",
    "Offer",
    "Seen",
    "Trace",
    "of_session",
    "played",
    "read",
    "read_text",
    "verify",
    "write",
]
