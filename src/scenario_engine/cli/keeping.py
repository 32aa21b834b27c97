"""Files that a command writes: whole, or not there at all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scenario_engine.cli.refusal import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


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
    if path is not None and path.exists():
        raise UsageError(f"{option} {path}: the file exists. Name another file.")
