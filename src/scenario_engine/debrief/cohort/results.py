"""Episodes of a file of results, each played again live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.analysis import explore
from scenario_engine.debrief.cohort.attempts import Refused
from scenario_engine.debrief.cohort.found import Found, Gathered
from scenario_engine.debrief.cohort.simulated import simulated
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running.opening import described, program_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scenario_engine.simulation.running.describing import Described

MOST = 200
"""How many episodes of each cell are gone through: each takes a tenth of a second."""


def gather_results(path: Path, most: int = MOST) -> Gathered:
    """
    Return the episodes of a file that `simulate` wrote, as traces.

    Whoever plays in a cell stands for one player, by the name of the strategy.

    Args:
        path: The file.
        most: Of each cell, so many episodes are taken, from the first on; the rest is
            refused in a line of its own.
    """
    found: list[Found] = []
    refused: list[Refused] = []
    try:
        cells = described(path)
    except (ScenarioEngineError, OSError) as error:
        reason = str(error).removeprefix(f"{path}: ")
        return Gathered((), (Refused(str(path), reason),))
    for number, told in enumerate(cells):
        where = f"{path}, cell {number}"
        try:
            found += _episodes(told, min(most, told.episodes))
        except ScenarioEngineError as error:
            refused.append(Refused(where, str(error)))
            continue
        if told.episodes > most:
            reason = f"{told.episodes - most} episodes after the first {most}"
            refused.append(Refused(where, f"{reason}. A cohort needs no more of one."))
    return Gathered(tuple(found), tuple(refused))


def _episodes(told: Described, episodes: int) -> Iterator[Found]:
    space = explore(program_of(told), told.trainee)
    return simulated(
        named(told.strategy).ready(space),
        told.strategy,
        told.seed,
        range(told.first, told.first + episodes),
        personas=told.personas,
    )
