"""What can go wrong with a batch, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.errors import ScenarioEngineError
from scenario_engine.simulation.columns import LABEL, MISSING, TRUTH
from scenario_engine.simulation.running.orders import EPISODES, TURNS, Made, checksum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scenario_engine.simulation.columns import Column
    from scenario_engine.simulation.running.orders import Order


class BatchError(ScenarioEngineError):
    """A batch cannot be played, or not to its end."""


@attrs.frozen
class Lost:
    """
    Episodes that could not be played.

    Attributes:
        cell: Which of the cells they are of.
        seed: What the dice were keyed with.
        first: The number of the first of them.
        episodes: How many they are.
        reason: Why.
        where: The traceback, where there was one.
    """

    cell: int
    seed: int
    first: int
    episodes: int
    reason: str
    where: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        last = self.first + self.episodes - 1
        return (
            f"Episodes {self.first} to {last} of seed {self.seed} could not be played: "
            f"{self.reason}"
        )


def wrong(
    made: object,
    order: Order,
    first: int,
    episodes: int,
    shape: tuple[int, int],
    wanted: Sequence[Column],
) -> str:
    """
    Say what is wrong with what a worker sent; nothing where it can be what was asked.

    Args:
        made: What was sent.
        order: What was asked for.
        first: The number of the first episode.
        episodes: How many.
        shape: That of the counts.
        wanted: The columns.
    """
    if not isinstance(made, Made):
        return f"a worker sent no part but {type(made).__name__}"
    if (made.key, made.first, made.episodes) != (order.key, first, episodes):
        return "a worker sent another part than it was asked for"
    if not _is_array(made.counts, "int64", shape):
        return "a worker sent counts of another shape"
    if made.counts.min() < 0 or made.counts.sum() != episodes:
        return "a worker sent counts of another number of episodes"
    turns = int(made.counts.sum(axis=0) @ np.arange(shape[1]))
    rows = {EPISODES: episodes, TURNS: turns}.get(order.wanted, 0)
    if set(made.arrays) != {column.name for column in wanted}:
        return "a worker sent other columns"
    for column in wanted:
        array = made.arrays[column.name]
        if not _is_array(array, column.dtype, (rows,)) or not _is_within(array, column):
            return f"a worker sent a column '{column.name}' that cannot be"
    if checksum(made.counts, made.arrays) != made.checksum:
        return "what a worker sent was damaged on the way"
    return _inconsistent(made, order, first, episodes, turns)


def _is_array(found: object, dtype: str, shape: tuple[int, ...]) -> bool:
    return (
        isinstance(found, np.ndarray) and found.dtype == dtype and found.shape == shape
    )


def _is_within(array: NDArray[np.int64], column: Column) -> bool:
    """Tell whether codes stand for something."""
    most = {LABEL: len(column.labels) - 1, TRUTH: 1}.get(column.kind)
    if most is None or not len(array):
        return True
    return bool(array.min() >= MISSING and array.max() <= most)


def _inconsistent(
    made: Made, order: Order, first: int, episodes: int, turns: int
) -> str:
    """Say where columns and counts tell different things."""
    if order.wanted not in (EPISODES, TURNS):
        return ""
    numbers = made.arrays["episode"]
    last = first + episodes - 1
    steps = np.diff(numbers)
    expected = {0, 1} if order.wanted == TURNS else {1}
    if numbers[0] != first or numbers[-1] != last or set(np.unique(steps)) - expected:
        return "a worker sent other episodes than it was asked for"
    if order.wanted == EPISODES and int(made.arrays["turns"].sum()) != turns:
        return "a worker sent turns that do not agree with its counts"
    return ""
