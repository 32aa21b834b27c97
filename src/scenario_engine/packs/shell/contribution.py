"""What one pack gives: its objects, checked for themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.about import About
from scenario_engine.packs.data_pack import DataPack
from scenario_engine.packs.files.structure import FORMAT
from scenario_engine.packs.scorer import Scorer
from scenario_engine.packs.shell.calling import Hooks
from scenario_engine.packs.shell.discovery import Found
from scenario_engine.packs.shell.kinds import WORDS
from scenario_engine.vocabulary import KINDS


@attrs.frozen
class Contribution:
    """
    All that one pack gives.

    Attributes:
        found: The pack.
        hooks: Its hooks.
        objects: For each kind, its objects.
        files: For an object's kind and id, the data file that it stands in.
        about: What it says of itself, where it is a pack of data.
        scorers: Its scoring rules in Python.
    """

    found: Found
    hooks: Hooks
    objects: Mapping[str, tuple[Any, ...]]
    files: Mapping[tuple[str, str], str] = attrs.field(factory=dict)
    about: About = attrs.field(factory=lambda: About(format=FORMAT))
    scorers: tuple[Scorer, ...] = ()

    @property
    def pack(self) -> str:
        """The pack's id."""
        return self.found.id

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Iterate over all objects, each with its kind."""
        for kind, objects in self.objects.items():
            for entry in objects:
                yield kind, entry

    def at(self, kind: str, id_: str, fault: Fault) -> Fault:
        """
        Say of *fault* where the object is: its file, else its kind and id.

        Args:
            kind: The kind of the object.
            id_: Its id.
            fault: A fault whose path is told from the object on.
        """
        file = self.files.get((kind, id_), "")
        # The file of a scenario holds nothing else.
        if file and kind == "scenarios":
            return attrs.evolve(fault, file=file)
        here = f"{WORDS[kind]} '{id_}'"
        path = " > ".join(part for part in (here, fault.path) if part)
        return attrs.evolve(fault, file=file, path=path)


def contributed(found: Found, hooks: Hooks, plugin: object) -> Contribution:
    """
    Ask a pack for all that it gives.

    Raises:
        PackError: With every fault of every hook and of every file.
    """
    faults: dict[Fault, None] = {}
    objects = {}
    for kind in KINDS:
        try:
            objects[kind] = hooks.objects(kind)
        except PackError as error:
            # A pack that cannot be read says so at every hook: once is enough.
            faults.update(dict.fromkeys(error.faults))
    try:
        scorers = hooks.scorers()
    except PackError as error:
        faults.update(dict.fromkeys(error.faults))
        scorers = ()
    contribution = Contribution(found, hooks, objects, scorers=scorers)
    if isinstance(plugin, DataPack) and not faults:
        contents = plugin.contents()
        contribution = attrs.evolve(
            contribution, files=contents.files, about=contents.about
        )
    faults.update(dict.fromkeys(_repeats(contribution)))
    if faults:
        raise PackError(faults)
    return contribution


def _repeats(contribution: Contribution) -> Iterator[Fault]:
    """Yield a fault for every id that the pack gives twice to one kind."""
    seen = set()
    scorers = (("scorers", entry) for entry in contribution.scorers)
    for kind, entry in (*contribution, *scorers):
        if (kind, entry.id) in seen:
            yield contribution.at(
                kind,
                entry.id,
                Fault(
                    contribution.pack,
                    "",
                    "id",
                    entry.id,
                    "stands twice in this pack",
                    "Keep one of the two, or rename it",
                ),
            )
        seen.add((kind, entry.id))
