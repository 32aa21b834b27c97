"""All that the data files of one pack hold, or everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.about import ABOUT, About, read_about
from scenario_engine.packs.files import data_files
from scenario_engine.packs.files.structure import (
    FORMAT,
    is_scenario,
    read_collection,
    read_scenario,
)
from scenario_engine.packs.shell.kinds import WORDS
from scenario_engine.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from scenario_engine.packs.files.datafile import DataFile


@attrs.frozen
class Contents:
    """
    What the data files of one pack hold.

    Attributes:
        about: What the pack says of itself.
        objects: For each kind, its objects, by file and in the order of the file.
        files: For an object's kind and id, the file that it stands in.
    """

    about: About
    objects: Mapping[str, tuple[Any, ...]]
    files: Mapping[tuple[str, str], str]


def read_contents(folder: Traversable, pack: str) -> Contents:
    """
    Read every data file in *folder*.

    Raises:
        PackError: With every fault of every file.
    """
    about = About(format=FORMAT)
    faults: list[Fault] = []
    found: list[tuple[str, Any, DataFile]] = []
    # What the pack says of itself comes first: it holds everyone's defaults.
    for file in sorted(data_files(folder, pack), key=lambda f: f.name != ABOUT):
        try:
            if file.name == ABOUT:
                about = read_about(file)
            else:
                found.extend((*each, file) for each in _read(file, about))
        except PackError as error:
            faults.extend(error.faults)
    files: dict[tuple[str, str], str] = {}
    for kind, entry, file in found:
        other = files.setdefault((kind, entry.id), file.name)
        if other != file.name:
            faults.append(_repeated(kind, entry.id, file, other))
    if faults:
        raise PackError(faults)
    return Contents(about, _by_kind(found), files)


def _read(file: DataFile, about: About) -> Iterator[tuple[str, Any]]:
    """Yield every object that *file* holds, with its kind."""
    if is_scenario(file):
        yield (
            "scenarios",
            read_scenario(file, evidence=about.evidence, thresholds=about.thresholds),
        )
        return
    collection = read_collection(file, evidence=about.evidence)
    for kind in KINDS:
        if kind != "scenarios":
            field = "scoring" if kind == "scoring_rules" else kind
            yield from ((kind, entry) for entry in getattr(collection, field))


def _by_kind(found: list[tuple[str, Any, DataFile]]) -> dict[str, tuple[Any, ...]]:
    return {
        kind: tuple(entry for other, entry, _ in found if other == kind)
        for kind in KINDS
    }


def _repeated(kind: str, id_: str, file: DataFile, other: str) -> Fault:
    return file.fault(
        f"{WORDS[kind]} '{id_}' > id",
        id_,
        f"stands in {other} too",
        "Keep one of the two, or rename it",
    )
