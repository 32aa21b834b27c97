"""How far parameters can move together while every chance stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.sensitivity.layers import totals

if TYPE_CHECKING:
    from scenario_engine.analysis.sensitivity.layers import Floats
    from scenario_engine.analysis.sensitivity.unfolding import Unfolded


def reach(unfolded: Unfolded) -> tuple[Floats, Floats]:
    """
    Return how far each parameter alone can fall and rise.

    Returns:
        Least (at most 0) and greatest shifts (at least 0), one for each parameter:
        within its range, and such that in every state every chance lies in 0..1 and
        those of a case sum to at most 1.
    """
    least = np.array([p.low - p.nominal for p in unfolded.parameters])
    most = np.array([p.high - p.nominal for p in unfolded.parameters])
    for layer in unfolded.layers:
        rest = layer.chance[layer.rest[layer.row[layer.branch]]]
        np.minimum.at(most, layer.parameter, rest)
        np.maximum.at(least, layer.parameter, -layer.chance[layer.branch])
    return np.minimum(least, 0.0), np.maximum(most, 0.0)


def corner(unfolded: Unfolded, direction: Floats) -> Floats:
    """
    Return the shifts that go as far as can be in a *direction*.

    Each parameter goes to the end of its reach that the sign of its entry says.
    Where several that rise would take more than the rest of a row, or several that
    fall more than the chance of a branch, they share what there is. So the shifts
    lie in the box, and so does any part of them with the others left at 0.

    Args:
        unfolded: The turns.
        direction: One for each parameter; 0 leaves it where it is.
    """
    least, most = reach(unfolded)
    up = np.where(direction > 0, most, 0.0)
    down = np.where(direction < 0, -least, 0.0)
    rising, falling = np.ones(len(up)), np.ones(len(up))
    for layer in unfolded.layers:
        row = layer.row[layer.branch]
        asked = totals(row, up[layer.parameter], layer.rows)
        share = _share(layer.chance[layer.rest], asked)
        np.minimum.at(rising, layer.parameter, share[row])
        size = len(layer.target)
        lost = totals(layer.branch, down[layer.parameter], size)
        share = _share(layer.chance, lost)
        np.minimum.at(falling, layer.parameter, share[layer.branch])
    found: Floats = up * rising - down * falling
    return found


def _share(there: Floats, asked: Floats) -> Floats:
    """Return which part of what is *asked* can be had of what is *there*."""
    short = asked > there
    share: Floats = np.where(short, there / np.where(short, asked, 1.0), 1.0)
    return share
