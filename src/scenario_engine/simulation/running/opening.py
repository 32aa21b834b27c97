"""Any episode of a file of results, opened as a live session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine import extras
from scenario_engine.analysis import explore
from scenario_engine.program import digest
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import describing
from scenario_engine.simulation.running.faults import BatchError
from scenario_engine.simulation.simulating import replay

if TYPE_CHECKING:
    from pathlib import Path

    from scenario_engine.program import Program
    from scenario_engine.session import Session
    from scenario_engine.simulation.playing import Strategy
    from scenario_engine.simulation.running.describing import Described


def described(path: Path) -> tuple[Described, ...]:
    """
    Return what a file of results says about its cells.

    Raises:
        SavedError: If it is no such file.
        ExtraError: If pyarrow is not installed.
    """
    arrow = extras.load("scenario_engine.simulation.arrow", "arrow")
    return describing.read(arrow.about(path))


def reopen(
    path: Path,
    episode: int,
    *,
    cell: int = 0,
    program: Program | None = None,
    strategy: Strategy | None = None,
) -> Session:
    """
    Play an episode of a file of results again, live.

    Args:
        path: The file: Parquet or Arrow.
        episode: The number of the episode.
        cell: Which of the file's cells, from 0.
        program: The program, where the file does not hold it.
        strategy: The strategy, where its name alone does not say what it is.

    Returns:
        The session at its end.

    Raises:
        SavedError: If it is no such file.
        BatchError: If it has no such episode, or cannot be played again.
    """
    found = described(path)
    if not 0 <= cell < len(found):
        raise BatchError(f"{path}: there is no cell {cell}. It has {len(found)}.")
    told = found[cell]
    if not told.first <= episode < told.first + told.episodes:
        last = told.first + told.episodes - 1
        raise BatchError(
            f"{path}: there is no episode {episode}. It has {told.first} to {last}."
        )
    played = program_of(told, program)
    chosen = named(told.strategy) if strategy is None else strategy
    playing = chosen.ready(explore(played, told.trainee))
    return replay(playing.tables, playing, seed=told.seed, episode=episode)


def program_of(told: Described, given: Program | None = None) -> Program:
    """
    Return the program that was played in a cell of a file of results.

    Args:
        told: What the file says of the cell.
        given: The program, where the file does not hold it.

    Raises:
        BatchError: If it is nowhere, or not what was played.
    """
    found = given or told.program
    if found is None:
        raise BatchError(
            f"The file does not hold the program of '{told.scenario}'. Give it."
        )
    if digest(found) != told.digest:
        raise BatchError(
            f"'{told.scenario}' is not what was played: its digest is "
            f"{digest(found)[:12]}…, not {told.digest[:12]}…. Give the version of the "
            "pack that was installed then."
        )
    return found
