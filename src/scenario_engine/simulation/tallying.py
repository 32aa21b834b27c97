"""Totals of episodes that nobody will open, each turn of which is a single draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.random import SFC64, SeedSequence

from scenario_engine.program import dice, digest
from scenario_engine.program.interpreter import EXPERT
from scenario_engine.simulation.compiled import folded_loops, wanted
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.simulating import ready
from scenario_engine.simulation.tables import Tables
from scenario_engine.simulation.totals import Totals

if TYPE_CHECKING:
    from scenario_engine.program import Program
    from scenario_engine.program.trainee import Trainee
    from scenario_engine.simulation.simulating import Chooser

STREAM = 3
"""Tells the seed apart from other uses of it."""

MOST = 10**12

_AT_ONCE = 2**16
"""How many episodes go on side by side; which word is whose depends on it."""


def tally(
    program: Program | Tables,
    strategy: Chooser | None = None,
    *,
    episodes: int,
    seed: int = 0,
    trainee: Trainee = EXPERT,
    compiled: bool | None = None,
) -> Totals:
    """
    Count how episodes end that nobody will open.

    The strategy and all that chance does in a turn are one draw, so the totals have
    the same distribution as those of `simulate`, sooner; but there is no episode to
    open, and no dice that another strategy could face. `populate` is sooner still
    from some hundred thousand on.

    Args:
        program: The program, or `Tables` of it.
        strategy: Who chooses, as for `simulate`.
        episodes: How many, from 1 to 10**12.
        seed: In 0..2**64 - 1.
        trainee: Whose skill decides how actions are delivered.
        compiled: Whether compiled loops play, which come to the same: by themselves
            from some millions of episodes on, where the extra ``fast`` is installed.

    Raises:
        SimulationError: If there is no episode, or there are too many; or if the
            folded tables would be too large.
        ExtraError: If compiled loops are asked for, and not installed.
        DiceError: If *seed* is out of range.
        BudgetError: If the program has more states than can be explored.
        ProgramError: If a chance of it is none in some state.
    """
    if type(episodes) is not int or not 1 <= episodes <= MOST:
        raise SimulationError(
            f"episodes is {episodes!r}. Give a whole number from 1 to {MOST}."
        )
    dice.check(seed, 0)
    chain = ready(program, strategy, trainee).chain
    played = program.space.program if isinstance(program, Tables) else program
    generator = SFC64(SeedSequence([STREAM, seed]))
    counts = np.zeros((len(played.endings) + 1, played.horizon + 1), dtype=np.int64)
    if wanted(compiled, episodes * played.horizon):
        folded_loops().play(chain, generator, episodes, _AT_ONCE, counts)
    else:
        for begin in range(0, episodes, _AT_ONCE):
            chain.play(generator, min(_AT_ONCE, episodes - begin), counts)
    endings = (*played.endings, played.timeout)
    return Totals(played.id, digest(played), seed, 0, endings, counts)
