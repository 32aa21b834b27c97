"""The estimated numbers that move the best value most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.sensitivity.derivatives import derivatives
from scenario_engine.analysis.sensitivity.moving import reach
from scenario_engine.analysis.sensitivity.parameters import Kind, Parameter
from scenario_engine.analysis.sensitivity.sweeps import backward, started
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.sensitivity.layers import Floats
    from scenario_engine.analysis.sensitivity.unfolding import Unfolded

TOP = 10
"""How many parameters are shown where nothing is said."""


@attrs.frozen
class Swing:
    """
    What one parameter alone does to the best value.

    Attributes:
        parameter: The parameter.
        low, high: The values between which it can move alone.
        slope: The derivative of the best value with respect to it.
        nominal: The best value with the numbers as they are written.
        at_low, at_high: The best value with it there, play adapting to it.
    """

    parameter: Parameter
    low: float
    high: float
    slope: float
    nominal: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """Between how far apart values the parameter moves the best value."""
        ends = (self.at_low, self.nominal, self.at_high)
        return max(ends) - min(ends)


def swings(unfolded: Unfolded, kind: str = GOAL, top: int = TOP) -> tuple[Swing, ...]:
    """
    Return the parameters that move the best value most, the greatest first.

    They are picked by derivative times reach; then the best value is computed anew at
    either end of the reach of each.

    Args:
        unfolded: The turns.
        kind: ``goal``, ``harm`` or ``neutral``.
        top: Most parameters; those that move nothing are left out.
    """
    found = derivatives(unfolded, kind)
    least, most = reach(unfolded)
    moved = np.abs(found.slopes) * (most - least)
    picked = [i for i in np.argsort(-moved, kind="stable")[:top] if moved[i] > 0]
    made = []
    for number in picked:
        parameter = unfolded.parameters[number]
        ends = [
            _value(unfolded, kind, int(number), float(shift))
            for shift in (least[number], most[number])
        ]
        made.append(
            Swing(
                parameter,
                parameter.nominal + float(least[number]),
                parameter.nominal + float(most[number]),
                float(found.slopes[number]),
                found.value,
                *ends,
            )
        )
    return tuple(sorted(made, key=lambda swing: -swing.width))


def as_text(swings: Sequence[Swing]) -> str:
    """Return the swings as a table in plain text, a line each under a heading."""
    cells = [("number", "value", "evidence", "from", "to", "best value", "slope")]
    for swing in swings:
        parameter = swing.parameter
        shown = f"{parameter.nominal:.2f}"
        cells.append(
            (
                parameter.name,
                "offset" if parameter.kind is Kind.OFFSET else shown,
                parameter.evidence,
                f"{swing.low:.2f}",
                f"{swing.high:.2f}",
                f"{swing.at_low:.3f} … {swing.at_high:.3f}",
                f"{swing.slope:+.3f}",
            )
        )
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in cells
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _value(unfolded: Unfolded, kind: str, number: int, shift: float) -> float:
    shifts: Floats = np.zeros(len(unfolded.parameters))
    shifts[number] = shift
    moved = unfolded.shifted(shifts)
    return started(moved, backward(moved, kind, "best")[-1])
