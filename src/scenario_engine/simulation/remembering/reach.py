"""The places that somebody comes to who remembers, found turn by turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.hidden.updating import ranges
from scenario_engine.analysis.numbering import Numbering
from scenario_engine.analysis.rows import Floats, Index
from scenario_engine.errors import BudgetError
from scenario_engine.simulation.remembering.course import Course
from scenario_engine.simulation.remembering.memory import Memory
from scenario_engine.simulation.remembering.options import Options

if TYPE_CHECKING:
    from scenario_engine.simulation.remembering.course import Steps

Weighing = Callable[[Options, int], Floats]
"""From options and the turns left, the chance of each choice in its place: ``(k,)``."""


@attrs.frozen(eq=False)
class Codes:
    """
    How places and situations are written as numbers.

    Attributes:
        course: All that can happen.
        memory: What is remembered.
    """

    course: Course
    memory: Memory

    def begin(self) -> Index:
        """Return the places in which play begins, one for each way to begin."""
        at, _ = self.course.space.start
        return self._places(at, self.memory.begin(self.course.begins))

    def options(self, places: Index) -> Options:
        """Return what can be chosen in *places*."""
        state, memory = np.divmod(places, self.memory.sizes[0])
        return Options.of(self.course.space, state, memory)

    def responses(self, memory: Index, choice: Index) -> tuple[Index, Index, Index]:
        """
        Return what follows some choices, before the world's stages.

        Args:
            memory: What is remembered before each choice.
            choice: The choices, by their numbers in the space.

        Returns:
            How many branches each has; which branch of the course each one is; and
            the situation it leads to.
        """
        between = self.memory.chosen(memory, self.course.space.action[choice])
        steps = self.course.response
        counts, at, branch = _follow(steps, choice)
        heard = self.memory.heard(between[at], steps.signal[branch])
        return counts, branch, steps.target[branch] * self.memory.sizes[2] + heard

    def worlds(self, situations: Index) -> tuple[Index, Index, Index]:
        """Return what follows *situations*: the same, and the place it leads to."""
        situation, memory = np.divmod(situations, self.memory.sizes[2])
        steps = self.course.world
        counts, at, branch = _follow(steps, situation)
        seen = self.memory.seen(memory[at], steps.signal[branch])
        return counts, branch, self._places(steps.target[branch], seen)

    def _places(self, state: Index, memory: Index) -> Index:
        """Return places as numbers; at an end nothing is remembered."""
        over = self.course.space.ending[state] >= 0
        return state * self.memory.sizes[0] + np.where(over, 0, memory)


def reached(
    codes: Codes, weigh: Weighing | None, most: int
) -> tuple[Numbering, Index, Index]:
    """
    Find where play leads within the turn limit, and what is chosen there.

    Args:
        codes: What can happen, and what is remembered of it.
        weigh: How is chosen; None where every choice may be taken whenever it is
            offered.
        most: Most places.

    Returns:
        The places, numbered; and the choices that may be taken: for each the number
        of its place, and of the choice in the space; ordered by place, then choice.

    Raises:
        BudgetError: If there are more places than *most*.
    """
    places = Numbering()
    space = codes.course.space
    taken: list[tuple[Index, Index]] = []
    now = places.add(codes.begin())
    for left in range(space.program.horizon, 0, -1):
        options = codes.options(now)
        if not len(options.choice):
            break
        which = np.arange(len(options.choice))
        if weigh is not None:
            which = np.flatnonzero(weigh(options, left) > 0)
        taken.append((now[options.owner[which]], options.choice[which]))
        memory = options.memory[options.owner[which]]
        _, _, situations = codes.responses(memory, options.choice[which])
        _, _, after = codes.worlds(np.unique(situations))
        new = places.add(after)
        # Who always may do anything does nothing new where they have been before.
        now = new if weigh is None else np.unique(after)
        if len(places.codes) > most:
            raise BudgetError(
                f"{space.program.id}: with what is remembered there are more than "
                f"{most} places that play can lead to. "
                "Take a strategy that remembers less."
            )
    place = places.of(np.concatenate([each for each, _ in taken]))
    choice = np.concatenate([each for _, each in taken])
    pairs = np.unique(place * len(space.action) + choice)
    return places, *np.divmod(pairs, len(space.action))


def _follow(steps: Steps, rows: Index) -> tuple[Index, Index, Index]:
    """Return how many branches *rows* have, whose each is, and which it is."""
    counts = np.diff(steps.pointer)[rows]
    at = np.repeat(np.arange(len(rows)), counts)
    return counts, at, ranges(steps.pointer[rows], counts)
