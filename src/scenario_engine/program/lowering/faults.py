"""Collecting every fault of a scenario before refusing it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from scenario_engine.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_NAMES = 12


class Faults:
    """The faults found so far in one scenario."""

    def __init__(self, pack: str) -> None:
        self._pack = pack
        self.found: list[Fault] = []

    def add(self, path: str, value: str, problem: str, mend: str) -> None:
        """Note one fault at *path*."""
        self.found.append(Fault(self._pack, "", path, value, problem, mend))

    def unknown(self, path: str, value: str, what: str, known: Iterable[str]) -> None:
        """Note that *value* names no *what*, with the known one that comes close."""
        names = sorted(known)
        close = get_close_matches(value, names, n=1)
        if close:
            mend = f"Did you mean '{close[0]}'?"
        elif names:
            more = ", …" if len(names) > _MOST_NAMES else ""
            mend = f"Known: {', '.join(names[:_MOST_NAMES])}{more}"
        else:
            mend = "None is known here"
        self.add(path, value, f"unknown {what}", mend)
