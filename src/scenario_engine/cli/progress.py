"""How far long work has come, for whoever looks at a terminal."""

from __future__ import annotations

import sys
from contextlib import suppress
from time import monotonic

from scenario_engine.cli.output import Output, OutputError

_PATIENCE, _EVERY = 1.0, 0.1
_WIDTH = 30
_CLEAR = "\r\x1b[K"


class Progress:
    """
    A bar on the error stream, where that is a terminal; else nothing.

    It comes when the work has taken a second, and goes when it is over.

    Args:
        what: What is counted, such as ``episodes``.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = monotonic()
        self._told = self._begun + _PATIENCE - _EVERY
        self._is_shown = False
        self._out: Output | None = None
        with suppress(OutputError, ValueError):
            out = Output(sys.stderr)
            self._out = out if out.isatty() else None

    def __call__(self, done: int, total: int) -> None:
        """Show that *done* of *total* are done."""
        now = monotonic()
        if self._out is None or now - self._told < _EVERY:
            return
        self._told = now
        self._is_shown = True
        full = _WIDTH * done // total
        left = (now - self._begun) * (total - done) / max(done, 1)
        self._write(
            f"{_CLEAR}[{'#' * full}{'.' * (_WIDTH - full)}] "
            f"{done:,} of {total:,} {self._what}, {left:.0f} s left"
        )

    def close(self) -> None:
        """Take the bar away."""
        if self._is_shown:
            self._write(_CLEAR)
            self._is_shown = False

    def _write(self, text: str) -> None:
        if self._out is not None:
            with suppress(OutputError):
                self._out.write(text)
                self._out.flush()
