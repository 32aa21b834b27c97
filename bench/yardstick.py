"""The C loop of yardstick.c, compiled here, as a function of Python."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scenario_engine.simulation.cuts import Cuts
    from scenario_engine.simulation.tracks import Track

FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")


class _Cuts(ctypes.Structure):
    """`Cuts`, as C has them."""

    _fields_ = (
        ("bits", ctypes.c_int64),
        ("guide", ctypes.c_void_p),
        ("branch", ctypes.c_void_p),
    )


class Yardstick:
    """
    The loop, compiled.

    Args:
        folder: Where the library is put.
    """

    def __init__(self, folder: str) -> None:
        library = Path(folder, "yardstick.so")
        source = Path(__file__).with_name("yardstick.c")
        subprocess.run(["gcc", *FLAGS, "-o", library, source], check=True)
        self._loop = ctypes.CDLL(str(library)).simulate

    def counts(
        self, track: Track, endings: int, episodes: int, seed: int
    ) -> NDArray[np.int64]:
        """Play *episodes* of *track*, and count them by ending and turns."""
        found = np.zeros((endings + 1, track.horizon + 1), dtype=np.int64)
        whole = ctypes.c_int64
        self._loop(
            whole(episodes),
            whole(track.horizon),
            ctypes.c_uint64(seed),
            whole(track.is_certain),
            whole(len(track.ways) > 1),
            _given([track.start]),
            _given([track.response]),
            _given([track.world]),
            _given(track.ways),
            _at(track.row),
            _at(track.ending),
            whole(endings),
            _at(found),
        )
        return found


def _given(all_: Sequence[Cuts]) -> Any:
    """Return cuts as C takes them."""
    each = [_Cuts(c.bits, c.guide.ctypes.data, c.branch.ctypes.data) for c in all_]
    return (_Cuts * len(each))(*each)


def _at(array: NDArray[Any]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)
