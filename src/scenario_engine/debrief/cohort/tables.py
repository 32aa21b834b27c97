"""Regret as a table, and its sum along as many episodes as anybody plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis import values
from scenario_engine.analysis.rows import Floats
from scenario_engine.analysis.spread import Unfolding
from scenario_engine.debrief.verdicts import MATTERED
from scenario_engine.simulation.blocks import blocks

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.simulation.playing import Playing


Space = TypeVar("Space", bound=Unfolding)


@attrs.frozen(eq=False)
class Graded(Generic[Space]):
    """
    What each choice of a program is graded, by turns left.

    Attributes:
        space: The states, or the places of somebody who remembers, and their choices.
        start: What the best play is worth from the start.
        regret: float64, ``(horizon + 1, k)``: what it gives away; row 0 is 0.
        mattered: bool, the same shape: whether it made a difference what was chosen.
        best: bool, the same shape: whether it was as good as any.
    """

    space: Space
    start: float
    regret: Floats
    mattered: NDArray[np.bool_]
    best: NDArray[np.bool_]


def graded(space: StateSpace, matters: float = MATTERED) -> Graded[StateSpace]:
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
    return by_regret(space, best.start, regret, matters)


def by_regret(
    space: Space, start: float, regret: Floats, matters: float = MATTERED
) -> Graded[Space]:
    """
    Grade every choice by what it gives away.

    Args:
        space: Its choices are those that are graded.
        start: What the best play is worth from the start.
        regret: float64, ``(horizon + 1, k)``.
        matters: As for `graded`.
    """
    counts = np.diff(space.pointer)
    ongoing = np.flatnonzero(counts)
    most = np.zeros((len(regret), len(counts)))
    most[:, ongoing] = np.maximum.reduceat(regret, space.pointer[ongoing], axis=1)
    owner = np.repeat(np.arange(len(counts)), counts)
    mattered = most[:, owner] >= matters
    return Graded(space, start, regret, mattered, regret <= values.TIE)


def summed(
    playing: Playing,
    gains: Floats,
    *,
    seed: int = 0,
    first: int = 0,
    episodes: int,
    by_place: bool = False,
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
        by_place: Whether *gains* are of the choices of places, which depend on what is
            remembered, and not of those of the state space.

    Returns:
        float64, ``(episodes,)`` or ``(m, episodes)``, in order.

    Raises:
        DiceError: If the seed, or the number of an episode, is out of range.
    """
    several = gains if gains.ndim == 3 else gains[None]
    choices = np.arange(len(playing.tables.choice))
    summing = _Summing(choices if by_place else playing.tables.choice, several)
    for _ in blocks(playing.tables, playing.way, seed, first, episodes, summing):
        pass
    found = np.concatenate(summing.sums, axis=1)
    return found if gains.ndim == 3 else found[0]


class _Summing:
    """Adds up what each episode of a block gains."""

    def __init__(self, choice: NDArray[Any], gains: Floats) -> None:
        self._choice = choice
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
