"""
Write a scenario for another tool: PRISM's language, a UMB file, a Mermaid diagram.

PRISM and Storm read `prism`, and check again what this program computes; `umb` holds
every state and branch in exact fractions; `mermaid` draws the levels.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.cli.keeping import keep
from scenario_engine.cli.loading import open_packs
from scenario_engine.cli.options import whole
from scenario_engine.cli.output import Output
from scenario_engine.cli.refusal import FINE, UsageError
from scenario_engine.interop.explicit import MOST_PLACES, explicit
from scenario_engine.interop.explicit.estimates import estimated
from scenario_engine.interop.mermaid import mermaid
from scenario_engine.interop.prism import prism

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from scenario_engine.cli.screen import Screen
    from scenario_engine.interop.explicit import Explicit
    from scenario_engine.program import Program

NAME = "export"
SUMMARY = "write a scenario for another tool: prism, umb or mermaid"

PRISM, UMB, MERMAID = "prism", "umb", "mermaid"

_ONLY_FOR = {"random": PRISM, "turns": UMB, "intervals": UMB, "states": UMB}
_MOST_STATES = 10**9

# umbi is an extra, and whoever has it not can export the rest.
write_umb: Callable[[Explicit, Path], None] | None = None
with suppress(ImportError):
    from scenario_engine.interop.umb import write_umb


def add(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("format", choices=(PRISM, UMB, MERMAID), help="what is written")
    parser.add_argument("scenario", metavar="ID", help="the scenario")
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="where to (by default, the output; umb needs a file)",
    )
    for option, told in (
        ("--random", "prism: interventions drawn at random, instead of chosen"),
        ("--turns", "umb: count the turns in the states; there are many more then"),
        ("--intervals", "umb: write estimated chances as intervals"),
    ):
        parser.add_argument(option, action="store_true", help=told)
    parser.add_argument(
        "--states",
        metavar="N",
        type=whole(1, _MOST_STATES),
        help=f"umb: write no more states than that (default {MOST_PLACES})",
    )


def run(arguments: Namespace, screen: Screen) -> int:
    """Write one scenario."""
    _check(arguments)
    program = open_packs(arguments).program(arguments.scenario)
    if arguments.format == UMB:
        _write_umb(program, arguments)
        return FINE
    if arguments.format == PRISM:
        text = prism(program, play="random" if arguments.random else "chosen").text
    else:
        text = mermaid(program)
    if arguments.out is None:
        Output(sys.stdout).write(text)
    else:
        # The same bytes everywhere, so that two files can be compared.
        keep(arguments.out, "--out", lambda path: path.write_bytes(text.encode()))
    return FINE


def _check(arguments: Namespace) -> None:
    """
    Refuse options that do not go together.

    Raises:
        UsageError: With what does.
    """
    for option, format_ in _ONLY_FOR.items():
        if getattr(arguments, option) and arguments.format != format_:
            raise UsageError(f"--{option} is for {format_}. Leave it out.")
    if arguments.format == UMB and arguments.out is None:
        raise UsageError("umb is no text. Name a file with --out FILE.")
    if arguments.format == UMB and write_umb is None:
        raise UsageError(
            "umb needs the package umbi, as the extra has it. Install it with "
            "pip install 'scenario-engine[umb]'."
        )


def _write_umb(program: Program, arguments: Namespace) -> None:
    def write(path: Path) -> None:
        model = explicit(
            program,
            ranges=estimated(program) if arguments.intervals else None,
            counts_turns=arguments.turns,
            most_places=arguments.states or MOST_PLACES,
        )
        if write_umb is not None:
            write_umb(model, path)

    keep(arguments.out, "--out", write)
