"""A whole population moved turn by turn: totals alone, however many episodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.random import Generator, Philox

from scenario_engine.analysis.branching import Branches
from scenario_engine.analysis.rows import Floats, Index, Rows
from scenario_engine.analysis.strategies import uniform
from scenario_engine.program import dice, digest
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.totals import Totals

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights

STREAM = 2
"""The stream of the dice that whole populations draw from."""

MOST = 10**15


def populate(
    space: StateSpace,
    weights: Weights | None = None,
    *,
    episodes: int,
    seed: int = 0,
) -> Totals:
    """
    Draw how many of *episodes* end in which way, without playing them one by one.

    In each turn those who are in one state are parted by multinomial draws, so the
    totals have the same distribution as those of `simulate`, at a cost that hardly
    depends on their number. No episode can be opened: there is none. The numbers are
    the same for the same seed and version of NumPy.

    Args:
        space: The state space.
        weights: How is chosen; at random where it is not given.
        episodes: How many, from 1 to 10**15.
        seed: In 0..2**64 - 1.

    Raises:
        SimulationError: If there is no episode, or there are too many.
        DiceError: If *seed* is out of range.
    """
    if type(episodes) is not int or not 1 <= episodes <= MOST:
        raise SimulationError(
            f"episodes is {episodes!r}. Give a whole number from 1 to {MOST}."
        )
    dice.check(seed, 0)
    draw = Generator(Philox(key=(STREAM << 64) | seed))
    program = space.program
    horizon, endings = program.horizon, len(program.endings)
    given = uniform(space) if weights is None else weights
    counts = np.zeros((endings + 1, horizon + 1), dtype=np.int64)
    at, chances = space.start
    first = Parting.of(Rows(np.array([0, len(at)]), at, chances), len(space))
    people = first.moved(np.array([episodes], dtype=np.int64), draw)
    over = np.flatnonzero(space.ending >= 0)
    world, response = Parting.of(space.world, len(space)), None
    for turn in range(1, horizon + 1):
        if given.ndim > 1:
            response = _responses(space, given[horizon - turn + 1])
        elif response is None:
            response = _responses(space, given, is_kept=True)
        people = world.moved(response.moved(people, draw), draw)
        counts[:endings, turn] = np.bincount(
            space.ending[over], people[over], endings
        ).astype(np.int64)
        people[over] = 0
        if not people.any():
            break
    counts[endings, horizon] = people.sum()
    endings_ = (*program.endings, program.timeout)
    return Totals(program.id, digest(program), seed, 0, endings_, counts)


def _responses(space: StateSpace, weights: Floats, *, is_kept: bool = False) -> Parting:
    """
    Return how those in each state come to situations, whatever they choose.

    Args:
        space: The state space.
        weights: float64, ``(k,)``: how is chosen.
        is_kept: Whether it is used again and again, so that fewer branches pay.
    """
    rows, count = space.response, len(space.world.pointer) - 1
    chance = np.repeat(weights, np.diff(rows.pointer)) * rows.chance
    kept = np.flatnonzero(chance > 0)
    state = np.repeat(space.owner, np.diff(rows.pointer))[kept]
    found = Branches(state, rows.target[kept], chance[kept])
    if is_kept:
        found = found.merged()
    pointer = np.searchsorted(found.row, np.arange(len(space) + 1))
    return Parting.of(Rows(pointer, found.code, found.chance), count)


@attrs.frozen(eq=False)
class Parting:
    """
    How those in each row are parted among its branches, and where they come to.

    Attributes:
        pointer: int64, ``(rows + 1,)``: where the branches of each row begin.
        share: float64, ``(branches,)``: the chance of a branch, of what is left of it
            behind those before it; 1 for the last of a row.
        target: int64, ``(branches,)``: where each leads to.
        size: How many targets there are.
    """

    pointer: Index
    share: Floats
    target: Index
    size: int

    @classmethod
    def of(cls, rows: Rows, size: int) -> Parting:
        """Return the parting of *rows*; a chance may be none, and a row empty."""
        kept = np.flatnonzero(rows.chance > 0)
        pointer = np.searchsorted(kept, rows.pointer)
        chance, share = rows.chance[kept], np.ones(len(kept))
        at, last = pointer[:-1], pointer[1:] - 1
        rest = np.ones(len(at))
        while len(at):
            on = np.flatnonzero(at < last)
            at, last, rest = at[on], last[on], rest[on]
            share[at] = np.minimum(chance[at] / rest, 1.0)
            rest = np.maximum(rest - chance[at], 1e-300)
            at = at + 1
        return cls(pointer, share, rows.target[kept], size)

    def moved(self, people: Index, draw: Generator) -> Index:
        """
        Part those in each row: one multinomial draw a row.

        It is drawn branch by branch: of those who are left, so many as the share of
        the branch is.

        Args:
            people: int64, ``(rows,)``: 0 in rows that are empty.
            draw: Draws.

        Returns:
            int64, ``(size,)``: how many come to each target.
        """
        found = np.zeros(len(self.share), dtype=np.int64)
        some = np.flatnonzero(people)
        left, at = people[some], self.pointer[some]
        while len(at):
            found[at] = left
            share = self.share[at]
            on = np.flatnonzero(share < 1)
            left, at = left[on], at[on]
            taken = draw.binomial(left, share[on])
            found[at] = taken
            left = left - taken
            on = np.flatnonzero(left)
            left, at = left[on], at[on] + 1
        there = np.zeros(self.size, dtype=np.int64)
        np.add.at(there, self.target, found)
        return there
