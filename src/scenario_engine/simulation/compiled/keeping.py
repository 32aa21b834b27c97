"""Functions that are compiled once on a machine, where that can be kept."""

from __future__ import annotations

from typing import Any

import numba


def kept(function: Any) -> Any:
    """Compile *function* when it is called, and keep what comes of it on disk."""
    try:
        return numba.njit(nogil=True, cache=True)(function)
    except RuntimeError:  # There is no folder that may be written.
        return numba.njit(nogil=True)(function)
