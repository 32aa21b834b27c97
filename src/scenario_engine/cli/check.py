"""Prove that scenarios can be won, work out what play is worth, and find faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.analysis import Budget, Check, check
from scenario_engine.cli.blocks import GAP, Heading, Paragraph, counted
from scenario_engine.cli.figures import table
from scenario_engine.cli.loading import open_packs, refused
from scenario_engine.cli.options import seconds, whole
from scenario_engine.cli.refusal import FINDINGS, FINE, WRONG, tell
from scenario_engine.cli.witness import dialogue
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.program import Program, digest

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis import Finding, Play
    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen

NAME = "check"
SUMMARY = "prove that scenarios can be won, and find what is wrong with them"

_FIGURES = (
    "states",
    "choices",
    "goal_always_reachable",
    "shortest_play",
    "values",
    "harm",
    "repeats",
)
_USUAL = Budget()
_MOST_STATES = 10**12
_BRANCHES_A_STATE = _USUAL.branches // _USUAL.states


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


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "scenarios", metavar="ID", nargs="*", help="scenarios (by default, all)"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument(
        "--states",
        metavar="N",
        type=whole(1, _MOST_STATES),
        default=_USUAL.states,
        help="give a scenario up that has more reachable states (default %(default)s)",
    )
    parser.add_argument(
        "--seconds",
        metavar="S",
        type=seconds,
        default=_USUAL.seconds,
        help="give a scenario up whose states take longer to find (default "
        "%(default)g)",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Check scenarios: 1 if there are findings, 2 if one could not be checked."""
    registry = open_packs(arguments)
    ids = tuple(dict.fromkeys(arguments.scenarios)) or registry.scenarios
    programs = [registry.program(id_) for id_ in ids]
    budget = Budget(
        states=arguments.states,
        branches=max(_USUAL.branches, _BRANCHES_A_STATE * arguments.states),
        seconds=arguments.seconds,
    )
    results = [_checked(program, budget) for program in programs]
    if arguments.json:
        screen.give([_data(result) for result in results])
    else:
        screen.show(*_shown(results))
        for result in results:
            if result.error:
                tell(result.error)
    is_whole = bool(arguments.scenarios) or not refused(registry)
    return _code(results) if is_whole else WRONG


def _checked(program: Program, budget: Budget) -> Result:
    try:
        return Result(program, check(program, budget=budget))
    except ScenarioEngineError as error:
        return Result(program, None, str(error))


def _code(results: Sequence[Result]) -> int:
    if any(result.error for result in results):
        return WRONG
    return FINDINGS if any(r.check and r.check.findings for r in results) else FINE


def _data(result: Result) -> dict[str, Any]:
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
        "shortest_play": _choices(found.witness),
        "values": {
            "best": found.summary.best,
            "random": found.summary.random,
            "worst": found.summary.worst,
        },
        "harm": {"random": found.summary.harm},
        "repeats": dict(found.summary.repeats),
        "findings": [_finding(finding) for finding in found.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "figure": finding.figure,
        "threshold": finding.threshold,
        "witness": _choices(finding.witness),
    }


def _choices(play: Play | None) -> list[str] | None:
    return None if play is None else list(play.choices)


def _shown(results: Sequence[Result]) -> Iterator[Block]:
    if results:
        yield from table({each.program.id: each.check for each in results})
        yield GAP
    total = 0
    for result in results:
        if result.check is not None and result.check.findings:
            total += len(result.check.findings)
            yield from _findings(result.program, result.check)
    checked = sum(result.check is not None for result in results)
    yield Paragraph(
        f"{counted(checked, 'scenario')} checked, {counted(total, 'finding')}"
    )


def _findings(program: Program, found: Check) -> Iterator[Block]:
    yield Heading(f"{program.id}: {counted(len(found.findings), 'finding')}", rank=2)
    for finding in found.findings:
        yield Paragraph(f"{finding.code}: {finding.message}.", "bad", indent=2)
        if finding.witness is not None:
            yield Paragraph("A play that shows it:", indent=2)
            yield from dialogue(program, finding.witness)
    yield GAP
