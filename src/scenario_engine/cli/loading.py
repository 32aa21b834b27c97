"""The packs that a command works with."""

from __future__ import annotations

import os
from difflib import get_close_matches
from typing import TYPE_CHECKING

from scenario_engine.cli.options import blocked, folders
from scenario_engine.cli.refusal import PROGRAM, UsageError, tell
from scenario_engine.errors import PackError
from scenario_engine.packs import load_packs
from scenario_engine.packs.report import REFUSED
from scenario_engine.packs.shell.discovery import entry_points

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection

    from scenario_engine.packs import PackReport, Registry

BLOCK = "SCENARIO_ENGINE_BLOCK"
"""The environment variable that blocks packs: their ids, with commas between them."""


def find_packs(arguments: Namespace) -> Registry:
    """
    Load the packs that the options and the environment ask for.

    Raises:
        UsageError: If an option names a folder, or blocks a pack, that is not there.
            The environment may name such packs: it is the same for many machines.
    """
    found, places = tuple(entry_points()), folders(arguments)
    known = {entry.name for entry in found} | {place.resolve().name for place in places}
    for place in places:
        if not place.is_dir():
            msg = f"--pack-dir {place}: no such folder. Make it, or name another."
            raise UsageError(msg)
    for id_ in blocked(arguments):
        _check_is_there(id_, known)
    everywhere = os.environ.get(BLOCK, "").split(",")
    return load_packs(
        block={*blocked(arguments), *(id_.strip() for id_ in everywhere)},
        folders=places,
        discover=lambda: found,
    )


def open_packs(arguments: Namespace) -> Registry:
    """
    Load the packs for a command that uses them, and mention those that were refused.

    Raises:
        UsageError: As `find_packs` does.
        PackError: If a folder that was named is refused: it is what was asked for.
    """
    registry = find_packs(arguments)
    faults = [
        fault
        for report in refused(registry)
        if not report.distribution
        for fault in report.faults
    ]
    if faults:
        raise PackError(faults)
    for report in refused(registry):
        tell(
            f"note: the pack '{report.id}' was refused, and the others go on without "
            f"it. `{PROGRAM} packs` says why."
        )
    return registry


def refused(registry: Registry) -> list[PackReport]:
    """Return the reports of the packs that were refused."""
    return [report for report in registry.packs if report.state == REFUSED]


def _check_is_there(id_: str, known: Collection[str]) -> None:
    if id_ in known:
        return
    close = get_close_matches(id_, known, n=1)
    mend = f"Did you mean '{close[0]}'?" if close else "Leave the option out."
    msg = f"--block {id_}: no pack of this id is installed. {mend}"
    raise UsageError(msg)
