"""Numbers looked up in a table, by a compiled loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from scenario_engine.simulation.compiled.keeping import kept

if TYPE_CHECKING:
    from numpy.typing import NDArray


def taken(table: NDArray[Any], at: NDArray[np.int32]) -> NDArray[Any]:
    """Return what *table* has at each of the places *at*, which it has."""
    out = np.empty(len(at), dtype=table.dtype)
    _take(table, at, out)
    return out


@kept
def _take(table: Any, at: Any, out: Any) -> None:
    for each in range(len(at)):
        i = np.uint64(each)
        out[i] = table[np.uint64(at[i])]
