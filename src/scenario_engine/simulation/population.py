"""A whole population moved turn by turn: totals alone, however many episodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.random import Generator, Philox

from scenario_engine.analysis.strategies import uniform
from scenario_engine.program import dice, digest
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.totals import Totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis.rows import Floats, Index, Rows
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
    people = np.zeros(len(space), dtype=np.int64)
    at, chances = space.start
    begun = np.array([episodes], dtype=np.int64)
    np.add.at(people, at, parted(begun, np.array([0, len(at)]), chances, draw))
    over = np.flatnonzero(space.ending >= 0)
    for turn in range(1, horizon + 1):
        chosen = given if given.ndim == 1 else given[horizon - turn + 1]
        people = _moved(space, people, chosen, draw)
        counts[:endings, turn] = np.bincount(
            space.ending[over], people[over], endings
        ).astype(np.int64)
        people[over] = 0
        if not people.any():
            break
    counts[endings, horizon] = people.sum()
    endings_ = (*program.endings, program.timeout)
    return Totals(program.id, digest(program), seed, 0, endings_, counts)


def _moved(
    space: StateSpace, people: Index, weights: Floats, draw: Generator
) -> NDArray[np.int64]:
    """Return how many are in each state after a turn."""
    here = space.ongoing
    pointer = np.append(space.pointer[here], len(space.action))
    choices = parted(people[here], pointer, weights, draw)
    situations = _onwards(space.response, choices, len(space.world.pointer) - 1, draw)
    return _onwards(space.world, situations, len(space), draw)


def _onwards(
    rows: Rows, people: Index, size: int, draw: Generator
) -> NDArray[np.int64]:
    """Return how many come to each of *size* targets from those in each row."""
    found = np.zeros(size, dtype=np.int64)
    np.add.at(found, rows.target, parted(people, rows.pointer, rows.chance, draw))
    return found


def parted(
    people: Index, pointer: Index, chance: Floats, draw: Generator
) -> NDArray[np.int64]:
    """
    Part those in each row among its branches: one multinomial draw a row.

    It is drawn branch by branch: of those who are left, so many as the branch's chance
    is of what is left of it; the last branch takes the rest.

    Args:
        people: int64, ``(rows,)``.
        pointer: int64, ``(rows + 1,)``: where the branches of each row begin.
        chance: float64, ``(branches,)``; sums to 1 in each row.
        draw: Draws.

    Returns:
        int64, ``(branches,)``.
    """
    found = np.zeros(len(chance), dtype=np.int64)
    some = np.flatnonzero(people)
    left, at, last = people[some], pointer[some], pointer[some + 1] - 1
    rest = np.ones(len(some))
    while len(at):
        is_last = at == last
        share = np.where(is_last, 1.0, np.clip(chance[at] / rest, 0.0, 1.0))
        taken = draw.binomial(left, share)
        found[at] = taken
        left, rest = left - taken, rest - chance[at]
        on = np.flatnonzero(~is_last & (left > 0))
        left, rest, at, last = (
            left[on],
            np.maximum(rest[on], 1e-300),
            at[on] + 1,
            last[on],
        )
    return found
