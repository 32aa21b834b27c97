"""Look at many episodes of many trainees: what they do well, and what comes next."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.cli import cohorting
from scenario_engine.cli.keeping import check_new, keep
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import repeated
from scenario_engine.cli.refusal import FINDINGS, FINE, PROGRAM, tell
from scenario_engine.debrief.cohort.document import document
from scenario_engine.debrief.cohort.gathering import gather
from scenario_engine.debrief.cohort.summary import as_data, summarise
from scenario_engine.debrief.documents.frame import web

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from scenario_engine.cli.screen import Screen

NAME = "cohort"
SUMMARY = "what many trainees do well, have met, and could play next"

_WORKING = "Working out what each choice was worth …"


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="episodes, as `review` takes them; files that end with .jsonl have one on "
        "each line; files of results that `simulate --out` wrote; of a folder, its "
        ".json and .jsonl files. Who played is read from the episode, else from the "
        "name of its file; the order is that of attempts",
    )
    parser.add_argument(
        "--html", metavar="FILE", type=Path, help="write a report to this new file"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.add_argument(
        "--anonymous",
        action="store_true",
        help="number the trainees, and name no files in what is written",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Go through every episode, and tell what they come to together."""
    check_new(arguments.html, "--html")
    registry = open_packs(arguments)
    gathered = gather(arguments.files, registry)
    if not arguments.json:
        screen.meanwhile(_WORKING)
    found = summarise(gathered, registry, nameless=arguments.anonymous)
    for each in found.refused:
        tell(f"left out: {': '.join(filter(None, (each.where, each.reason)))}")
    if arguments.html is not None:
        page = web(document(found, registry))
        keep(arguments.html, "--html", lambda path: path.write_text(page, "utf-8"))
    if arguments.json:
        screen.give(as_data(found))
    else:
        begun = shlex.join([PROGRAM, *repeated(arguments)])
        screen.show(*cohorting.whole(found, begun))
    return FINDINGS if found.refused else FINE
