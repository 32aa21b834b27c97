"""Traces that were found, with where they were and whose they are."""

from __future__ import annotations

import attrs

from scenario_engine.debrief.cohort.attempts import Refused
from scenario_engine.session.trace import Trace


@attrs.frozen
class Found:
    """
    A trace, and where it was.

    Attributes:
        where: The file, and which of its traces; or what played it.
        player: Who played: as the trace says, else the name of the file.
        trace: The trace.
    """

    where: str
    player: str
    trace: Trace


@attrs.frozen
class Gathered:
    """
    What was found.

    Attributes:
        found: The traces, in the order given; those of a folder by their names.
        refused: What could not be read.
    """

    found: tuple[Found, ...]
    refused: tuple[Refused, ...] = ()
