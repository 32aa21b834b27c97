"""
Write the cards for a live role play: actor, facilitator and trainee.

One file a card, to be printed or opened in any browser; none of them needs a network.
Of a scenario in which somebody can be one of several people, there is a card for each.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.cli.blocks import GAP, Heading, Paragraph, entries
from scenario_engine.cli.keeping import keep_all
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.refusal import FINE
from scenario_engine.debrief.cards import sheets
from scenario_engine.debrief.documents.frame import web
from scenario_engine.debrief.documents.plain import plain

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from scenario_engine.cli.screen import Screen

NAME = "cards"
SUMMARY = "write the cards for a live role play: actor, facilitator, trainee"

_KEY = """\
Give the trainee's card to the trainee alone, and no other: the others tell what is \
hidden."""


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("scenario", metavar="ID", help="the scenario")
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        required=True,
        help="the folder to write them to; made if it is not there",
    )
    parser.add_argument(
        "--markdown", action="store_true", help="as Markdown instead of web pages"
    )
    parser.add_argument("--json", action="store_true", help="say as JSON what there is")


def run(arguments: Namespace, screen: Screen) -> int:
    """Write the cards of one scenario."""
    registry = open_packs(arguments)
    made = sheets(registry, arguments.scenario)
    write, ending = (plain, "md") if arguments.markdown else (web, "html")
    texts = {f"{name}.{ending}": write(sheet) for name, sheet in made.items()}
    paths = keep_all(arguments.out, "--out", texts)
    if arguments.json:
        screen.give(
            {
                "scenario": arguments.scenario,
                "files": [path.as_posix() for path in paths],
            }
        )
        return FINE
    screen.show(
        Heading(f"{registry.program(arguments.scenario).title}: cards"),
        entries(
            [
                (sheet.kind, str(path))
                for sheet, path in zip(made.values(), paths, strict=True)
            ]
        ),
        GAP,
        Paragraph(_KEY, "quiet"),
    )
    return FINE
