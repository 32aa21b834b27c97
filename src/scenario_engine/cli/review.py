"""Go through an episode: what each choice was worth, and why."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.cli import debriefing
from scenario_engine.cli.keeping import check_new, keep
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.refusal import FINE, UsageError
from scenario_engine.debrief.documents.markdown import markdown
from scenario_engine.debrief.documents.page import page
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
    for option, told in (
        ("--html", "write it as a web page to this new file, to read or to print"),
        ("--markdown", "write it as Markdown to this new file"),
    ):
        parser.add_argument(option, metavar="FILE", type=Path, help=told)
    parser.add_argument(
        "--trainee",
        action="store_true",
        help="leave out what is for instructors: values with everything known",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Review one episode."""
    _check(arguments)
    registry = open_packs(arguments)
    trace = open_trace(arguments.trace, registry)
    if not arguments.json:
        screen.meanwhile(WORKING)
    found = review(trace, registry)
    is_full = not arguments.trainee
    for path, option, made in (
        (arguments.html, "--html", page),
        (arguments.markdown, "--markdown", markdown),
    ):
        if path is not None:
            text = made(found, registry, full=is_full)
            keep(path, option, partial(_write, text))
    if arguments.json:
        screen.give(write_review(found))
    else:
        screen.show(*debriefing.whole(found, full=is_full))
    return FINE


def _check(arguments: Namespace) -> None:
    """Refuse files that are there already, and options that do not go together."""
    check_new(arguments.html, "--html")
    check_new(arguments.markdown, "--markdown")
    if arguments.json and arguments.trainee:
        msg = "review: --json holds everything there is. Leave --trainee out."
        raise UsageError(msg)


def _write(text: str, path: Path) -> None:
    """Write *text*, the same bytes everywhere."""
    path.write_bytes(text.encode())
