"""Traces of simulated episodes, each played again live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.cohort.found import Found, Gathered
from scenario_engine.session import Session
from scenario_engine.session.tables import Tables
from scenario_engine.session.trace import of_session
from scenario_engine.simulation.blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from scenario_engine.program import Program
    from scenario_engine.simulation import Tables as Simulated
    from scenario_engine.simulation.playing import Playing


def gather_batch(
    playing: Playing, name: str, *, seed: int = 0, first: int = 0, episodes: int
) -> Gathered:
    """
    Return the traces of simulated episodes, each played again live.

    Args:
        playing: Who plays.
        name: What the strategy is called; it stands for the player, too.
        seed: The seed of the simulation.
        first: The number of the first episode.
        episodes: How many there are.

    Raises:
        DiceError: If *seed*, or the number of an episode, is out of range.
    """
    return Gathered(
        tuple(simulated(playing, name, seed, range(first, first + episodes)))
    )


def simulated(
    playing: Playing,
    name: str,
    seed: int,
    episodes: range,
    *,
    program: Program | None = None,
    personas: Mapping[str, str] | None = None,
) -> Iterator[Found]:
    """
    Yield the traces of simulated episodes, each played again live.

    Args:
        playing: Who plays.
        name: What the strategy is called; it stands for the player, too.
        seed: The seed of the simulation.
        episodes: Their numbers.
        program: What is played live, where it is not quite what was simulated.
        personas: For participants that were cast, the persona that each is.

    Raises:
        DiceError: If *seed*, or the number of an episode, is out of range.
    """
    space = playing.tables.space
    taken = _Taken(playing.tables)
    for _ in blocks(
        playing.tables, playing.way, seed, episodes.start, len(episodes), taken
    ):
        pass
    tables = Tables(program or space.program, space.trainee)
    for episode, choices in zip(episodes, taken.ids, strict=True):
        session = Session.begin(tables, seed=seed, episode=episode)
        for choice in choices:
            session = session.step(choice)
        trace = of_session(session, player=name, strategy=name, personas=personas)
        yield Found(f"{name}, seed {seed}, episode {episode}", name, trace)


class _Taken:
    """Notes what each episode chose."""

    def __init__(self, tables: Simulated) -> None:
        actions = [action.id for action in tables.space.program.actions]
        action = tables.space.action[tables.choice]
        self._id = [actions[number] for number in action.tolist()]
        self._begun = 0
        self.ids: list[list[str]] = []

    def begin(self, first: int, place: NDArray[np.int32]) -> None:
        """Note that a block begins."""
        self._begun = len(self.ids)
        self.ids += [[] for _ in place]

    def turn(
        self,
        turn: int,
        alive: NDArray[np.int64],
        choice: NDArray[np.int32],
        situation: NDArray[np.int32],
        place: NDArray[np.int32],
    ) -> None:
        """Note the choices."""
        for at, chosen in zip(alive.tolist(), choice.tolist(), strict=True):
            self.ids[self._begun + at].append(self._id[chosen])
