"""A data file as a scenario or a collection, or everything that is wrong with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from scenario_engine.errors import PackError
from scenario_engine.packs.files.converting import converter
from scenario_engine.packs.files.datafile import told
from scenario_engine.packs.files.flaws import Flaw, FlawsError
from scenario_engine.packs.files.reading import parse
from scenario_engine.packs.files.strict import whole_number
from scenario_engine.vocabulary import Collection, Scenario

if TYPE_CHECKING:
    from scenario_engine.packs.files.datafile import DataFile
    from scenario_engine.vocabulary import Intervention, Thresholds, Trigger

__all__ = ["FORMAT", "converter", "is_scenario", "read_collection", "read_scenario"]

FORMAT: Final = 1
"""The version of the data files' form that is written now, and the newest one read."""

SCENARIOS: Final = "scenarios/"
"""The folder of the files that hold a scenario each."""

_TELLING: Final = {"setting", "participants", "endings"}
"""Keys that only a scenario has."""

T = TypeVar("T")
_Sourced = TypeVar("_Sourced", "Intervention", "Trigger")

_shared = cache(converter)


def is_scenario(file: DataFile) -> bool:
    """Whether *file* holds a scenario; every other file is a collection."""
    return file.name.startswith(SCENARIOS)


def read_scenario(
    file: DataFile,
    *,
    evidence: str | None = None,
    thresholds: Thresholds | None = None,
) -> Scenario:
    """
    Read the scenario that *file* holds.

    Args:
        file: A data file.
        evidence: The evidence of a scenario that gives none: that of its pack.
        thresholds: The thresholds of a scenario that gives none: those of its pack.

    Raises:
        PackError: With everything that is wrong with the file.
    """
    scenario = _read(file, Scenario)
    given = scenario.evidence, scenario.thresholds
    return attrs.evolve(
        scenario,
        evidence=evidence if given[0] is None else given[0],
        thresholds=thresholds if given[1] is None else given[1],
    )


def read_collection(file: DataFile, *, evidence: str | None = None) -> Collection:
    """
    Read the shared objects that *file* holds.

    Interventions and triggers that give no evidence get that of the file.

    Args:
        file: A data file.
        evidence: The evidence of a file that gives none: that of its pack.

    Raises:
        PackError: With everything that is wrong with the file.
    """
    read = _read(file, Collection)
    default = evidence if read.evidence is None else read.evidence
    return attrs.evolve(
        read,
        evidence=default,
        interventions=_sourced(read.interventions, default),
        triggers=_sourced(read.triggers, default),
    )


def _sourced(
    objects: tuple[_Sourced, ...], evidence: str | None
) -> tuple[_Sourced, ...]:
    return tuple(
        attrs.evolve(entry, evidence=evidence) if entry.evidence is None else entry
        for entry in objects
    )


def _read(file: DataFile, cls: type[T]) -> T:
    """Structure *file* as *cls*, or raise all of its faults."""
    data, unusable = parse(file)
    flaws = [*unusable, *format_flaws(data)]
    if cls is Collection and _TELLING <= data.keys():
        flaws = [*flaws, _misplaced(file)]
        raise PackError(told(file, data, flaws))
    if _is_newer(data):
        raise PackError(told(file, data, flaws))
    fields = {key: value for key, value in data.items() if key != "format"}
    try:
        structured = _shared().structure(fields, cls)
    except FlawsError as error:
        flaws += error.flaws
    if flaws:
        raise PackError(told(file, data, flaws))
    return structured


def _misplaced(file: DataFile) -> Flaw:
    """Say that a scenario stands where shared objects are looked for."""
    name = file.name.rpartition("/")[2]
    mend = f"Move it to {SCENARIOS}{name}"
    return Flaw((), "", f"a scenario, but not in the folder {SCENARIOS}", mend)


def _is_newer(data: dict[str, object]) -> bool:
    version = data.get("format")
    return type(version) is int and version > FORMAT


def format_flaws(data: dict[str, object]) -> tuple[Flaw, ...]:
    """Say what is wrong with the version that *data* gives."""
    mend = f"Write `format = {FORMAT}` at the top of the file"
    if "format" not in data:
        return (Flaw(("format",), "", "missing", mend),)
    try:
        version = whole_number(data["format"], int)
    except FlawsError as error:
        return error.below("format")
    if version > FORMAT:
        problem = "written for a newer scenario-engine"
        mend = f"Install a newer scenario-engine; this one reads format {FORMAT}"
        return (Flaw(("format",), str(version), problem, mend),)
    if version < FORMAT:
        return (Flaw(("format",), str(version), "no such format", mend),)
    return ()
