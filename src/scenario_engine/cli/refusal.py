"""Exit codes, and one message for whatever goes wrong."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from scenario_engine.cli.output import Output, OutputError, visible
from scenario_engine.errors import ScenarioEngineError

if TYPE_CHECKING:
    from collections.abc import Callable

FINE, FINDINGS, WRONG = 0, 1, 2
BUG, INTERRUPTED, NOBODY_READS = 70, 130, 141
"""As shells have it: ``EX_SOFTWARE``, and 128 plus the signal's number."""

PROGRAM = "scenario-engine"


class UsageError(ScenarioEngineError):
    """The command line asks for something that makes no sense."""


def tell(message: str) -> None:
    """Say *message* on the error stream, if anybody listens there."""
    with suppress(OutputError):
        Output(sys.stderr).write(f"{PROGRAM}: {visible(message)}\n")


def guarded(run: Callable[[], int], *, shows_traceback: bool) -> int:
    """
    Run a command, and turn whatever it raises into one message and an exit code.

    Args:
        run: The command; returns its exit code.
        shows_traceback: Whether a bug is shown with its traceback.
    """
    try:
        return run()
    except ScenarioEngineError as error:
        tell(str(error))
        return WRONG
    except OutputError as error:
        return _not_shown(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _bug(error, shows_traceback)


def _not_shown(error: OutputError) -> int:
    with suppress(OutputError):
        Output(sys.stdout).abandon()
    if error.is_closed:
        # `head` has read enough: that is how it is meant, and nothing went wrong.
        return NOBODY_READS
    tell(f"cannot write the output: {error.reason}")
    return WRONG


def _bug(error: Exception, shows_traceback: bool) -> int:
    if shows_traceback:
        tell("a bug:\n" + "".join(traceback.format_exception(error)).rstrip())
        return BUG
    name = type(error).__name__
    tell(
        f"a bug in scenario-engine, not in what you typed: {name}: {error}. Please "
        "report it with the output of the same command after --traceback: "
        f"`{PROGRAM} --traceback …`"
    )
    return BUG
