"""
Episodes by compiled loops, where the extra ``fast`` is installed and it pays.

`guides` and `laid` lay a track out, and `words` what is told of turns; `kernels`,
`tallies` and `taking` have the loops; `episodes` and `folded` give what the rest of the
simulation asks for. What comes out is what comes out without them, number for number:
that is what their tests hold them to.
"""

from __future__ import annotations

from typing import Any

from scenario_engine import extras

EXTRA = "fast"

MANY = 100_000_000
"""From so many turns on it pays to wait until the loops are loaded, or compiled."""


def loops() -> Any:
    """
    Return the module that plays episodes one by one.

    Raises:
        ExtraError: If Numba is not installed.
    """
    return extras.load("scenario_engine.simulation.compiled.episodes", EXTRA)


def folded_loops() -> Any:
    """
    Return the module that plays by folded turns.

    Raises:
        ExtraError: If Numba is not installed.
    """
    return extras.load("scenario_engine.simulation.compiled.folded", EXTRA)


def is_there() -> bool:
    """Tell whether the loops can be had; one that does not fit NumPy is not there."""
    try:
        loops()
    except (extras.ExtraError, ImportError):
        return False
    return True


def wanted(asked: bool | None, turns: int) -> bool:
    """
    Tell whether the loops are to play.

    Args:
        asked: What somebody said about it; None for whether they can be had, and are
            sooner done with it.
        turns: How many turns there may be.
    """
    if asked is not None:
        return asked
    return turns >= MANY and is_there()
