"""The data files of a pack: found within bounds, and nothing outside its folder."""

from __future__ import annotations

import re
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.files.datafile import DataFile
from scenario_engine.packs.files.labels import visible
from scenario_engine.packs.files.reading import MOST_BYTES, read_toml, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

__all__ = ["DataFile", "data_files", "read_toml"]

MOST_BYTES_TOGETHER: Final = 2**24
MOST_FILES: Final = 1_000
MOST_ENTRIES: Final = 10_000
DEEPEST: Final = 4

_PART = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SUFFIX = ".toml"


def data_files(folder: Traversable, pack: str) -> tuple[DataFile, ...]:
    """
    Find and read every ``.toml`` file below *folder*.

    What is named ``.something`` or ``__something`` is passed over.

    Args:
        folder: The pack's data folder.
        pack: The pack's id.

    Returns:
        The files, by name.

    Raises:
        PackError: With every file that cannot be taken, or with the bound that the
            files exceed together.
    """
    if not folder.is_dir():
        raise _refused(pack, folder.name, "no such folder", "Make it, or name another")
    try:
        entries = sorted(_entries(folder, pack), key=itemgetter(0))
        if len(entries) > MOST_FILES:
            raise _refused(pack, "", f"more than {MOST_FILES} data files", "Merge some")
        return _taken(entries, folder, pack)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise _refused(pack, folder.name, problem, "Look at its permissions") from None


def _refused(pack: str, name: str, problem: str, mend: str) -> PackError:
    return PackError([Fault(pack, name, "", "", problem, mend)])


def _entries(folder: Traversable, pack: str) -> Iterator[tuple[str, Traversable]]:
    """Yield every data file below *folder*, and every folder that is not entered."""
    looked_at = 0
    waiting = [("", folder)]
    while waiting:
        prefix, place = waiting.pop()
        for entry in place.iterdir():
            looked_at += 1
            if looked_at > MOST_ENTRIES:
                problem = f"more than {MOST_ENTRIES} files and folders"
                raise _refused(pack, folder.name, problem, "Keep only data files in it")
            name = f"{prefix}{entry.name}"
            if entry.name.startswith((".", "__")):
                continue
            if entry.name.lower().endswith(_SUFFIX):
                yield name, entry
            elif entry.is_dir():
                if _outside(entry, folder) or name.count("/") >= DEEPEST:
                    yield name, entry
                else:
                    waiting.append((f"{name}/", entry))


def _outside(entry: Traversable, folder: Traversable) -> bool:
    """Whether *entry* is a link that leads out of *folder*, or nowhere."""
    if not isinstance(entry, Path):
        return False  # An entry of an archive, which has no links.
    if not isinstance(folder, Path):
        return entry.is_symlink()  # Of several folders taken as one.
    try:
        return not entry.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def _taken(
    entries: list[tuple[str, Traversable]], folder: Traversable, pack: str
) -> tuple[DataFile, ...]:
    """Read *entries*, or raise every fault that they have."""
    files: list[DataFile] = []
    faults: list[Fault] = []
    together = 0
    for name, entry in entries:
        refused = _entry_refusal(name, entry, folder)
        if refused is not None:
            faults.append(Fault(pack, visible(name), "", "", *refused))
            continue
        file = DataFile(pack, name, _start_of(entry))
        together += len(file.data)
        if len(file.data) > MOST_BYTES:
            faults.append(too_large(file))
        if together > MOST_BYTES_TOGETHER:
            problem = f"data files of more than {MOST_BYTES_TOGETHER} bytes together"
            raise _refused(pack, "", problem, "Split the pack")
        files.append(file)
    if faults:
        raise PackError(faults)
    return tuple(files)


def _start_of(entry: Traversable) -> bytes:
    """Read *entry*, and one byte more than it may have at most."""
    with entry.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _entry_refusal(
    name: str, entry: Traversable, folder: Traversable
) -> tuple[str, str] | None:
    """Say problem and mend of an *entry* that cannot be read, or None."""
    if _outside(entry, folder):
        mend = "Put the file itself into the folder"
        return "a link that leads out of the data folder", mend
    stem = name.removesuffix(_SUFFIX)
    if stem == name and entry.is_dir():
        problem = f"a folder more than {DEEPEST} levels deep"
        return problem, "Move its files up"
    if stem == name or not all(map(_PART.fullmatch, stem.split("/"))):
        mend = "Use lower-case letters, digits, hyphens and underscores, and .toml"
        return "not a name that every system can hold", mend
    if not entry.is_file():
        return "not a regular file", "Put a file in its place"
    return None
