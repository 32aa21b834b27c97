"""A folder of parts that were played: what a batch goes on from after any end."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from scenario_engine.simulation.running.faults import BatchError
from scenario_engine.simulation.running.orders import Made

if TYPE_CHECKING:
    from scenario_engine.simulation.running.orders import Order
    from scenario_engine.simulation.running.plans import Part

_TEMPORARY = ".writing-"
_COUNTS, _CHECKSUM, _COLUMN = "counts", "checksum", "column."


@attrs.frozen
class Folder:
    """
    A folder with a file for each part that was played, whole or not there.

    The name says all that decides what is in it: a digest of program, trainee,
    strategy, seed and columns, and the part's episodes. So any batch may go on in any
    folder, and finds what is its own.

    Attributes:
        path: The folder.
    """

    path: Path

    @classmethod
    def opened(cls, path: Path) -> Folder:
        """
        Return the folder at *path*, made if need be, swept of what was cut short.

        Raises:
            BatchError: If it cannot be written to.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            for left in path.glob(f"{_TEMPORARY}*"):
                left.unlink(missing_ok=True)
        except OSError as error:
            raise _refused(path, error) from error
        return cls(path)

    def load(self, order: Order, part: Part) -> Made | None:
        """Return what *part* came to, or None where it is not there or not whole."""
        file = self._file(order, part)
        if not file.exists():
            return None
        try:
            with file.open("rb") as stream, np.load(stream) as saved:
                arrays = {
                    name.removeprefix(_COLUMN): saved[name]
                    for name in saved.files
                    if name.startswith(_COLUMN)
                }
                counts, told = saved[_COUNTS], int(saved[_CHECKSUM])
        # Whatever is wrong with a file, what it was to hold can be played again.
        except Exception:
            return None
        return Made(order.key, part.first, part.episodes, counts, arrays, told)

    def save(self, order: Order, part: Part, made: Made, checksum: int) -> None:
        """
        Keep what *part* came to; when this returns, it is on the disk.

        Raises:
            BatchError: If it cannot be written.
        """
        held = io.BytesIO()
        arrays: dict[str, Any] = {_COUNTS: made.counts, _CHECKSUM: np.array(checksum)}
        arrays |= {f"{_COLUMN}{name}": array for name, array in made.arrays.items()}
        np.savez(held, **arrays)
        file = self._file(order, part)
        temporary = file.with_name(f"{_TEMPORARY}{os.getpid()}-{file.name}")
        try:
            with temporary.open("wb") as stream:
                stream.write(held.getbuffer())
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(file)
            synced(self.path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise _refused(self.path, error) from error

    def _file(self, order: Order, part: Part) -> Path:
        return self.path / f"{order.key[:32]}-{part.first}-{part.episodes}.npz"


def synced(folder: Path) -> None:
    """Have the names in *folder* on the disk, where the system can do that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> BatchError:
    reason = error.strerror or str(error)
    return BatchError(f"{path}: {reason}. Name another folder to keep parts in.")
