"""Turns as columns: every turn of every episode, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from scenario_engine.analysis.branching import Semantics
from scenario_engine.program import dice
from scenario_engine.simulation.blocks import courses
from scenario_engine.simulation.columns import (
    LABEL,
    TRUTH,
    WHOLE,
    Column,
    asked,
    smallest,
)
from scenario_engine.simulation.compiled import loops
from scenario_engine.simulation.compiled.words import Words
from scenario_engine.simulation.cuts import running
from scenario_engine.simulation.draws import words
from scenario_engine.simulation.final import values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import Program
    from scenario_engine.simulation.blocks import Block, Course
    from scenario_engine.simulation.columns import Arrays
    from scenario_engine.simulation.playing import Playing

BEFORE, AFTER = "before.", "after."
"""How a variable is called as it was when the choice was made, and after the turn."""

_HALF = np.uint64(32)


def groups(program: Program) -> dict[str, tuple[str, ...]]:
    """
    Return the columns that there can be for the turns of a program, by group.

    Returns:
        ``usual``; ``visible`` and ``state``: the visible variables, and all of them,
        as they were when the turn was over; ``before``: all of them as they were when
        the choice was made; ``delivery``: whether it was delivered well.
    """
    every = [variable.name for variable in program.variables]
    visible = [variable.name for variable in program.variables if variable.visible]
    return {
        "usual": ("episode", "turn", "choice", *(AFTER + name for name in visible)),
        "visible": tuple(AFTER + name for name in visible),
        "state": tuple(AFTER + name for name in every),
        "before": tuple(BEFORE + name for name in every),
        "delivery": ("good",),
    }


def columns(program: Program, names: Collection[str] = ()) -> tuple[Column, ...]:
    """
    Return the columns of turns.

    Args:
        program: What is played.
        names: Columns or groups of `groups`, beside the usual ones.

    Raises:
        NotFoundError: If there is no such column.
    """
    known = groups(program)
    every = {name for group in known.values() for name in group}
    return asked(
        ("usual", *names),
        known,
        lambda name: _column(program, name) if name in every else None,
    )


def _column(program: Program, name: str) -> Column:
    for variable in program.variables:
        if name in (AFTER + variable.name, BEFORE + variable.name):
            return Column.of_range(name, variable.low, variable.high)
    ids = tuple(action.id for action in program.actions)
    usual = {
        "episode": Column(name, WHOLE, "int64"),
        "turn": Column.of_range(name, 0, program.horizon),
        "choice": Column(name, LABEL, smallest(-1, len(ids)), ids),
        "good": Column(name, TRUTH, "int8"),
    }
    return usual[name]


class Tracing:
    """
    Gives every turn of episodes as columns.

    Args:
        playing: Who plays.
        wanted: The columns.
        is_compiled: Whether the compiled loops play.
    """

    def __init__(
        self,
        playing: Playing,
        wanted: Sequence[Column],
        *,
        is_compiled: bool = False,
    ) -> None:
        tables = playing.tables
        space = tables.space
        self._playing = playing
        self._wanted = wanted
        self._is_compiled = is_compiled
        self._horizon = space.program.horizon
        names = {column.name for column in wanted}
        action = space.action.take(tables.choice)
        self._action = action.astype(_dtype(wanted, "choice", "int32"))
        self._by_place = {
            column.name: values(space, column.name.partition(".")[2])
            .take(tables.state)
            .astype(column.dtype)
            for column in wanted
            if column.name.startswith((BEFORE, AFTER))
        }
        self._good = deliveries(space).take(tables.choice) if "good" in names else None
        self._words = self._packed() if is_compiled else None

    def _packed(self) -> Words | None:
        """Return all the columns as words, if they go by choice and place after it."""
        names = {column.name for column in self._wanted} - {"episode", "turn", "choice"}
        if not names or not all(name.startswith(AFTER) for name in names):
            return None
        choice = self._action.take(self._playing.way.laid.track.number)
        return Words.of([choice], list(self._by_place.values()))

    def blocks(
        self, seed: int, first: int, episodes: int
    ) -> Iterator[tuple[Block, Arrays]]:
        """
        Play episodes, and yield them block by block with all their turns.

        Args:
            seed: What the dice are keyed with.
            first: The number of the first one.
            episodes: How many.
        """
        who = self._playing
        if self._words is not None:
            names = "choice", *self._by_place
            told = loops().told(who.way, self._words, seed, first, episodes)
            for block, turns in told:
                found = dict(zip(names, turns.columns, strict=True))
                yield block, {"episode": turns.episode, "turn": turns.turn, **found}
            return
        played = courses(
            who.tables, who.way, seed, first, episodes, is_compiled=self._is_compiled
        )
        for block, course in played:
            yield block, self._read(block, course, seed)

    def _read(self, block: Block, course: Course, seed: int) -> Arrays:
        found: dict[str, NDArray[Any]] = {}
        take = loops().taken if self._is_compiled else np.take
        for column in self._wanted:
            name = column.name
            if name == "episode":
                found[name] = course.episode.astype(column.dtype, copy=False)
            elif name == "turn":
                found[name] = course.turn.astype(column.dtype, copy=False)
            elif name == "choice":
                found[name] = take(self._action, course.choice)
            elif name == "good":
                found[name] = self._delivered(block, course, seed)
            else:
                is_before = name.startswith(BEFORE)
                place = _before(block, course) if is_before else course.place
                found[name] = take(self._by_place[name], place)
        return found

    def _delivered(self, block: Block, course: Course, seed: int) -> NDArray[np.int8]:
        """Tell which deliveries were good: 1, 0, or -1 where that is no matter."""
        assert self._good is not None
        count = len(block.turns)
        drawn = words(seed, block.first, count, self._horizon, dice.DICE)
        drawn = drawn[course.turn, course.episode - block.first]
        number = (drawn >> _HALF).astype(np.int64)
        least = self._good.take(course.choice)
        return np.where(least < 0, -1, number < least).astype(np.int8)


def _before(block: Block, course: Course) -> NDArray[np.int32]:
    """Return the place in which each choice was made."""
    before = np.empty_like(course.place)
    before[1:] = course.place[:-1]
    before[np.cumsum(block.turns) - block.turns] = course.start
    return before


def _dtype(wanted: Sequence[Column], name: str, otherwise: str) -> str:
    return next((each.dtype for each in wanted if each.name == name), otherwise)


def deliveries(space: StateSpace) -> NDArray[np.int64]:
    """
    Return below which number of 32 bits each choice is delivered well.

    Branches after a good delivery come first, so a number picks one of them where it
    is below their running sum, added as live play adds it.

    Returns:
        int64, ``(k,)``; -1 where delivery makes no difference.
    """
    semantics = Semantics(space.program, space.trainee)
    found = np.full(len(space.action), -1, dtype=np.int64)
    for number, action in enumerate(space.program.actions):
        choices = np.flatnonzero(space.action == number)
        if action.delivery is None or not len(choices):
            continue
        codes = space.codes[space.owner[choices]]
        good = semantics.delivered(codes, action)
        # Without a way to go wrong, a poor delivery is one branch, the last.
        alone = semantics.response(codes, attrs.evolve(action, poor=()))
        pointer = np.searchsorted(alone.row, np.arange(len(codes) + 1))
        sums = running(alone.chance, pointer)
        ways = np.diff(pointer) - (good < 1)
        edge = sums[pointer[:-1] + np.maximum(ways, 1) - 1]
        least = np.ceil(edge * 2.0**32).astype(np.int64)
        found[choices] = np.where(ways == 0, 0, np.where(good < 1, least, 2**32))
    return found
