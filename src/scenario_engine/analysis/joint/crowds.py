"""A set of states in the rows of a frame, and where steps lead from all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.joint.matrices import Bits, Truths, Whole, spread

if TYPE_CHECKING:
    from scenario_engine.analysis.joint.frames import Frame
    from scenario_engine.analysis.joint.grid import Order
    from scenario_engine.analysis.joint.steps import Step
    from scenario_engine.analysis.packing import Codes

_THERE = 128
"""A byte in which the first of eight states is there."""


class Crowd:
    """
    A set of states, laid out.

    Args:
        frame: The frame.
        home: The order of the axes of *cells*.
        cells: bool, one entry a cell: which states.
    """

    def __init__(self, frame: Frame, home: Order, cells: Truths) -> None:
        self._frame, self._home = frame, home
        rows = frame.laid_out(cells, home)
        self._here: Truths = np.logical_or.reduce(rows, axis=1)
        self._one = np.argmax(rows, axis=1)
        self._bits: Bits = np.packbits(rows, axis=1)
        self._after = np.zeros_like(self._bits)

    def follow(self, step: Step) -> None:
        """
        Note where *step*, which is of the same frame, leads.

        Raises:
            ProgramError: If a chance is none, or chances sum to more than 1.
        """
        known = len(step.learnt)
        new = np.flatnonzero(self._here & ~step.known)
        step.learn(new, self._codes(new))
        if self._frame.width > 1:
            for part in step.learnt:
                spread(part, self._here, self._bits, self._after)
        else:  # A row is a state, and is met only once.
            for part in step.learnt[known:]:
                self._after[part.target] = _THERE

    def after(self) -> Truths:
        """Return where the steps followed so far lead."""
        rows = np.unpackbits(self._after, axis=1, count=self._frame.width)
        return self._frame.brought_home(rows.view(np.bool_), self._home)

    def spread(self, rows: Truths) -> Truths:
        """Return the cells of some whole rows."""
        cells = np.repeat(rows, self._frame.width)
        return self._frame.brought_home(cells, self._home)

    def _codes(self, rows: Whole) -> Codes:
        """Return for each of *rows* one state of the set that is in it, packed."""
        cells = rows * self._frame.width + self._one[rows]
        return self._frame.grid.codes(cells, self._frame.order)
