"""A pack whose whole Python is one line, because all that it says is data."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.contents import Contents, read_contents
from scenario_engine.packs.hookspecs import hookimpl

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from scenario_engine.vocabulary import (
        Instrument,
        Intervention,
        Ladder,
        Persona,
        Policy,
        Reference,
        Scenario,
        ScoringRule,
        Technique,
        Trigger,
    )

DATA = "data"
"""The folder, in a pack's package, that its data files are in."""


class DataPack:
    """
    Implements every hook that gives objects, from a folder of data files.

    Nothing is read before the first hook is called, and everything is read then, once.
    The data is never executed::

        pack = DataPack(__name__)

    Args:
        package: The package in whose folder ``data`` the files are.
        api: The version of the hooks that the pack is written for.
    """

    def __init__(self, package: str, *, api: int = 1) -> None:
        self.package = package
        self.api = api
        self._folder: Path | None = None
        self._read: Contents | PackError | None = None

    @classmethod
    def of_folder(cls, folder: Path) -> DataPack:
        """Make a pack of the data files in *folder*, which belong to no package."""
        pack = cls(folder.resolve().name)
        pack._folder = folder
        return pack

    def __repr__(self) -> str:
        """Write it as a pack's author does."""
        return f"DataPack({self.package!r})"

    def contents(self) -> Contents:
        """
        Return all that the data files hold.

        Raises:
            PackError: With every fault of every file.
        """
        if self._read is None:
            try:
                self._read = read_contents(self._place(), self.package)
            except PackError as error:
                self._read = error
        if isinstance(self._read, PackError):
            raise PackError(self._read.faults)
        return self._read

    def _place(self) -> Traversable:
        """Find the folder of the data files, which need not be there."""
        if self._folder is not None:
            return self._folder
        spec = find_spec(self.package)
        if spec is None or spec.submodule_search_locations is None:
            raise PackError(
                [
                    Fault(
                        self.package,
                        "",
                        f"DataPack({self.package!r})",
                        "",
                        "not a package, so there is no folder to look for data in",
                        f"Make it a package: a folder with __init__.py and {DATA}/",
                    )
                ]
            )
        return files(self.package).joinpath(DATA)

    def _given(self, kind: str) -> tuple[Any, ...]:
        return self.contents().objects[kind]

    @hookimpl
    def scenario_engine_references(self) -> tuple[Reference, ...]:
        """Give the references in the data files."""
        return self._given("references")

    @hookimpl
    def scenario_engine_ladders(self) -> tuple[Ladder, ...]:
        """Give the ladders in the data files."""
        return self._given("ladders")

    @hookimpl
    def scenario_engine_techniques(self) -> tuple[Technique, ...]:
        """Give the techniques in the data files."""
        return self._given("techniques")

    @hookimpl
    def scenario_engine_personas(self) -> tuple[Persona, ...]:
        """Give the personas in the data files."""
        return self._given("personas")

    @hookimpl
    def scenario_engine_triggers(self) -> tuple[Trigger, ...]:
        """Give the triggers in the data files."""
        return self._given("triggers")

    @hookimpl
    def scenario_engine_interventions(self) -> tuple[Intervention, ...]:
        """Give the interventions in the data files."""
        return self._given("interventions")

    @hookimpl
    def scenario_engine_policies(self) -> tuple[Policy, ...]:
        """Give the policies in the data files."""
        return self._given("policies")

    @hookimpl
    def scenario_engine_instruments(self) -> tuple[Instrument, ...]:
        """Give the instruments in the data files."""
        return self._given("instruments")

    @hookimpl
    def scenario_engine_scoring_rules(self) -> tuple[ScoringRule, ...]:
        """Give the scoring rules in the data files."""
        return self._given("scoring_rules")

    @hookimpl
    def scenario_engine_scenarios(self) -> tuple[Scenario, ...]:
        """Give the scenarios in the data files."""
        return self._given("scenarios")
