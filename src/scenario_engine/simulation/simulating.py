"""Playing many episodes, and opening any of them as a live session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.analysis.states import explore
from scenario_engine.analysis.strategies import Weights
from scenario_engine.program import dice, digest
from scenario_engine.program.interpreter import EXPERT
from scenario_engine.session import Session
from scenario_engine.simulation.blocks import blocks, counts
from scenario_engine.simulation.compiled import wanted
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.playing import Playing, Strategy
from scenario_engine.simulation.tables import Tables
from scenario_engine.simulation.totals import Totals
from scenario_engine.simulation.ways import Way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.program import Program
    from scenario_engine.program.trainee import Trainee

Chooser = Weights | Strategy | Playing
"""Who chooses: chances of choices, a strategy, or somebody who is ready to play."""


def simulate(
    program: Program | Tables,
    strategy: Chooser | None = None,
    *,
    episodes: int,
    seed: int = 0,
    first: int = 0,
    trainee: Trainee = EXPERT,
    compiled: bool | None = None,
) -> Totals:
    """
    Play episodes and count how they end, in memory that does not grow with them.

    Each episode is that of its number and seed in live play, however many are played
    and from wherever they begin; `replay` opens it as a session.

    Args:
        program: The program; or `Tables` of it, to read it once for several runs
            (their trainee then counts).
        strategy: Who chooses: weights, as in `scenario_engine.analysis.strategies`; a
            strategy; or somebody who is ready to play, whose tables then count. At
            random where it is not given.
        episodes: How many, at least one.
        seed: In 0..2**64 - 1.
        first: The number of the first episode.
        trainee: Whose skill decides how actions are delivered.
        compiled: Whether compiled loops play, which come to the same: by themselves
            from some millions of episodes on, where the extra ``fast`` is installed.

    Raises:
        SimulationError: If there is no episode.
        ExtraError: If compiled loops are asked for, and not installed.
        DiceError: If the seed, or the number of an episode, is out of range.
        BudgetError: If the program has more states than can be explored.
        ProgramError: If a chance of it is none in some state.
    """
    if type(episodes) is not int or episodes < 1:
        raise SimulationError(f"episodes is {episodes!r}. Give a whole number from 1.")
    dice.check(seed, first)
    dice.check(seed, first + episodes - 1)
    way = ready(program, strategy, trainee)
    played = program.space.program if isinstance(program, Tables) else program
    is_compiled = wanted(compiled, episodes * played.horizon)
    found = counts(way, seed, first, episodes, is_compiled=is_compiled)
    endings = (*played.endings, played.timeout)
    return Totals(played.id, digest(played), seed, first, endings, found)


def ready(
    program: Program | Tables, strategy: Chooser | None, trainee: Trainee = EXPERT
) -> Way:
    """Return who chooses, ready for tables of *program*."""
    if isinstance(strategy, Playing):
        return strategy.way
    if strategy is None or isinstance(strategy, np.ndarray):
        if isinstance(program, Tables):
            return Way.of(program, strategy)
        # Who chooses at random needs to know what is offered, and no more.
        bare = sliced(program) if strategy is None else program
        return Way.of(Tables.of(bare, trainee), strategy)
    if isinstance(program, Tables):
        return strategy.ready(program.space).way
    return strategy.ready(explore(program, trainee)).way


def replay(
    tables: Tables,
    strategy: Chooser | None = None,
    *,
    seed: int = 0,
    episode: int = 0,
) -> Session:
    """
    Play one episode of a simulation again, live.

    Args:
        tables: What was simulated.
        strategy: Who chose, as for `simulate`.
        seed: The seed of the simulation.
        episode: The number of the episode.

    Returns:
        The session at its end; `Session.history` has every turn of it.

    Raises:
        DiceError: If *seed* or *episode* is out of range.
    """
    way = ready(tables, strategy)
    taken = _Choices(way.tables)
    for _ in blocks(way.tables, way, seed, episode, 1, taken):
        pass
    session = Session.begin(tables.live, seed=seed, episode=episode)
    for choice in taken.ids:
        session = session.step(choice)
    return session


class _Choices:
    """Notes what one episode chose."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.ids: list[str] = []

    def begin(self, first: int, place: NDArray[np.int32]) -> None:
        """Note nothing: the choices come later."""

    def turn(
        self,
        turn: int,
        alive: NDArray[np.int64],
        choice: NDArray[np.int32],
        situation: NDArray[np.int32],
        place: NDArray[np.int32],
    ) -> None:
        """Note the choice."""
        space = self._tables.space
        action = int(space.action[self._tables.choice[choice[0]]])
        self.ids.append(space.program.actions[action].id)
