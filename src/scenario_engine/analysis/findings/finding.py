"""One thing that is wrong with a scenario, and what it is held against."""

from __future__ import annotations

from enum import Enum

import attrs

from scenario_engine.analysis.plays import Play


class Severity(Enum):
    """How much a finding matters to whoever practises."""

    SERIOUS = "serious"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen
class Finding:
    """
    One result of checking a scenario.

    Attributes:
        code: A stable code, such as ``trap``.
        message: What was found, in a sentence.
        figure: The figure it rests on.
        threshold: What the figure was held against, None where nothing was.
        witness: A play that shows it, None where none does.
        severity: How much it matters.
    """

    code: str
    message: str
    figure: float
    threshold: float | None = None
    witness: Play | None = None
    severity: Severity = Severity.WARNING
