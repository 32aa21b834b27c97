"""Sparse rows of chances that remember which parameters each chance rests on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = NDArray[np.int64]
Floats = NDArray[np.float64]


def totals(at: Index, amounts: Floats, size: int) -> Floats:
    """Return the sum of the *amounts* at each of *size* places."""
    return np.bincount(at, amounts, size).astype(np.float64, copy=False)


@attrs.frozen(eq=False, slots=False)
class Layer:
    """
    One step of a turn: rows over the rows of the next layer, or over states.

    The last branch of a row is its **rest**: it takes what the chances of the others
    leave over. A chance may be 0 where a parameter can raise it.

    Attributes:
        pointer: int64, shape ``(rows + 1,)``; no row is empty.
        target: int64, shape ``(branches,)``.
        chance: float64, shape ``(branches,)``; sums to 1 within a row.
        branch, parameter: int64, shape ``(m,)``: the chance of this branch rises by
            as much as this parameter does. Never a rest.
    """

    pointer: Index
    target: Index
    chance: Floats
    branch: Index
    parameter: Index

    @property
    def rows(self) -> int:
        """Count the rows."""
        return len(self.pointer) - 1

    @cached_property
    def row(self) -> Index:
        """For each branch, the row it belongs to."""
        return np.repeat(np.arange(self.rows), np.diff(self.pointer))

    @property
    def rest(self) -> Index:
        """For each row, the branch that is its rest."""
        return self.pointer[1:] - 1

    def sums(self, values: Floats) -> Floats:
        """Return the sum of *values*, one a branch, in each row."""
        found: Floats = np.add.reduceat(values, self.pointer[:-1])
        return found

    def mean(self, worth: Floats) -> Floats:
        """Return the expectation of *worth*, one a target, in each row."""
        return self.sums(self.chance * worth[self.target])

    def pushed(self, mass: Floats, targets: int) -> Floats:
        """Return how much of *mass*, one a row, arrives at each of *targets*."""
        moved = mass[self.row] * self.chance
        return totals(self.target, moved, targets)

    def shifted(self, shifts: Floats) -> Layer:
        """
        Return the layer with each parameter changed by its entry in *shifts*.

        What the other branches of a row gain, its rest loses. Nothing is clipped.
        """
        more = self.moved(shifts)
        more[self.rest] = -self.sums(more)
        return attrs.evolve(self, chance=self.chance + more)

    def moved(self, shifts: Floats) -> Floats:
        """Return by how much each branch that is no rest changes; 0 for a rest."""
        return totals(self.branch, shifts[self.parameter], len(self.target))


@attrs.frozen(eq=False)
class Piece:
    """
    Branches of one kind, one for each of some rows.

    Attributes:
        row: int64, shape ``(b,)``.
        target: int64, shape ``(b,)``: a code or a number.
        chance: float64, shape ``(b,)``.
        moves: Which parameters move which of these branches: pairs of a parameter
            and a bool array of shape ``(b,)``.
    """

    row: Index
    target: Index
    chance: Floats
    moves: tuple[tuple[int, NDArray[np.bool_]], ...] = ()


def joined(pieces: Sequence[Piece], rows: int) -> Layer:
    """
    Put *pieces* together by row, in their order within each; rests come last.

    Branches that have no chance are left out, unless a parameter moves them or, being
    rests, others of their row.
    """
    sizes = [len(piece.row) for piece in pieces]
    firsts = np.cumsum([0, *sizes])
    row = np.concatenate([piece.row for piece in pieces])
    chance = np.concatenate([piece.chance for piece in pieces])
    target = np.concatenate([piece.target for piece in pieces])
    nothing = np.empty(0, dtype=np.int64)
    branch, parameter = [nothing], [nothing]
    for first, piece in zip(firsts, pieces, strict=False):
        for number, moved in piece.moves:
            branch.append(first + np.flatnonzero(moved))
            parameter.append(np.full(len(branch[-1]), number))
    moving = np.concatenate(branch)
    order = np.argsort(row, kind="stable")
    rests = order[np.flatnonzero(np.diff(row[order], append=rows))]
    kept = chance > 0
    kept[moving] = True
    kept[rests[row[moving]]] = True
    order = order[kept[order]]
    place = np.empty(len(target), dtype=np.int64)
    place[order] = np.arange(len(order))
    counts = np.bincount(row[order], minlength=rows)
    return Layer(
        pointer=np.concatenate([[0], np.cumsum(counts)]),
        target=target[order],
        chance=chance[order],
        branch=place[moving],
        parameter=np.concatenate(parameter),
    )


def stacked(parts: Sequence[Layer]) -> Layer:
    """Put *parts* below each other; their targets are numbered alike."""
    branches = np.cumsum([0, *(len(part.target) for part in parts)])
    pointers = [p.pointer[1:] + n for p, n in zip(parts, branches, strict=False)]
    return Layer(
        pointer=np.concatenate([[0], *pointers]),
        target=np.concatenate([part.target for part in parts]),
        chance=np.concatenate([part.chance for part in parts]),
        branch=np.concatenate(
            [p.branch + n for p, n in zip(parts, branches, strict=False)]
        ),
        parameter=np.concatenate([part.parameter for part in parts]),
    )
