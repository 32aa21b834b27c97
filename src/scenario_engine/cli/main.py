"""The command `scenario-engine`: which command was asked for, and its exit code."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from scenario_engine.cli import (
    best,
    cards,
    check,
    cohort,
    demo,
    export,
    listing,
    packs,
    play,
    replay,
    review,
    sensitivity,
    show,
    simulate,
    study,
    whatif,
)
from scenario_engine.cli.options import add_shared
from scenario_engine.cli.output import Output
from scenario_engine.cli.refusal import FINE, PROGRAM, guarded
from scenario_engine.cli.screen import Screen
from scenario_engine.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    demo,
    packs,
    listing,
    show,
    play,
    review,
    whatif,
    cohort,
    check,
    best,
    sensitivity,
    simulate,
    study,
    replay,
    cards,
    export,
)

_EPILOG = """\
exit codes: 0 fine; 1 findings, or a pack that was refused; 2 usage or input.
`scenario-engine COMMAND --help` tells more about a command."""


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Args:
        argv: What was typed after the program's name; by default, what was.

    Returns:
        The exit code: 0 fine; 1 findings, or a pack that was refused; 2 usage or
        input; 70 a bug; 130 interrupted; 141 nobody read the output to its end.
    """
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as stop:
        # Argparse has said what there was to say: help, the version, or an error.
        said = stop.code if isinstance(stop.code, int) else FINE
        return guarded(lambda: _leave(said), shows_traceback=False)
    return guarded(lambda: _run(arguments), shows_traceback=arguments.traceback)


def parser() -> argparse.ArgumentParser:
    """Make the parser of the command line."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Practise de-escalation, and check the scenarios it is practised "
        "in.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    add_shared(top)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        command = commands.add_parser(
            module.NAME,
            help=module.SUMMARY,
            description=module.__doc__,
            allow_abbrev=False,
        )
        module.add(command)
        command.set_defaults(run=module.run)
        add_shared(command, after=True)
    return top


def _run(arguments: argparse.Namespace) -> int:
    screen = Screen(is_plain=arguments.plain)
    code: int = arguments.run(arguments, screen)
    screen.close()
    return code


def _leave(code: int) -> int:
    if code == FINE:
        Output(sys.stdout).flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
