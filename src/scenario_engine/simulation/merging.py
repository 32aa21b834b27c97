"""Rows that come to the same, whatever the dice show, made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Index
from scenario_engine.simulation.cuts import Cuts, apart

if TYPE_CHECKING:
    from collections.abc import Sequence


_HALF = np.uint64(32)
_FACTORS = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)

Keys = NDArray[np.uint64]


@attrs.frozen(eq=False)
class Kinds:
    """
    Rows sorted into kinds.

    Attributes:
        kind: int64, ``(rows,)``: the kind of each row.
        first: int64, ``(kinds,)``: the first row of each kind.
    """

    kind: Index
    first: Index

    @classmethod
    def by(cls, keys: Keys) -> Kinds:
        """Return the kinds of rows with the same key."""
        _, first, kind = np.unique(keys, return_index=True, return_inverse=True)
        return cls(kind.astype(np.int64), first.astype(np.int64))

    @classmethod
    def each(cls, rows: int) -> Kinds:
        """Return the kinds where no row is like another."""
        return cls(np.arange(rows), np.arange(rows))


@attrs.frozen(eq=False)
class Alike:
    """What goes on alike: places, choices and situations."""

    places: Kinds
    choices: Kinds
    situations: Kinds


def alike(
    ending: NDArray[np.int8], ways: Sequence[Cuts], response: Cuts, world: Cuts
) -> Alike:
    """
    Sort places, choices and situations so that each kind goes on in one way.

    Places are of one kind where they have the same ending, or where every number
    picks choices of one kind in them, with any number of turns left; choices, where
    every number picks situations of one kind; situations, where every number picks
    places of one kind. Kinds are split until that holds, so there are as few as can
    be. Rows are sorted by keys of 64 bits; that those of a kind are the same is
    checked afterwards, branch by branch, and were it not so, nothing would be one.

    Args:
        ending: int8, ``(places,)``: -1 where play goes on.
        ways: What numbers pick in each place that goes on, by turns left.
        response: What they pick for each choice.
        world: What they pick for each situation.
    """
    on = np.flatnonzero(ending < 0)
    places = Kinds.by(ending.astype(np.uint64))
    while True:
        situations = Kinds.by(_keys(world, places.kind))
        choices = Kinds.by(_keys(response, situations.kind))
        keys = ending.astype(np.uint64)
        for number, cuts in enumerate(ways):
            # The number tells the turns left apart.
            keys[on] += _mixed(_keys(cuts, choices.kind) + np.uint64(number))
        split = Kinds.by(keys)
        if len(split.first) == len(places.first):
            break
        places = split
    if (
        _same(world, places.kind, situations)
        and _same(response, situations.kind, choices)
        and _same_places(places, ending, ways, choices.kind)
    ):
        return Alike(places, choices, situations)
    sizes = len(ending), response.rows, world.rows
    return Alike(*(Kinds.each(size) for size in sizes))


def reduced(cuts: Cuts, rows: Index, kind: Index) -> Cuts:
    """
    Return some rows of *cuts*, leading to kinds.

    Args:
        cuts: The cuts.
        rows: int64: which rows.
        kind: int64: the kind of each thing that *cuts* lead to.
    """
    length = np.diff(cuts.pointer)[rows]
    row = np.repeat(np.arange(len(rows)), length)
    skipped = cuts.pointer[rows] - (np.cumsum(length) - length)
    at = np.arange(len(row)) + skipped[row]
    return Cuts.at(row, cuts.cut[at], kind[cuts.target[at]], len(rows))


def _keys(cuts: Cuts, kind: Index) -> Keys:
    """Return a key for each row: rows that pick the same kinds have the same."""
    number, pointer = _told(cuts, kind)
    return np.add.reduceat(_mixed(number), pointer[:-1])


def _told(cuts: Cuts, kind: Index) -> tuple[Keys, Index]:
    """Return each branch as one number, neighbours of a kind made one, and where."""
    leads, pointer = kind[cuts.target], cuts.pointer
    kept = apart(np.repeat(np.arange(cuts.rows), np.diff(pointer)), leads)
    number = cuts.cut[kept].astype(np.uint64) << _HALF
    number |= leads[kept].astype(np.uint64)
    return number, np.append(0, np.cumsum(kept))[pointer]


def _mixed(number: Keys) -> Keys:
    """
    Mix the bits of each number.

    Source:
        G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number
        generators, OOPSLA 2014: the finalizer of David Stafford, variant 13.
    """
    mixed = number ^ (number >> _SHIFTS[0])
    mixed *= _FACTORS[0]
    mixed ^= mixed >> _SHIFTS[1]
    mixed *= _FACTORS[1]
    mixed ^= mixed >> _SHIFTS[2]
    return mixed


def _same(cuts: Cuts, kind: Index, rows: Kinds) -> bool:
    """Tell whether each row picks what the first of its kind does."""
    number, pointer = _told(cuts, kind)
    length, first = np.diff(pointer), rows.first[rows.kind]
    if not np.array_equal(length, length[first]):
        return False
    moved = np.repeat(pointer[:-1][first] - pointer[:-1], length)
    return np.array_equal(number, number[np.arange(len(number)) + moved])


def _same_places(
    places: Kinds, ending: NDArray[np.int8], ways: Sequence[Cuts], kind: Index
) -> bool:
    """Tell whether each place ends, or goes on, as the first of its kind does."""
    if not np.array_equal(ending, ending[places.first[places.kind]]):
        return False
    on = np.flatnonzero(ending < 0)
    row = np.cumsum(ending < 0) - 1
    going_on = Kinds(np.arange(len(on)), row[places.first[places.kind[on]]])
    return all(_same(cuts, kind, going_on) for cuts in ways)
