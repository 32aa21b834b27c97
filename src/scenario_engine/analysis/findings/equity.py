"""Whether two people who differ on the surface alone are treated alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.analysis import values
from scenario_engine.analysis.findings.finding import Finding, Severity
from scenario_engine.analysis.states import explore
from scenario_engine.program import digest, from_data, to_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.program import Program

APPEARANCE = frozenset(
    {
        "aftercare",
        "content_note",
        "cue",
        "cues",
        "evidence",
        "field",
        "labels",
        "levels",
        "lines",
        "meaning",
        "object",
        "pack",
        "prebrief",
        "role",
        "setting",
        "text",
        "title",
        "voice",
        "why",
    }
)
"""Fields of a program that are read by people and by no rule."""


def equity(program: Program, twin: Program) -> Iterator[Finding]:
    """
    Yield a finding if *twin*, the same but for the surface, plays differently.

    A program has no trace of surface attributes: whoever asks lowers the scenario
    twice, with the attributes, the role and the voice of a persona swapped.

    Args:
        program: The program.
        twin: The program of the scenario with surface attributes swapped.
    """
    if dynamics(program) == dynamics(twin):
        return
    here, there = (values.best(explore(each)).start for each in (program, twin))
    yield Finding(
        "unequal-treatment",
        f"With the surface swapped the scenario plays differently: the best play "
        f"reaches the goal with {there:.3f} instead of {here:.3f}",
        abs(there - here),
        0.0,
        severity=Severity.SERIOUS,
    )


def dynamics(program: Program) -> str:
    """Return the digest of all of *program* but its `APPEARANCE`."""
    return digest(from_data(_plain(to_data(program))))


def _plain(data: Any) -> Any:
    """Blank the fields of `APPEARANCE`, however deep."""
    if isinstance(data, dict):
        return {
            name: _blank(value) if name in APPEARANCE else _plain(value)
            for name, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_plain(each) for each in data]
    return data


def _blank(value: Any) -> Any:
    return "" if isinstance(value, str) else []
