"""How far the values of a scenario can be off because its numbers are estimates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenario_engine.analysis.sensitivity import (
    Sensitivity,
    Verdict,
    as_text,
    sensitivity,
    tornado_svg,
    tornado_text,
)
from scenario_engine.cli.blocks import GAP, Heading, Lines, Paragraph
from scenario_engine.cli.keeping import keep
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import whole
from scenario_engine.cli.refusal import FINE
from scenario_engine.program.ir import GOAL, HARM

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.analysis.sensitivity import Advice, Swing
    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen
    from scenario_engine.program import Program

NAME = "sensitivity"
SUMMARY = "how far values and advice depend on numbers that nobody has measured"

_MOST = 999
_USUAL = 10

_VERDICTS = {
    Verdict.STABLE: "stays the best wherever the numbers lie in their ranges: proved",
    Verdict.CHANGES: "does not stay the best for all numbers in their ranges",
    Verdict.OPEN: "is neither proved to stay the best, nor was it beaten",
}


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("scenario", metavar="ID", help="the scenario")
    parser.add_argument(
        "--harm",
        action="store_true",
        help="look at the greatest chance of harm instead of that of the goal",
    )
    parser.add_argument(
        "--top",
        metavar="N",
        type=whole(1, _MOST),
        default=_USUAL,
        help="how many numbers to show (default %(default)s)",
    )
    parser.add_argument(
        "--svg", metavar="FILE", type=Path, help="write the tornado chart to this file"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """Work it out, which takes a while, and show it."""
    program = open_packs(arguments).program(arguments.scenario)
    kind = HARM if arguments.harm else GOAL
    found = sensitivity(program, kind=kind, top=arguments.top)
    if arguments.svg is not None:
        chart = tornado_svg(found.swings)
        keep(arguments.svg, "--svg", lambda path: path.write_text(chart, "utf-8"))
    if arguments.json:
        screen.give(_data(found))
    else:
        screen.show(*_shown(program, found))
    return FINE


def _data(found: Sensitivity) -> dict[str, Any]:
    return {
        "scenario": found.scenario,
        "kind": found.kind,
        "parameters": found.parameters,
        "widths": {
            "assumption": found.widths.assumption,
            "reference": found.widths.reference,
        },
        "range": {
            "nominal": found.range.nominal,
            "lower": found.range.lower,
            "upper": found.range.upper,
            "least": found.range.least,
            "greatest": found.range.greatest,
            "status": found.range.status,
        },
        "swings": [_swing(swing) for swing in found.swings],
        "advice": [
            {
                "intervention": each.action,
                "ahead": each.ahead,
                "verdict": each.verdict.value,
                "beaten_by": each.witness.action if each.witness else None,
            }
            for each in found.advice
        ],
    }


def _swing(swing: Swing) -> dict[str, Any]:
    return {
        "number": swing.parameter.name,
        "evidence": swing.parameter.evidence,
        "low": swing.low,
        "high": swing.high,
        "slope": swing.slope,
        "value_at_low": swing.at_low,
        "value_at_high": swing.at_high,
    }


def _shown(program: Program, found: Sensitivity) -> Iterator[Block]:
    what = "the goal" if found.kind == GOAL else "harm"
    span = found.range
    yield Heading(f"{program.title} ({program.id}): if its numbers are off")
    yield Paragraph(
        f"{found.parameters} numbers are estimates: those that are assumptions may be "
        f"off by {found.widths.assumption}, those with a reference by "
        f"{found.widths.reference}, by a convention of ours that is no confidence "
        "interval."
    )
    yield GAP
    yield Paragraph(
        f"The greatest chance of {what} is {span.nominal:.3f} as the numbers are "
        f"written. Numbers in their ranges were found with {span.least:.3f} and "
        f"{span.greatest:.3f}; none give less than {span.lower:.3f} or more than "
        f"{span.upper:.3f} ({span.status})."
    )
    for advice in found.advice:
        yield GAP
        yield Paragraph(_start(program, found, advice) + judged(advice))
    if found.swings:
        yield GAP
        yield Heading("The numbers that matter most, each moved alone", rank=2)
        yield Lines(as_text(found.swings))
        yield GAP
        yield Lines(tornado_text(found.swings))


def _start(program: Program, found: Sensitivity, advice: Advice) -> str:
    """Say which of several ways to begin is meant, by what they differ in."""
    ways = [each.state for each in found.advice]
    told = [
        f"{variable.name} = {advice.state[number]}"
        for number, variable in enumerate(program.variables)
        if len({state[number] for state in ways}) > 1
    ]
    return f"Where {', '.join(told)}: " if told else ""


def judged(advice: Advice) -> str:
    """Say in words whether the advised first choice stays the best."""
    told = f"'{advice.action}', the best first choice, {_VERDICTS[advice.verdict]}."
    if advice.witness is not None:
        told += (
            f" With some, '{advice.witness.action}' is better by "
            f"{advice.witness.by:.3f}."
        )
    return told
