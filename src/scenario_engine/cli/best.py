"""What the best play of a scenario is worth, and what it comes down to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_engine.analysis import best, explore, under, uniform
from scenario_engine.analysis.readable import Readable, readable
from scenario_engine.cli.blocks import GAP, Entries, Entry, Heading, Paragraph
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
    found = readable(space, best(space), arguments.rules, seen=arguments.seen)
    random = under(space, uniform(space)).start
    if arguments.json:
        screen.give(_data(program, found, random))
    else:
        screen.show(*_shown(program, found, random))
    return FINE


def _data(program: Program, found: Readable, random: float) -> dict[str, Any]:
    return {
        "scenario": program.id,
        "digest": digest(program),
        "values": {"best": found.best, "rules": found.value, "random": random},
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


def _shown(program: Program, found: Readable, random: float) -> Iterator[Block]:
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
        f"Playing these {len(found.rules)} rules reaches the goal with "
        f"{found.value:.3f}; the best play with {found.best:.3f}; random play with "
        f"{random:.3f}. In front of each rule stands how many turns of good play it "
        "decides."
    )
    yield Paragraph("")
    yield Paragraph(_KEY, "quiet")
