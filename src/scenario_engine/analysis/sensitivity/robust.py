"""Between what the best value can lie when the estimated numbers are off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.sensitivity.derivatives import derivatives
from scenario_engine.analysis.sensitivity.intervals import IntervalLayer, boxed
from scenario_engine.analysis.sensitivity.moving import corner
from scenario_engine.analysis.sensitivity.sweeps import backward, started
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.analysis.sensitivity.layers import Floats
    from scenario_engine.analysis.sensitivity.unfolding import Unfolded

BOUNDED = "bounded"
"""The status of an interval that is proved to hold the value, up to rounding."""

_ROUNDS = 3


@attrs.frozen
class Range:
    """
    Where the best value at the start can lie.

    Attributes:
        nominal: The best value with the numbers as they are written.
        lower, upper: No numbers in the box give less, or more.
        least, greatest: Numbers in the box were found that give these.
        status: ``bounded``.
    """

    nominal: float
    lower: float
    upper: float
    least: float
    greatest: float
    status: str = BOUNDED


def robust_range(unfolded: Unfolded, kind: str = GOAL) -> Range:
    """
    Return the range of the best value over the whole box of numbers.

    The bounds are those of the interval program, in which every row of every step may
    have other chances within their intervals, in every turn anew. What one choice of
    numbers for the whole scenario can do, that can do too: so the least over the box
    is at least *lower*, and the greatest at most *upper*.

    Args:
        unfolded: The turns.
        kind: ``goal``, ``harm`` or ``neutral``.
    """
    box = boxed(unfolded)
    return Range(
        nominal=started(unfolded, backward(unfolded, kind, "best")[-1]),
        lower=started(box, backward(box, kind, "best", IntervalLayer.least)[-1]),
        upper=started(box, backward(box, kind, "best", IntervalLayer.most)[-1]),
        least=_towards(unfolded, kind, -1.0),
        greatest=_towards(unfolded, kind, 1.0),
    )


def _towards(unfolded: Unfolded, kind: str, sign: float) -> float:
    """Return the least (or greatest) best value met going from corner to corner."""
    found = derivatives(unfolded, kind)
    met = [found.value]
    seen: Floats | None = None
    for _ in range(_ROUNDS):
        shifts = corner(unfolded, sign * found.slopes)
        if seen is not None and (shifts == seen).all():
            break
        seen = shifts
        found = derivatives(unfolded.shifted(shifts), kind)
        met.append(found.value)
    return max(met) if sign > 0 else min(met)
