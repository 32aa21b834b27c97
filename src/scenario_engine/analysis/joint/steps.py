"""A step of a turn, learnt where play goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.joint.matrices import (
    Learnt,
    Listing,
    Table,
    Truths,
    Whole,
    by_target,
    merged,
)
from scenario_engine.analysis.joint.touching import changed

if TYPE_CHECKING:
    from scenario_engine.analysis.branching import Semantics
    from scenario_engine.analysis.joint.frames import Frame
    from scenario_engine.analysis.packing import Codes
    from scenario_engine.program.ir import Action

_AT_ONCE = 1 << 16
"""How many states are asked about at a time."""


class Step:
    """
    What a response or a stage of the world does, by rows of its frame.

    A row is asked about when play is found to come to it: so a chance that is none is
    refused exactly where the reference semantics refuses it.

    Args:
        action: The action, or a stage in the form of one.
        frame: A frame within whose rows all is that it touches.
        semantics: The program, read for many states at once.
    """

    def __init__(self, action: Action, frame: Frame, semantics: Semantics) -> None:
        self.action = action
        self.frame = frame
        self.known: Truths = np.zeros(frame.rows, dtype=np.bool_)
        self.offered: Truths = np.zeros(frame.rows, dtype=np.bool_)
        self.learnt: list[Learnt] = []
        self.entries = 0
        self._semantics = semantics
        self._changed = sorted(changed(semantics.program, action))

    def learn(self, rows: Whole, codes: Codes) -> None:
        """
        Ask what the step does in *rows*.

        Args:
            rows: Rows that are not known yet.
            codes: For each of them a packed state that is in it.

        Raises:
            ProgramError: If a chance is none, or chances sum to more than 1.
        """
        for first in range(0, len(rows), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            self._learn(rows[part], codes[part])

    def table(self) -> Table:
        """Return the matrix of a step with wide rows; what was learnt is given up."""
        parts, self.learnt = self.learnt, []
        return Table.of(parts, self.frame.rows)

    def listings(self) -> list[Listing]:
        """Return the matrix of a step with rows of one state, likewise."""
        parts, self.learnt = self.learnt, []
        return [Listing.of(part) for part in parts if len(part.source)]

    def _learn(self, rows: Whole, codes: Codes) -> None:
        self.known[rows] = True
        open_ = self._semantics.available(codes, self.action)
        rows, codes = rows[open_], codes[open_]
        self.offered[rows] = True
        after = self._semantics.response(codes, self.action)
        target = self.frame.grid.moved(
            rows, after.row, after.code, self._changed, self.frame.inner
        )
        source = rows[after.row].astype(np.int32)
        part = Learnt(source, target.astype(np.int32), after.chance)
        if self.frame.width > 1:
            part = by_target(merged(part))
        self.learnt.append(part)
        self.entries += len(part.source)
