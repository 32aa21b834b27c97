"""Bounds on fair values where the beliefs that play can reach are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis.hidden.bounds import Above, Below, Glances, Known
from scenario_engine.analysis.hidden.glancing import glancing
from scenario_engine.analysis.hidden.keeping import Mixed, Rounded
from scenario_engine.analysis.hidden.space import explore_beliefs
from scenario_engine.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.analysis.hidden.bounds import Bound
    from scenario_engine.analysis.hidden.keeping import Keeping
    from scenario_engine.analysis.hidden.space import BeliefSpace
    from scenario_engine.analysis.observations import ObservedSpace
    from scenario_engine.analysis.values import Values

_FINER = 5
"""How many times as fine each attempt is as the one before."""

_FINEST = 625
"""Where attempts end: what a finer grid would add is next to nothing."""


def above(observed: ObservedSpace, full: Values, most: int) -> tuple[Bound, str]:
    """
    Bound fair values from above.

    As if the trainee were told, after each observation, of one belief near to theirs
    that it is true: more than they know, so that it can only help.

    Args:
        observed: The states, with what is observed.
        full: What they are worth to somebody who knows everything.
        most: Most beliefs.

    Returns:
        The bound, and its name.

    Source:
        W. S. Lovejoy, Computationally feasible bounds for partially observed Markov
        decision processes, Operations Research 39 (1991), 162-175.
    """
    fineness, space = _finest(observed, _on_grid, most)
    if space is None:
        return Known(full), "at most what full knowledge allows"
    return (
        Above.of(space, full, fineness + 1),
        f"at most what beliefs on a grid of up to {fineness + 1} points allow",
    )


def below(observed: ObservedSpace, full: Values, most: int) -> tuple[Bound, str]:
    """
    Bound fair values from below, by what one strategy comes to.

    The strategy sees only what the trainee sees, and rounds its belief after each
    observation. Where that, too, is more than can be held, it goes by what it sees
    alone.

    Args:
        observed: The states, with what is observed.
        full: What they are worth to somebody who knows everything.
        most: Most beliefs.

    Returns:
        The bound, and its name.

    Source:
        E. A. Hansen, Solving POMDPs by searching in policy space, Proceedings of the
        14th Conference on Uncertainty in Artificial Intelligence (1998), 211-219.
    """
    glances = glancing(observed, full)
    _, space = _finest(observed, Rounded, most)
    if space is None:
        return Glances(glances), "at least what a strategy without memory comes to"
    return (
        Below.of(space, glances),
        f"at least what a strategy with {len(space.beliefs)} remembered beliefs "
        "comes to",
    )


def _finest(
    observed: ObservedSpace, keeping: Callable[[int], Keeping], most: int
) -> tuple[int, BeliefSpace | None]:
    """Return the finest beliefs that are no more than *most*, with their fineness."""
    fineness, growth, size, found = 0, 1.0, 1, None
    while size * growth <= most and fineness < _FINEST:
        finer = max(1, fineness * _FINER)
        try:
            space = explore_beliefs(observed, keeping(finer), most=most)
        except BudgetError:
            break
        now = len(space.beliefs) + len(space.situations)
        if found is not None and now == size:
            break
        growth = now / size if found is not None else 1.0
        fineness, size, found = finer, now, space
    return fineness, found


def _on_grid(fineness: int) -> Mixed:
    """Return a grid that cuts the chance between two states into *fineness* parts."""
    return Mixed(fineness + 1)
