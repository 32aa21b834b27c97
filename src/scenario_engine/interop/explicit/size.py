"""How large a program would be, written out; known before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis import StateSpace


def least_places(space: StateSpace, *, counts_turns: bool) -> int:
    """
    Return a number of places that *space* has at least when it is written out.

    Those in which a choice is made, and those in which the world has its turn.

    Args:
        space: The state space.
        counts_turns: Whether places tell how many turns were played.
    """
    situations = len(space.world.pointer) - 1
    if not counts_turns:
        return len(space.ongoing) + situations
    here = np.zeros(len(space), dtype=np.bool_)
    here[space.start[0]] = True
    found = 0
    for _ in range(space.program.horizon):
        here &= space.ending < 0
        chosen = here[space.owner][space.response.row]
        reached = _mask(space.response.target[chosen], situations)
        found += int(here.sum() + reached.sum())
        here = _mask(space.world.target[reached[space.world.row]], len(space))
    return found


def _mask(indices: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    found = np.zeros(size, dtype=np.bool_)
    found[indices] = True
    return found
