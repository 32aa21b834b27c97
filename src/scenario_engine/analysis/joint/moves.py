"""Steps of one frame, from what states are worth after them to what before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

from scenario_engine.analysis.joint.frames import Frame
from scenario_engine.analysis.joint.matrices import Floats, Listing, Table

if TYPE_CHECKING:
    from scenario_engine.analysis.joint.grid import Order
    from scenario_engine.analysis.joint.steps import Step

_AT_ONCE = 1 << 13
"""How many cells are worked on at a time: what a core keeps close by."""


class Moves(Protocol):
    """Steps that share a frame."""

    def before(self, after: Floats, home: Order, rule: np.ufunc) -> Floats:
        """
        Return what states are worth before one of the steps is taken.

        Args:
            after: float64, one entry a cell, axes in the order *home*: what they are
                worth after it. Cells to which no step leads may hold any number.
            home: The order of the axes.
            rule: What is made of several steps.
        """


def moves(
    steps: Iterable[Step], gains: Sequence[Floats], missing: float
) -> list[Moves]:
    """
    Lay *steps* out; what they have learnt is given up.

    Args:
        steps: All the actions, or one stage.
        gains: For each of them float64, shape ``(rows,)``: what taking it is worth.
        missing: What it counts for where it is not on offer.
    """
    gain = dict(zip(steps, gains, strict=True))
    made: list[Moves] = []
    for frame, group in by_frame(steps):
        if frame.width > 1:
            rows = [np.where(s.offered, gain[s], missing) for s in group]
            tables = [step.table() for step in group]
            made.append(WideMoves(frame, tables, rows))
        else:
            pairs = [(each, gain[s][each.rows]) for s in group for each in s.listings()]
            made.append(NarrowMoves(frame, pairs, missing))
    return made


def by_frame(steps: Iterable[Step]) -> Iterator[tuple[Frame, list[Step]]]:
    """Yield the frames of *steps*, each with its steps."""
    ordered = sorted(steps, key=lambda step: (step.frame.inner, step.frame.outer))
    for frame, group in groupby(ordered, key=lambda step: step.frame):
        yield frame, list(group)


@attrs.frozen(eq=False)
class WideMoves:
    """
    Steps with wide rows: a stretch of rows at a time, for all of the steps.

    Attributes:
        frame: Their frame.
        tables: Their matrices.
        gains: For each of them, what is added to its rows.
    """

    frame: Frame
    tables: Sequence[Table]
    gains: Sequence[Floats]

    def before(self, after: Floats, home: Order, rule: np.ufunc) -> Floats:
        """Return what states are worth before one of the steps is taken."""
        frame = self.frame
        there = frame.laid_out(after, home)
        found = np.empty_like(there)
        height = max(1, _AT_ONCE // frame.width)
        spare = np.empty((height, frame.width))
        for start in range(0, frame.rows, height):
            rows = slice(start, start + height)
            first = found[rows]
            self._expect(0, there, rows, first)
            for number in range(1, len(self.tables)):
                other = spare[: len(first)]
                self._expect(number, there, rows, other)
                rule(first, other, out=first)
        return frame.brought_home(found, home)

    def _expect(self, number: int, after: Floats, rows: slice, found: Floats) -> None:
        self.tables[number].expect(after, rows, found)
        gain = self.gains[number][rows]
        if gain.any():
            found += gain[:, np.newaxis]


@attrs.frozen(eq=False)
class NarrowMoves:
    """
    Steps that touch everything: a state is a row.

    Attributes:
        frame: Their frame.
        listings: Parts of their matrices, with what is added to each row.
        missing: What a row comes to that is in none of them.
    """

    frame: Frame
    listings: Sequence[tuple[Listing, Floats]]
    missing: float

    def before(self, after: Floats, home: Order, rule: np.ufunc) -> Floats:
        """Return what states are worth before one of the steps is taken."""
        there = self.frame.laid_out(after, home)[:, 0]
        found = np.full_like(there, self.missing)
        for listing, gain in self.listings:
            worth = listing.expect(there)
            worth += gain
            found[listing.rows] = rule(found[listing.rows], worth)
        return self.frame.brought_home(found, home)
