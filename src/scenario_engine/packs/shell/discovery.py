"""Which packs are there, told without importing any of them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from typing import TYPE_CHECKING, Protocol, TypeVar

import attrs

from scenario_engine.packs.data_pack import DataPack
from scenario_engine.packs.shell.requirement import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")

GROUP = "scenario_engine"
"""The group of entry points that packs are found in."""

CORE = "core"
"""The id of the engine's own pack."""

ENGINE = "scenario-engine"
"""The distribution that the engine's own pack comes in."""

_UNKNOWN = "unknown"


class Distribution(Protocol):
    """What is asked of an installed distribution."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def version(self) -> str:
        """Its version."""

    @property
    def requires(self) -> list[str] | None:
        """What it requires."""


class EntryPoint(Protocol):
    """What is asked of an entry point; `importlib.metadata` has such."""

    @property
    def name(self) -> str:
        """The pack's id."""

    @property
    def value(self) -> str:
        """Where the pack's object is: ``package:name``."""

    @property
    def dist(self) -> Distribution | None:
        """The distribution that it comes from."""

    def load(self) -> object:
        """Import it."""


@attrs.frozen
class Found:
    """
    A pack that was found, and not imported yet.

    Attributes:
        id: Its id: the entry point's name, or the folder's.
        home: The entry point's value, or the folder's path.
        distribution: The distribution's name; empty for a folder.
        version: The distribution's version; empty for a folder.
        requires: What the distribution requires.
        load: Imports it and returns what implements its hooks.
    """

    id: str
    home: str
    distribution: str
    version: str
    requires: tuple[str, ...]
    load: Callable[[], object] = attrs.field(eq=False, repr=False)

    @property
    def is_core(self) -> bool:
        """Whether this is the engine's own pack."""
        return self.id == CORE and normal(self.distribution) == ENGINE

    @property
    def rank(self) -> tuple[bool, str, bool, str, str]:
        """Where it comes in the order of packs: core, then by id."""
        return (
            not self.is_core,
            self.id,
            self.is_folder,
            self.distribution,
            self.home,
        )

    @property
    def is_folder(self) -> bool:
        """Whether this is a folder of data files that belongs to no distribution."""
        return not self.distribution

    @property
    def source(self) -> str:
        """Where it comes from, to tell it from a pack of the same id."""
        return self.home if self.is_folder else f"{self.distribution} {self.version}"


def entry_points() -> Iterable[EntryPoint]:
    """
    Return the entry points of all installed packs.

    A distribution whose metadata cannot be read holds no pack of ours, and does not
    keep the others from being found.
    """
    try:
        return metadata.entry_points(group=GROUP)
    except Exception:
        return list(_readable())


def _readable() -> Iterator[EntryPoint]:
    seen = set()
    for distribution in metadata.distributions():
        try:
            name = normal(distribution.name)
            found = distribution.entry_points.select(group=GROUP)
        except Exception:
            continue
        if name not in seen:
            seen.add(name)
            yield from found


def in_order(packs: Iterable[Found]) -> list[Found]:
    """Return the packs, each once, in the order of packs."""
    # An editable installation can be seen twice, through two folders of metadata.
    once = {(pack.id, pack.home, normal(pack.distribution)): pack for pack in packs}
    return sorted(once.values(), key=lambda pack: pack.rank)


def of_entry(entry: EntryPoint) -> Found:
    """Return the pack that *entry* leads to."""
    distribution = entry.dist
    if distribution is None:
        return Found(entry.name, entry.value, _UNKNOWN, _UNKNOWN, (), entry.load)
    return Found(
        id=entry.name,
        home=entry.value,
        distribution=_asked(lambda: distribution.name, _UNKNOWN),
        version=_asked(lambda: distribution.version, _UNKNOWN),
        requires=tuple(_asked(lambda: distribution.requires, [])),
        load=entry.load,
    )


def _asked(read: Callable[[], T | None], otherwise: T) -> T:
    """Return what *read* finds in metadata that may be missing or damaged."""
    try:
        return read() or otherwise
    except Exception:
        return otherwise


def of_folder(path: Path) -> Found:
    """Return the pack of data that *path* holds, named like the folder."""
    name = path.resolve().name
    return Found(name, str(path), "", "", (), lambda: DataPack.of_folder(path))
