"""Which packs are not imported at all, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import Fault
from scenario_engine.packs.shell.discovery import CORE, ENGINE, Found
from scenario_engine.packs.shell.requirement import allows, required
from scenario_engine.vocabulary import FieldError
from scenario_engine.vocabulary.fields import is_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def unwanted(
    found: Found, block: Collection[str], only: Collection[str] | None
) -> Fault | None:
    """
    Say why a pack is blocked, if it is.

    Args:
        found: The pack.
        block: Ids of packs that are not wanted.
        only: Ids of those that are, or None for all. Core goes with every other, and
            a folder is asked for by being named.
    """
    if found.id in block:
        return Fault(found.id, "", "", "", "blocked by name", "Unblock it to load it")
    if only is None or found.id in only or found.is_core or found.is_folder:
        return None
    problem = "not among the packs that were asked for"
    return Fault(found.id, "", "", "", problem, "Ask for it to load it")


def refusal(found: Found, earlier: Iterable[Found], engine: str) -> Fault | None:
    """
    Say why a pack is refused before it is imported, if it is.

    Args:
        found: The pack.
        earlier: The packs that come before it.
        engine: The engine's version.
    """
    return (
        _id_fault(found)
        or _taken_fault(found, earlier)
        or _version_fault(found, engine)
    )


def _id_fault(found: Found) -> Fault | None:
    try:
        is_id(found, attrs.fields(Found).id, found.id)
    except FieldError as error:
        return Fault(
            found.id, "", "id", error.value, "not the id of a pack", error.mend
        )
    if found.id == CORE and not found.is_core:
        mend = "Give the pack another name"
        problem = "the id of the engine's own pack"
        return Fault(found.id, "", "id", found.id, problem, mend)
    return None


def _taken_fault(found: Found, earlier: Iterable[Found]) -> Fault | None:
    for other in earlier:
        if other.id == found.id:
            problem = f"the id of the pack of {other.source} too"
            mend = "Rename one of the two, or remove it"
            return Fault(found.id, "", "id", found.id, problem, mend)
    return None


def _version_fault(found: Found, engine: str) -> Fault | None:
    for name, ranges in required(found.requires):
        if name != ENGINE:
            continue
        asked = f"{ENGINE}{ranges}"
        try:
            if not allows(ranges, engine):
                problem = f"not what is installed, which is {ENGINE} {engine}"
                mend = "Install versions of the two that go together"
                return Fault(found.id, "", "Requires-Dist", asked, problem, mend)
        except ValueError:
            problem = "not a range of versions that can be compared"
            mend = "Write it with release numbers, such as >=1.2,<2"
            return Fault(found.id, "", "Requires-Dist", asked, problem, mend)
    return None
