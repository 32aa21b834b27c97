"""A strategy that remembers nothing: it goes by what it sees, and by the turns left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.hidden.updating import first_best, totals

if TYPE_CHECKING:
    from scenario_engine.analysis.observations import ObservedSpace
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.values import Values

_HARDLY = 1e-9
"""How often a state counts as met that play at random does not meet."""


def glancing(observed: ObservedSpace, full: Values) -> Floats:
    """
    Return what states are worth to somebody who only ever looks at the scene.

    For each look and number of turns left one choice is taken: the one that is best
    on average over the states that look so, each counted as often as play at random
    meets it. This bounds fair values from below, and there is always room for it.

    Args:
        observed: The states, with how they look.
        full: What they are worth to somebody who knows everything.

    Returns:
        float64, shape ``(horizon + 1, n)``.
    """
    space = observed.space
    owner, option, firsts = space.owner, *_options(observed)
    often = _often(observed)
    table = np.tile(full.aim.final, (len(full.table), 1))
    for left in range(1, len(table)):
        worth = space.expected(table[left - 1])
        sums = totals(option, (often[left] + _HARDLY)[owner] * worth)
        taken = np.isin(option, first_best(sums, firsts))
        table[left, owner[taken]] = worth[taken]
    return table


def _options(observed: ObservedSpace) -> tuple[Index, Index]:
    """
    Return what choices are to somebody who cannot tell states apart.

    Returns:
        For each choice the number of its option; and the first option of each look.
    """
    space = observed.space
    look = observed.look[space.owner]
    key = look * len(space.program.actions) + space.action
    keys, option = np.unique(key, return_inverse=True)
    looks = keys // len(space.program.actions)
    return option.reshape(-1), np.flatnonzero(np.diff(looks, prepend=-1))


def _often(observed: ObservedSpace) -> Floats:
    """Return how often play at random meets each state with each number left."""
    space = observed.space
    shares = 1.0 / np.diff(space.pointer)[space.owner]
    often = np.zeros((observed.horizon + 1, len(space)))
    at, chances = space.start
    np.add.at(often[-1], at, chances)
    for left in range(observed.horizon, 0, -1):
        replies = (often[left][space.owner] * shares)[space.response.row]
        reached = np.bincount(space.response.target, replies * space.response.chance)
        after = reached[space.world.row] * space.world.chance
        often[left - 1] = np.bincount(space.world.target, after, len(space))
    return often
