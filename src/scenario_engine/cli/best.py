"""What the best play of a scenario is worth, and what it comes down to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.analysis import best, explore, fair, under, uniform
from scenario_engine.analysis.advice import FairValue
from scenario_engine.analysis.readable import Readable, readable
from scenario_engine.analysis.values import TIE
from scenario_engine.cli.blocks import GAP, Entries, Entry, Heading, Paragraph, counted
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import whole
from scenario_engine.cli.refusal import FINE
from scenario_engine.program import Program, digest

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from scenario_engine.cli.blocks import Block
    from scenario_engine.cli.screen import Screen

NAME = "best"
SUMMARY = "the best play of a scenario, as a few rules, and what they are worth"

_MOST_RULES = 99
_USUAL_RULES = 8

_KEY = """\
Of several rules the one whose condition holds applies; where its intervention is not \
on offer, the next best one for these states is taken. They are made for somebody who \
knows the state; with --seen, they name only what the trainee can see. Exact up to \
rounding, for a trainee who delivers everything with full skill. It says what the \
scenario does, and predicts nothing about real people."""


@attrs.frozen
class _Result:
    """What there is to tell of one scenario."""

    program: Program
    rules: Readable
    fair: FairValue
    random: float


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("scenario", metavar="ID", help="the scenario")
    parser.add_argument(
        "--rules",
        metavar="N",
        type=whole(1, _MOST_RULES),
        default=_USUAL_RULES,
        help="how many rules there may be (default %(default)s)",
    )
    parser.add_argument(
        "--seen",
        action="store_true",
        help="let conditions name only what the trainee can see",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """Work the rules out, and show them."""
    program = open_packs(arguments).program(arguments.scenario)
    space = explore(program)
    values = best(space)
    result = _Result(
        program,
        readable(space, values, arguments.rules, seen=arguments.seen),
        fair.value(space, full=values),
        under(space, uniform(space)).start,
    )
    if arguments.json:
        screen.give(_data(result))
    else:
        screen.show(*_shown(result))
    return FINE


def _data(result: _Result) -> dict[str, Any]:
    program, found = result.program, result.rules
    return {
        "scenario": program.id,
        "digest": digest(program),
        "values": {
            "best": found.best,
            "fair": {
                "lower": result.fair.start.lower,
                "upper": result.fair.start.upper,
                "status": result.fair.status.value,
            },
            "rules": found.value,
            "random": result.random,
            "status": found.status.value,
        },
        "rules": [
            {
                "conditions": [
                    {"variable": each.variable, "low": each.low, "high": each.high}
                    for each in rule.conditions
                ],
                "interventions": list(rule.actions),
                "share": rule.share,
                "text": line,
            }
            for rule, line in zip(found.rules, found.lines(program), strict=True)
        ],
    }


def _shown(result: _Result) -> Iterator[Block]:
    program, found = result.program, result.rules
    yield Heading(f"{program.title} ({program.id}): the best play, in short")
    yield Entries(
        tuple(
            Entry(f"{rule.share:.0%}", line)
            for rule, line in zip(found.rules, found.lines(program), strict=True)
        ),
        indent=2,
    )
    yield GAP
    yield Paragraph(
        f"Play by {counted(len(found.rules), 'rule')} reaches the goal with "
        f"{found.value:.3f}; the best play with {found.best:.3f}; random play with "
        f"{result.random:.3f}. In front of each rule stands how many turns of good "
        "play it decides."
    )
    yield GAP
    yield Paragraph(knowing(result.fair))
    yield GAP
    yield Paragraph(_KEY, "quiet")


def knowing(found: FairValue) -> str:
    """Say what is to be had without knowing what is hidden."""
    low, high = found.start.lower, found.start.upper
    if found.information.upper <= TIE:
        return "Knowing what is hidden would add nothing to the best play."
    least, most = found.information.lower, found.information.upper
    reached = f"{low:.3f}" if high - low < TIE else f"between {low:.3f} and {high:.3f}"
    added = f"{least:.3f}" if most - least < TIE else f"{least:.3f} to {most:.3f}"
    return (
        "Somebody who knows the scenario, and of what is hidden only what shows, "
        f"reaches {reached} at best; knowing everything adds {added}."
    )
