"""Showing and asking: in colour where that can be, else in plain text."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from scenario_engine.cli import plain
from scenario_engine.cli.blocks import Paragraph
from scenario_engine.cli.output import Output, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scenario_engine.cli.blocks import Block

    Painter = Callable[[Block], None]
    MakePainter = Callable[[Output, int], Painter]

# rich is an extra. This is the one place that asks for it; whoever shows something
# does not know whether it is there.
_in_colour: MakePainter | None = None
if find_spec("rich") is not None:
    from scenario_engine.cli.coloured import painter as _in_colour

_NARROWEST, _WIDEST, _USUAL = 40, 100, (80, 24)


class Screen:
    """
    Where a command shows what it has to say, and asks.

    Args:
        is_plain: Never to use colour, even where it can be shown.
    """

    def __init__(self, *, is_plain: bool = False) -> None:
        self._out = Output(sys.stdout)
        width = min(max(shutil.get_terminal_size(_USUAL).columns, _NARROWEST), _WIDEST)
        make: MakePainter = plain.painter
        if _in_colour is not None and not is_plain and takes_colour(self._out):
            make = _in_colour
        self._paint = make(self._out, width)

    def show(self, *blocks: Block) -> None:
        """
        Show blocks, one below the other.

        Raises:
            OutputError: If they cannot be written.
        """
        for block in blocks:
            self._paint(block)

    def meanwhile(self, text: str) -> None:
        """
        Tell a person who waits why; say nothing to a file or another program.

        Raises:
            OutputError: If it cannot be written.
        """
        if self._out.isatty():
            self.show(Paragraph(text, "quiet"))
            self._out.flush()

    def give(self, data: object) -> None:
        """
        Write *data* as JSON, for programs.

        Raises:
            OutputError: If it cannot be written.
        """
        self._out.write(json.dumps(data, indent=2) + "\n")

    def ask(self, prompt: str) -> str:
        """
        Ask for a line, and return it without blanks around it.

        Raises:
            EOFError: If there is nobody to answer any more.
            OutputError: If the question cannot be written.
        """
        self._out.write(prompt)
        self._out.flush()
        if sys.stdin is None:
            raise EOFError
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            line = "\ufffd\n"
        except OSError as error:
            # The terminal has gone, or somebody reads from it who may not.
            raise EOFError from error
        if not line:
            raise EOFError
        if not sys.stdin.isatty():
            # Nobody has seen what was typed; a transcript shall hold it.
            self._out.write(visible(line if line.endswith("\n") else line + "\n"))
        return line.strip()

    def close(self) -> None:
        """
        Hand over everything that was written.

        Raises:
            OutputError: If it cannot be written.
        """
        self._out.flush()


def takes_colour(out: Output, environ: Mapping[str, str] = os.environ) -> bool:
    """
    Tell whether *out* is a terminal for colour, or was said to be one.

    Args:
        out: Where the text goes.
        environ: ``NO_COLOR`` and ``FORCE_COLOR`` count when they are not empty.
    """
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    if not out.encoding.lower().startswith("utf"):
        return False
    return bool(environ.get("FORCE_COLOR")) or out.isatty()
