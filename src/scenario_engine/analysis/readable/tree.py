"""States, cut into a few boxes so that one choice a box costs as little as it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.rows import Floats, Index

if TYPE_CHECKING:
    from numpy.typing import NDArray


Ranges = tuple[tuple[int, int], ...]
"""For each variable, the lowest and the highest value that it may have."""


@attrs.frozen(eq=False)
class Box:
    """
    Some of the states.

    Attributes:
        rows: int64: which of the states.
        ranges: What they have in common.
        cost: float64, shape ``(actions,)``: what always taking each action costs.
    """

    rows: Index
    ranges: Ranges
    cost: Floats


@attrs.frozen(eq=False)
class _Cut:
    """One box made two, with what that saves."""

    saves: float
    parts: tuple[Box, Box]


def boxes(
    values: Index, cost: Floats, whole: Ranges, most: int, least: float
) -> list[Box]:
    """
    Cut states into boxes, one variable at a time, always where it saves most.

    Returns:
        Boxes of which every valuation lies in exactly one.

    Args:
        values: int64, shape ``(states, variables)``.
        cost: float64, shape ``(states, actions)``: what each action costs there.
        whole: All values that there are, those of no state here included.
        most: How many boxes there may be.
        least: A cut that saves no more than this is not made.
    """
    found = [Box(np.arange(len(values)), whole, cost.sum(axis=0))]
    cuts = [_best_cut(found[0], values, cost)]
    while len(found) < most:
        at = int(np.argmax([cut.saves if cut else 0.0 for cut in cuts]))
        cut = cuts[at]
        if cut is None or cut.saves <= least:
            break
        found[at : at + 1] = cut.parts
        cuts[at : at + 1] = [_best_cut(part, values, cost) for part in cut.parts]
    return found


def _best_cut(box: Box, values: Index, cost: Floats) -> _Cut | None:
    """Return the cut of *box* that saves most; None where no cut saves anything."""
    here = cost[box.rows]
    best, at = 0.0, (-1, 0)
    for variable in range(values.shape[1]):
        column = values[box.rows, variable]
        saves, cut = _best_value(column, here, float(box.cost.min()))
        if saves > best:
            best, at = saves, (variable, cut)
    if not best > 0:
        return None
    variable, cut = at
    low, high = box.ranges[variable]
    is_below = values[box.rows, variable] <= cut
    lower = _part(box, variable, (low, cut), is_below, here)
    upper = _part(box, variable, (cut + 1, high), ~is_below, here)
    return _Cut(best, (lower, upper))


def _best_value(column: Index, cost: Floats, now: float) -> tuple[float, int]:
    """Return what the best cut of one variable saves, and the last value below it."""
    low = int(column.min())
    size = int(column.max()) - low + 1
    if size < 2:
        return 0.0, 0
    by_value = np.zeros((size, cost.shape[1]))
    np.add.at(by_value, column - low, cost)
    below = np.cumsum(by_value, axis=0)[:-1]
    after = below.min(axis=1) + (by_value.sum(axis=0) - below).min(axis=1)
    cut = int(np.argmin(after))
    return now - float(after[cut]), low + cut


def _part(
    box: Box,
    variable: int,
    given: tuple[int, int],
    side: NDArray[np.bool_],
    cost: Floats,
) -> Box:
    ranges = (*box.ranges[:variable], given, *box.ranges[variable + 1 :])
    return Box(box.rows[side], ranges, cost[side].sum(axis=0))
