"""Running the command line as a shell would, with none but the packs of the tests."""

from __future__ import annotations

import io
from importlib import metadata
from typing import TYPE_CHECKING

import attrs
import pytest

from scenario_engine.cli import loading
from scenario_engine.cli.main import main

from .places import PARCELS

if TYPE_CHECKING:
    from collections.abc import Callable


@attrs.frozen
class Ran:
    """What a command left behind: its exit code, its output and its messages."""

    code: int
    out: str
    err: str


@pytest.fixture
def installed(monkeypatch, capsys) -> Callable[..., Ran]:
    """Return a function that runs a command, feeding it *stdin*."""
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "NO_COLOR", loading.BLOCK):
        monkeypatch.delenv(name, raising=False)

    def run(*argv: object, stdin: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main([str(each) for each in argv])
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def command(installed, monkeypatch):
    """Return the same, with no pack but the core's installed."""
    core = metadata.entry_points(group="scenario_engine", name="core")
    monkeypatch.setattr(loading, "entry_points", lambda: core)

    def run(*argv: object, stdin: str = "") -> Ran:
        ran: Ran = installed(*argv, stdin=stdin)
        return ran

    return run


@pytest.fixture
def parcels(command):
    """Return the same, with the pack `parcels` loaded."""

    def run(*argv: object, stdin: str = "") -> Ran:
        ran: Ran = command("--pack-dir", PARCELS, *argv, stdin=stdin)
        return ran

    return run
