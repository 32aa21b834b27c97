"""Strategies by name, as a command line or a file gives them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis import strategies, values
from scenario_engine.errors import NotFoundError

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights

RANDOM, BEST, SCRIPT = "random", "best", "script"
KNOWN = f"{RANDOM}, {BEST}, or {SCRIPT}:ID,ID,…"
"""What a strategy may be called."""


def named(space: StateSpace, name: str) -> Weights:
    """
    Return the strategy of that name.

    Args:
        space: The state space.
        name: ``random``: any choice that is offered, each as likely; ``best``: the
            best for somebody who knows everything, the first of equally good ones;
            ``script:ID,ID,…``: these interventions turn by turn, over and over again,
            at random where one is not offered.

    Raises:
        NotFoundError: If there is no such strategy, or no such intervention.
    """
    kind, _, rest = name.partition(":")
    if kind == SCRIPT and rest:
        return strategies.scripted(
            space, [_action(space, id_) for id_ in rest.split(",")]
        )
    if name == RANDOM:
        return strategies.uniform(space)
    if name == BEST:
        return first_best(space)
    raise NotFoundError(f"No strategy '{name}'. Write {KNOWN}.")


def first_best(space: StateSpace) -> Weights:
    """
    Return the best play, of equally good choices the first in the author's order.

    Returns:
        float64, ``(horizon + 1, k)``: by turns left, 1 for the choice that is taken.
    """
    best = values.best(space)
    weights = np.zeros((space.program.horizon + 1, len(space.action)))
    firsts = space.pointer[space.ongoing]
    weights[0, firsts] = 1.0
    for left in range(1, len(weights)):
        good = np.flatnonzero(values.best_choices(space, best, left))
        first = np.flatnonzero(np.diff(space.owner[good], prepend=-1))
        weights[left, good[first]] = 1.0
    return weights


def _action(space: StateSpace, id_: str) -> int:
    """Return the number of the intervention with that id."""
    known = [action.id for action in space.program.actions]
    if id_ in known:
        return known.index(id_)
    close = get_close_matches(id_, known, n=1)
    mend = f"Did you mean '{close[0]}'?" if close else f"There are {', '.join(known)}."
    raise NotFoundError(f"No intervention '{id_}'. {mend}")
