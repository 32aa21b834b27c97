"""Turns as columns: every turn of every episode, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from scenario_engine.analysis.branching import Semantics
from scenario_engine.program import dice
from scenario_engine.simulation.blocks import blocks
from scenario_engine.simulation.columns import (
    LABEL,
    TRUTH,
    WHOLE,
    Column,
    asked,
    smallest,
)
from scenario_engine.simulation.cuts import running
from scenario_engine.simulation.draws import words
from scenario_engine.simulation.final import values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import Program
    from scenario_engine.simulation.blocks import Block
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
    Notes every turn of a block of episodes, and gives them as columns.

    Args:
        playing: Who plays.
        wanted: The columns.
    """

    def __init__(self, playing: Playing, wanted: Sequence[Column]) -> None:
        tables = playing.tables
        space = tables.space
        self._playing = playing
        self._wanted = wanted
        self._names = {column.name for column in wanted}
        self._horizon = space.program.horizon
        action = space.action.take(tables.choice)
        self._action = action.astype(_dtype(wanted, "choice", "int32"))
        self._by_place = {
            column.name: values(space, column.name.partition(".")[2])
            .take(tables.state)
            .astype(column.dtype)
            for column in wanted
            if column.name.startswith((BEFORE, AFTER))
        }
        self._good = (
            deliveries(space).take(tables.choice) if self._has("good") else None
        )
        self._start = np.zeros(0, dtype=np.int32)
        self._chosen = np.zeros((0, 0), dtype=np.int32)
        self._place = np.zeros((0, 0), dtype=np.int32)

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
        play = self._playing
        for block in blocks(play.tables, play.way, seed, first, episodes, self):
            yield block, self._read(block, seed)

    def begin(self, first: int, place: NDArray[np.int32]) -> None:
        """Make room for every turn of a block."""
        shape = (len(place), self._horizon)
        if self._place.shape != shape:
            self._place = np.zeros(shape, dtype=np.int32)
            self._chosen = np.zeros(shape, dtype=np.int32)
        self._start = place.copy()

    def turn(
        self,
        turn: int,
        alive: NDArray[np.int64],
        choice: NDArray[np.int32],
        situation: NDArray[np.int32],
        place: NDArray[np.int32],
    ) -> None:
        """Note a turn."""
        at = alive * self._horizon
        at += turn - 1
        self._chosen.ravel()[at] = choice
        self._place.ravel()[at] = place

    def _read(self, block: Block, seed: int) -> Arrays:
        turns = np.arange(self._horizon)
        kept = np.flatnonzero(turns < block.turns[:, None])
        chosen = self._chosen.ravel().take(kept)
        place = self._place.ravel().take(kept)
        found: dict[str, NDArray[Any]] = {}
        for column in self._wanted:
            if column.name == "episode":
                numbers = np.arange(block.first, block.first + len(block.turns))
                found["episode"] = np.repeat(numbers, block.turns)
            elif column.name == "turn":
                grid = np.tile((turns + 1).astype(column.dtype), len(block.turns))
                found["turn"] = grid.take(kept)
            elif column.name == "choice":
                found["choice"] = self._action.take(chosen)
            elif column.name == "good":
                found["good"] = self._delivered(block, seed, kept, chosen)
            elif column.name.startswith(BEFORE):
                found[column.name] = self._by_place[column.name].take(
                    self._before(kept)
                )
            else:
                found[column.name] = self._by_place[column.name].take(place)
        return found

    def _before(self, kept: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the place in which each choice was made."""
        before = np.concatenate([self._start[:, None], self._place[:, :-1]], axis=1)
        return before.ravel().take(kept)

    def _delivered(
        self,
        block: Block,
        seed: int,
        kept: NDArray[np.int64],
        chosen: NDArray[np.int32],
    ) -> NDArray[np.int8]:
        """Tell which deliveries were good: 1, 0, or -1 where that is no matter."""
        assert self._good is not None
        count = len(block.turns)
        drawn = words(seed, block.first, count, self._horizon, dice.DICE)
        number = (drawn[1:].T >> _HALF).astype(np.int64).ravel().take(kept)
        least = self._good.take(chosen)
        return np.where(least < 0, -1, number < least).astype(np.int8)

    def _has(self, name: str) -> bool:
        return name in self._names


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
