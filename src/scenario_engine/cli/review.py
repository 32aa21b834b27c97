"""Go through an episode: what each choice was worth, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.cli import debriefing
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.refusal import FINE
from scenario_engine.debrief.opening import open_trace
from scenario_engine.debrief.reviewing import review
from scenario_engine.debrief.written import write_review

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from scenario_engine.cli.screen import Screen

NAME = "review"
SUMMARY = "what each choice of an episode was worth, and why"

WORKING = "Working out what each choice was worth …"


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "trace",
        metavar="TRACE",
        type=Path,
        help="the episode: a file that `play --trace`, `play --save` or another "
        "program has written",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(arguments: Namespace, screen: Screen) -> int:
    """Review one episode."""
    registry = open_packs(arguments)
    trace = open_trace(arguments.trace, registry)
    if not arguments.json:
        screen.meanwhile(WORKING)
    found = review(trace, registry)
    if arguments.json:
        screen.give(write_review(found))
    else:
        screen.show(*debriefing.whole(found))
    return FINE
