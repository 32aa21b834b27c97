"""Places: states, each with what is remembered there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.numbering import Numbering
from scenario_engine.analysis.rows import Floats, Index, Rows
from scenario_engine.analysis.states import StateSpace
from scenario_engine.simulation.cuts import Cuts
from scenario_engine.simulation.remembering.options import Options
from scenario_engine.simulation.remembering.reach import Codes, reached
from scenario_engine.simulation.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.simulation.remembering.course import Course
    from scenario_engine.simulation.remembering.memory import Memory
    from scenario_engine.simulation.remembering.reach import Weighing

MOST = 1_000_000
"""How many places there may be."""

_AT_ONCE = 2**18
"""How many choices or situations are followed together, to bound the memory."""


@attrs.frozen(eq=False)
class Places:
    """
    Where somebody comes to who remembers.

    A place that is only met when no turn is left has one choice that is never taken,
    and leads to itself.

    Attributes:
        space: The states.
        state: int64, ``(places,)``: the state of each.
        memory: int64, ``(places,)``: what is remembered there.
        pointer: int64, ``(places + 1,)``: the choices that may be taken in each.
        choice: int64, ``(choices,)``: which choice of the space each one is.
        start: Where play begins, and the chances.
        response: Rows for choices, over situations; targets in the program's order.
        world: Rows for situations, over places; likewise.
    """

    space: StateSpace
    state: Index
    memory: Index
    pointer: Index
    choice: Index
    start: tuple[Index, Floats]
    response: Rows
    world: Rows

    @classmethod
    def of(
        cls,
        course: Course,
        memory: Memory,
        weigh: Weighing | None = None,
        most: int = MOST,
    ) -> Places:
        """
        Find them.

        Args:
            course: All that can happen, with what *memory* goes by.
            memory: What is remembered.
            weigh: How is chosen; None where every choice may be taken.
            most: Most places.

        Raises:
            BudgetError: If there are more places than *most*.
        """
        space, codes = course.space, Codes(course, memory)
        places, place, choice = reached(codes, weigh, most)
        state, remembered = np.divmod(places.codes, memory.sizes[0])
        counts = np.bincount(place, minlength=len(state))
        still = np.flatnonzero((counts == 0) & (space.ending[state] < 0))
        response, world = _rows(codes, places, place, choice, still)
        counts[still] = 1
        return cls(
            space=space,
            state=state,
            memory=remembered,
            pointer=np.concatenate([[0], np.cumsum(counts)]),
            # What was found in the last turn has the last numbers.
            choice=np.concatenate([choice, space.pointer[state[still]]]),
            start=(places.of(codes.begin()), space.start[1]),
            response=response,
            world=world,
        )

    def __len__(self) -> int:
        """Count the places."""
        return len(self.state)

    def weights(self, weigh: Weighing, *, steady: bool) -> Weights:
        """
        Return the chance of each choice in its place.

        Args:
            weigh: How is chosen.
            steady: Whether the turns left make no difference.
        """
        options = Options.of(self.space, self.state, self.memory)
        owner = np.repeat(np.arange(len(self)), np.diff(self.pointer))
        which = options.pointer[owner] + self.choice
        which -= self.space.pointer[self.state[owner]]
        if steady:
            return self._whole(weigh(options, 1)[which])
        found = np.empty((self.space.program.horizon + 1, len(which)))
        for left, row in enumerate(found):
            row[:] = self._whole(weigh(options, left)[which])
        return found

    def _whole(self, weights: Floats) -> Floats:
        """Return *weights*, with 1 in all in places that are not met just then."""
        firsts = self.pointer[:-1][np.diff(self.pointer) > 0]
        sums = np.add.reduceat(weights, firsts)
        lacking = firsts[sums < 1.0 - 1e-6]
        weights[lacking] += 1.0 - sums[sums < 1.0 - 1e-6]
        return weights

    def expected(self, worth: Floats) -> Floats:
        """Return for each choice the expectation of *worth* over the places after."""
        return self.response.mean(self.world.mean(worth))

    def tables(self) -> Tables:
        """Return them as a simulation looks them up."""
        at, chances = self.start
        begins = np.zeros(len(at), dtype=np.int64)
        return Tables(
            self.space,
            self.state.astype(np.int32),
            self.pointer,
            self.choice.astype(np.int32),
            Cuts.of(begins, chances, at, 1),
            _cuts(self.response),
            _cuts(self.world),
            self.space.ending[self.state].astype(np.int8),
        )


def under(places: Places, weights: Weights, aim: Aim) -> Floats:
    """
    Return what places are worth to whoever chooses by *weights*.

    Args:
        places: The places.
        weights: The chance of each choice in its place.
        aim: What is counted, for the states of *places*.

    Returns:
        float64, ``(horizon + 1, places)``; row ``t``: *t* turns left.
    """
    final, gain = aim.final[places.state], aim.gain[places.choice]
    ongoing = np.flatnonzero(np.diff(places.pointer))
    table = np.tile(final, (places.space.program.horizon + 1, 1))
    for left in range(1, len(table)):
        chosen = weights if weights.ndim == 1 else weights[left]
        worth = chosen * (gain + places.expected(table[left - 1]))
        table[left, ongoing] = np.add.reduceat(worth, places.pointer[ongoing])
    return table


def _rows(
    codes: Codes, places: Numbering, place: Index, choice: Index, still: Index
) -> tuple[Rows, Rows]:
    """Return what choices lead to, those of *still* last; and what situations do."""
    steps, size = codes.course.response, codes.memory.sizes[0]
    situations, response, world = Numbering(), _Found(), _Found()
    for part in _parts(len(place)):
        memory = places.codes[place[part]] % size
        counts, branch, key = codes.responses(memory, choice[part])
        situations.add(key)
        response.add(counts, key, steps.chance[branch])
    apart = -1 - np.arange(len(still))
    response.add(np.ones_like(still), apart, np.ones(len(still)))
    steps = codes.course.world
    for part in _parts(len(situations.codes)):
        counts, branch, key = codes.worlds(situations.codes[part])
        world.add(counts, places.of(key), steps.chance[branch])
    situations.add(apart)
    # The lowest number comes first: that of the last of them.
    world.add(np.ones_like(still), still[::-1], np.ones(len(still)))
    return response.rows(situations), world.rows(None)


def _parts(size: int) -> Iterator[slice]:
    for begin in range(0, size, _AT_ONCE):
        yield slice(begin, begin + _AT_ONCE)


class _Found:
    """Rows that are found part by part."""

    def __init__(self) -> None:
        self._counts: list[Index] = []
        self._targets: list[Index] = []
        self._chances: list[Floats] = []

    def add(self, counts: Index, targets: Index, chances: Floats) -> None:
        """Put rows with so many branches below those found so far."""
        self._counts.append(counts)
        self._targets.append(targets)
        self._chances.append(chances)

    def rows(self, numbering: Numbering | None) -> Rows:
        """Return all of them; over the numbers of their targets, where these have."""
        target = np.concatenate(self._targets)
        counts = np.concatenate(self._counts)
        pointer = np.concatenate([[0], np.cumsum(counts)])
        number = target if numbering is None else numbering.of(target)
        return Rows(pointer, number, np.concatenate(self._chances))


def _cuts(rows: Rows) -> Cuts:
    return Cuts.of(rows.row, rows.chance, rows.target, len(rows.pointer) - 1)
