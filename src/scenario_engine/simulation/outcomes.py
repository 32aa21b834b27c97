"""What came of some episodes: how they ended, and every turn on the way."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Index


@attrs.frozen(eq=False)
class Block:
    """
    How some episodes ended.

    Attributes:
        first: The number of the first of them.
        ending: int8, ``(m,)``: the ending of each; -1 where the turns ran out.
        turns: int16, ``(m,)``: how many turns each had.
        place: int32, ``(m,)``: the place that each ended in.
    """

    first: int
    ending: NDArray[np.int8]
    turns: NDArray[np.int16]
    place: NDArray[np.int32]


@attrs.frozen(eq=False)
class Course:
    """
    Every turn of the episodes of a block, episode by episode.

    Attributes:
        start: int32, ``(m,)``: the place that each episode began in.
        episode: int64, ``(n,)``: the number of the episode of each turn.
        turn: ``(n,)``: that of the turn, from 1; of the smallest type that holds it.
        choice: int32, ``(n,)``: what was chosen, by its number in the tables.
        place: int32, ``(n,)``: where the turn ended.
    """

    start: NDArray[np.int32]
    episode: Index
    turn: NDArray[Any]
    choice: NDArray[np.int32]
    place: NDArray[np.int32]
