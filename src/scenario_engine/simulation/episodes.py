"""Episodes as columns: how each one ended, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from scenario_engine.simulation.blocks import blocks, courses
from scenario_engine.simulation.columns import (
    REAL,
    TRUTH,
    WHOLE,
    Arrays,
    Column,
    asked,
    joined,
)
from scenario_engine.simulation.final import (
    BROKEN,
    END,
    KINDS,
    POINTS,
    by_state,
    composure,
    items,
    points,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.rows import Floats
    from scenario_engine.program import Program
    from scenario_engine.simulation.blocks import Block, Course
    from scenario_engine.simulation.playing import Playing

USUAL = ("episode", "ending", "kind", "turns", "score", "broken", "composure")
"""The columns where none are asked for, so far as a program has them."""


def groups(program: Program) -> dict[str, tuple[str, ...]]:
    """
    Return the columns that there can be for a program, by group.

    Returns:
        ``usual``; ``visible`` and ``state``: the visible variables, and all of them,
        as they were at the end; ``points``: those of each item; ``policies``: whether
        each was broken.
    """
    visible = [v.name for v in program.variables if v.visible]
    usual = [n for n in USUAL if n != "composure" or composure(program) is not None]
    return {
        "usual": tuple(usual),
        "visible": tuple(END + name for name in visible),
        "state": tuple(END + v.name for v in program.variables),
        "points": tuple(POINTS + ".".join(item) for item in items(program)),
        "policies": tuple(BROKEN + each.policy for each in program.monitors),
    }


def columns(program: Program, names: Collection[str] = ()) -> tuple[Column, ...]:
    """
    Return the columns of episodes.

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
    endings = (*program.endings, program.timeout)
    if name.startswith(END):
        variable = next(v for v in program.variables if END + v.name == name)
        return Column.of_range(name, variable.low, variable.high)
    if name.startswith(POINTS) or name == "score":
        return Column(name, REAL, "float64")
    if name.startswith(BROKEN):
        return Column(name, TRUTH, "int8")
    if name == "composure":
        place = composure(program)
        assert place is not None
        variable = program.variables[place]
        return Column.of_range(name, variable.low, variable.high)
    usual = {
        "episode": Column(name, WHOLE, "int64"),
        "ending": Column.of_labels(name, [ending.id for ending in endings]),
        "kind": Column.of_labels(name, KINDS),
        "turns": Column.of_range(name, 0, program.horizon),
        "broken": Column.of_range(name, 0, len(program.monitors)),
    }
    return usual[name]


class Reading:
    """
    What columns of episodes are read from: a table by place, and gains by choice.

    Args:
        playing: Who plays.
        wanted: The columns.
    """

    def __init__(
        self,
        playing: Playing,
        wanted: Sequence[Column],
        *,
        is_compiled: bool = False,
    ) -> None:
        tables = playing.tables
        self._playing = playing
        self._wanted = wanted
        self._is_compiled = is_compiled
        self._final = {
            column.name: table.take(tables.state)
            for column in wanted
            if (table := by_state(tables.space, column)) is not None
        }
        self._gain = {
            column.name: gain.take(tables.choice)
            for column in wanted
            if column.kind == REAL and (gain := points(tables.space, column)[1]).any()
        }

    def blocks(
        self, seed: int, first: int, episodes: int
    ) -> Iterator[tuple[Block, Arrays]]:
        """
        Play episodes, and yield them block by block.

        Args:
            seed: What the dice are keyed with.
            first: The number of the first one.
            episodes: How many.
        """
        who, how = self._playing, self._is_compiled
        what = who.tables, who.way, seed, first, episodes
        if not self._gain:
            for block in blocks(*what, is_compiled=how):
                yield block, self._read(block, {})
            return
        for block, course in courses(*what, is_compiled=how):
            yield block, self._read(block, self._gained(block, course))

    def _gained(self, block: Block, course: Course) -> dict[str, Floats]:
        """Add up what choices are worth, episode by episode, in the order of turns."""
        count = len(block.turns)
        episode = course.episode - block.first
        return {
            name: np.bincount(episode, gain.take(course.choice), count).astype(float)
            for name, gain in self._gain.items()
        }

    def _read(self, block: Block, gained: Mapping[str, Floats]) -> Arrays:
        found: dict[str, NDArray[Any]] = {}
        for column in self._wanted:
            name = column.name
            if name == "episode":
                numbers = np.arange(block.first, block.first + len(block.turns))
                found[name] = numbers.astype(column.dtype)
            elif name == "turns":
                found[name] = block.turns.astype(column.dtype)
            else:
                found[name] = self._final[name].take(block.place)
                if name in gained:
                    found[name] += gained[name]
        return found


@attrs.frozen(eq=False)
class Episodes:
    """
    Episodes of one scenario, a column for each thing that is known of them.

    Attributes:
        columns: What the columns are.
        arrays: Their numbers, by name; for labels and truth values, codes.
        seed: What the dice were keyed with.
    """

    columns: tuple[Column, ...]
    arrays: Arrays
    seed: int

    def __len__(self) -> int:
        """Count the episodes."""
        return len(self.arrays["episode"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        """
        Return the column *name*: numbers, or texts where it has labels.

        Raises:
            KeyError: If there is no such column.
        """
        by_name = {column.name: column for column in self.columns}
        return by_name[name].read(self.arrays[name])


def collect(
    playing: Playing,
    *,
    episodes: int,
    seed: int = 0,
    first: int = 0,
    names: Collection[str] = (),
) -> Episodes:
    """
    Play episodes in this process, and keep them all.

    Args:
        playing: Who plays.
        episodes: How many.
        seed: What the dice are keyed with.
        first: The number of the first one.
        names: Columns beside the usual ones, or groups of them: see `groups`.

    Raises:
        NotFoundError: If there is no such column.
    """
    wanted = columns(playing.tables.space.program, names)
    reading = Reading(playing, wanted)
    parts = [arrays for _, arrays in reading.blocks(seed, first, episodes)]
    return Episodes(wanted, joined(parts, wanted), seed)
