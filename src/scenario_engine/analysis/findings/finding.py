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
class Thresholds:
    """
    What a good training scenario keeps to.

    A value is a chance of the goal from the start; a share is of the best value.

    Attributes:
        best: The best play reaches the goal at least this often.
        random: Uniform random play reaches it at most this often.
        repeat: Repeating any one intervention reaches it at most this often.
        thoughtless: No strategy without thought reaches more than this share.
        no_return: No single choice loses the goal for good with more than this
            chance.
        cliff: No single choice costs more than this share.
        debt: No mistake that can be mended costs more than this share of the turns.
        objective: Without an objective's techniques at least this share is lost.
        breaking: Breaking policies adds at most this share.
        doctrine: Play for the score keeps at least this share.
        leak: The look of two options tells the better one at most this often.
    """

    best: float = 0.75
    random: float = 0.25
    repeat: float = 0.30
    thoughtless: float = 0.50
    no_return: float = 0.0
    cliff: float = 0.75
    debt: float = 0.75
    objective: float = 0.01
    breaking: float = 0.01
    doctrine: float = 0.80
    leak: float = 0.75


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
