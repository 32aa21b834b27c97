"""What became of checking one scenario, as JSON and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.analysis import Check, Finding, write_play
from scenario_engine.analysis.findings import Severity
from scenario_engine.cli.blocks import GAP, Heading, Paragraph, counted
from scenario_engine.cli.figures import table
from scenario_engine.cli.witness import dialogue
from scenario_engine.program import Program, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis import Play
    from scenario_engine.analysis.advice import FairValue
    from scenario_engine.cli.blocks import Block, Tone

_FIGURES = (
    "states",
    "choices",
    "goal_always_reachable",
    "shortest_play",
    "values",
    "fair",
    "harm",
    "repeats",
)


@attrs.frozen
class Result:
    """
    What became of checking one scenario.

    Attributes:
        program: Its program.
        check: What was found; None if it could not be checked.
        error: Why it could not be checked.
    """

    program: Program
    check: Check | None
    error: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, worst first."""
        return self.check.findings if self.check else ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found but notes."""
        return all(each.severity is Severity.NOTE for each in self.findings)


def data(result: Result) -> dict[str, Any]:
    """Return a result for JSON; with an error, what is not known is null."""
    found = result.check
    if found is None:
        return {
            "scenario": result.program.id,
            "digest": digest(result.program),
            **dict.fromkeys(_FIGURES),
            "findings": [],
            "error": result.error,
        }
    return {
        "scenario": found.scenario,
        "digest": found.digest,
        "states": found.summary.states,
        "choices": found.summary.choices,
        "goal_always_reachable": found.goal_always_reachable,
        "shortest_play": _written(result.program, found.witness),
        "values": {
            "best": found.summary.best,
            "random": found.summary.random,
            "worst": found.summary.worst,
            "status": found.summary.status.value,
        },
        "fair": _fair(found.fair),
        "harm": {"random": found.summary.harm},
        "repeats": dict(found.summary.repeats),
        "findings": [_finding(result.program, each) for each in found.findings],
    }


def _fair(found: FairValue | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "lower": found.start.lower,
        "upper": found.start.upper,
        "status": found.status.value,
        "method": found.method,
    }


def _finding(program: Program, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "figure": finding.figure,
        "threshold": finding.threshold,
        "witness": _written(program, finding.witness),
    }


def _written(program: Program, play: Play | None) -> dict[str, Any] | None:
    return None if play is None else write_play(program, play)


def blocks(results: Sequence[Result]) -> Iterator[Block]:
    """Yield the table of the figures, and every finding with what shows it."""
    if results:
        yield from table({each.program.id: each.check for each in results})
        yield GAP
    for result in results:
        if result.findings:
            yield from _findings(result)
    checked = sum(result.check is not None for result in results)
    total = sum(len(result.findings) for result in results)
    yield Paragraph(
        f"{counted(checked, 'scenario')} checked, {counted(total, 'finding')}"
    )


def _findings(result: Result) -> Iterator[Block]:
    program, findings = result.program, result.findings
    yield Heading(f"{program.id}: {counted(len(findings), 'finding')}", rank=2)
    for finding in findings:
        tone: Tone = "quiet" if finding.severity is Severity.NOTE else "bad"
        told = f"{finding.severity.value}: {finding.code}: {finding.message}."
        yield Paragraph(told, tone, indent=2)
        if finding.witness is not None:
            yield Paragraph("A play that shows it:", indent=2)
            yield from dialogue(program, finding.witness)
    yield GAP
