"""Files that a command writes: whole, or not there at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scenario_engine.cli.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def keep(path: Path, option: str, write: Callable[[Path], object]) -> None:
    """
    Let *write* make the file at *path*: whole, or not at all.

    Args:
        path: Where to.
        option: The option that named it, such as ``--out``.
        write: Writes to the path that it is given.

    Raises:
        UsageError: If it cannot be written.
    """
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".writing-") as folder:
            made = Path(folder) / path.name
            write(made)
            made.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{option} {path}: {reason}. Name another file.") from error


def check_new(path: Path | None, option: str) -> None:
    """
    Refuse a file that is there already, before any work is done for it.

    Raises:
        UsageError: If it is.
    """
    if path is not None and (path.exists() or path.is_symlink()):
        raise UsageError(f"{option} {path}: the file exists. Name another file.")


def keep_all(folder: Path, option: str, texts: Mapping[str, str]) -> list[Path]:
    """
    Write *texts* into *folder*: all of them, or none.

    Args:
        folder: Where to; it is made if it is not there.
        option: The option that named it, such as ``--out``.
        texts: For each file's name, what is in it.

    Returns:
        The files, in the order of *texts*.

    Raises:
        UsageError: If one of the files is there already, or cannot be written.
    """
    paths = [folder / name for name in texts]
    there = [path.name for path in paths if path.exists() or path.is_symlink()]
    if there:
        raise UsageError(
            f"{option} {folder}: {', '.join(there)} there already. Name another "
            "folder, or move them away."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _move_in(folder, texts)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"{option} {folder}: {reason}. Name another folder."
        ) from error
    return paths


def _move_in(folder: Path, texts: Mapping[str, str]) -> None:
    """Write every file beside its place, then move them all; take back on a fault."""
    moved: list[Path] = []
    with TemporaryDirectory(dir=folder, prefix=".writing-") as beside:
        for name, text in texts.items():
            (Path(beside) / name).write_bytes(text.encode())
        try:
            for name in texts:
                (Path(beside) / name).rename(folder / name)
                moved.append(folder / name)
        except OSError:
            for path in moved:
                path.unlink()
            raise
