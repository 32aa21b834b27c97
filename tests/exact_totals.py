"""How often episodes end in each way after each number of turns: the exact chances."""

from __future__ import annotations

import numpy as np

from scenario_engine.analysis.occupancy import occupancy


def expected(space, weights):
    """Return the exact chance of each ending after each number of turns."""
    horizon, endings = space.program.horizon, len(space.program.endings)
    met = occupancy(space, weights)[::-1]
    chances = np.zeros((endings + 1, horizon + 1))
    for turn in range(1, horizon + 1):
        for ending in range(endings):
            chances[ending, turn] = met[turn, space.ending == ending].sum()
    chances[endings, horizon] = met[horizon, space.ending < 0].sum()
    return chances
