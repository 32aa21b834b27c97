"""Regret as a table, and its sum along as many episodes as anybody plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis import values
from scenario_engine.analysis.rows import Floats
from scenario_engine.analysis.states import StateSpace
from scenario_engine.debrief.verdicts import MATTERED
from scenario_engine.simulation.blocks import blocks

if TYPE_CHECKING:
    from scenario_engine.simulation.playing import Playing
    from scenario_engine.simulation.tables import Tables


@attrs.frozen(eq=False)
class Graded:
    """
    What each choice of a program is graded, by turns left, all being known.

    Attributes:
        space: The states and choices.
        regret: float64, ``(horizon + 1, k)``: what it gives away; row 0 is 0.
        mattered: bool, the same shape: whether it made a difference what was chosen.
        best: bool, the same shape: whether it was as good as any.
    """

    space: StateSpace
    regret: Floats
    mattered: NDArray[np.bool_]
    best: NDArray[np.bool_]


def graded(space: StateSpace, matters: float = MATTERED) -> Graded:
    """
    Grade every choice of *space* for somebody who knows everything.

    Args:
        space: The states and choices.
        matters: Least difference between the best and the worst choice that makes a
            choice matter.
    """
    best, owner = values.best(space), space.owner
    regret = np.zeros((space.program.horizon + 1, len(owner)))
    for left in range(1, len(regret)):
        worth = values.choice_values(space, best, left)
        regret[left] = np.maximum(best.table[left, owner] - worth, 0.0)
    ongoing = space.ongoing
    most = np.zeros((len(regret), len(space)))
    most[:, ongoing] = np.maximum.reduceat(regret, space.pointer[ongoing], axis=1)
    return Graded(space, regret, most[:, owner] >= matters, regret <= values.TIE)


def summed(
    playing: Playing, gains: Floats, *, seed: int = 0, first: int = 0, episodes: int
) -> Floats:
    """
    Return what the choices of each of many episodes gain together.

    Args:
        playing: Who plays.
        gains: float64, ``(horizon + 1, k)``, or ``(m, horizon + 1, k)`` for several
            at once: what each choice of the state space gains, by turns left.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        episodes: How many there are.

    Returns:
        float64, ``(episodes,)`` or ``(m, episodes)``, in order.

    Raises:
        DiceError: If the seed, or the number of an episode, is out of range.
    """
    several = gains if gains.ndim == 3 else gains[None]
    summing = _Summing(playing.tables, several)
    for _ in blocks(playing.tables, playing.way, seed, first, episodes, summing):
        pass
    found = np.concatenate(summing.sums, axis=1)
    return found if gains.ndim == 3 else found[0]


class _Summing:
    """Adds up what each episode of a block gains."""

    def __init__(self, tables: Tables, gains: Floats) -> None:
        self._choice = tables.choice
        self._gains = gains
        self.sums: list[Floats] = []

    def begin(self, first: int, place: NDArray[np.int32]) -> None:
        """Begin with nothing."""
        self.sums.append(np.zeros((len(self._gains), len(place))))

    def turn(
        self,
        turn: int,
        alive: NDArray[np.int64],
        choice: NDArray[np.int32],
        situation: NDArray[np.int32],
        place: NDArray[np.int32],
    ) -> None:
        """Add what the choices of a turn gain."""
        left = self._gains.shape[1] - turn
        row = self._gains[:, left]
        self.sums[-1][:, alive] += row.take(self._choice.take(choice), axis=1)
