"""What a worker is told, and what it does: it plays one part."""

from __future__ import annotations

import json
import pickle
import traceback
import zlib
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis import explore
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.program import digest
from scenario_engine.program.saved import from_data, to_data
from scenario_engine.simulation import episodes, tracing
from scenario_engine.simulation.blocks import blocks
from scenario_engine.simulation.columns import Arrays, joined
from scenario_engine.simulation.running.contents import content_digest
from scenario_engine.simulation.totals import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.program import Program
    from scenario_engine.simulation.blocks import Block
    from scenario_engine.simulation.columns import Column
    from scenario_engine.simulation.playing import Playing
    from scenario_engine.simulation.running.cells import Cell

TOTALS, EPISODES, TURNS = "totals", "episodes", "turns"

RULES = 1
"""Version of what an episode is: another one where the same seed plays otherwise."""


@attrs.frozen
class Order:
    """
    What all parts of one cell have in common: plain data, no closure.

    Attributes:
        key: Digest of all that decides what a part comes to.
        cell: The program as saved, the trainee and the strategy, pickled.
        seed: What the dice are keyed with.
        wanted: `TOTALS`, `EPISODES` or `TURNS`.
        names: Columns beside the usual ones.
    """

    key: str
    cell: bytes
    seed: int
    wanted: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, cell: Cell, wanted: str, names: tuple[str, ...]) -> Order:
        """Return the order for *cell*."""
        saved = zlib.compress(json.dumps(to_data(cell.program)).encode())
        told = pickle.dumps((saved, cell.trainee, cell.strategy))
        key = content_digest(
            RULES,
            digest(cell.program),
            dict(cell.trainee.skill),
            cell.trainee.otherwise,
            cell.strategy,
            cell.seed,
            wanted,
            names,
        )
        return cls(key, told, cell.seed, wanted, names)


@attrs.frozen(eq=False)
class Made:
    """
    What a part came to.

    Attributes:
        key: The key of its order.
        first: The number of its first episode.
        episodes: How many it has.
        counts: int64, ``(endings, horizon + 1)``: as in `Totals`.
        arrays: The columns; empty where only totals are wanted.
        checksum: Over all numbers; 0 where nothing was sent.
        readying: Seconds in which whoever plays was made ready for it.
    """

    key: str
    first: int
    episodes: int
    counts: NDArray[np.int64]
    arrays: Arrays
    checksum: int = 0
    readying: float = 0.0


@attrs.frozen
class Failed:
    """
    Why a part could not be played; texts alone, for not every error can be sent.

    Attributes:
        reason: The error, in a line.
        is_final: Whether it is of the engine's own: it will be the same every time.
        where: The traceback.
    """

    reason: str
    is_final: bool
    where: str = ""


def sent(order: Order, first: int, count: int) -> Made | Failed:
    """Play a part in a worker: `play`, with a checksum over what is sent back."""
    made = play(order, first, count)
    if isinstance(made, Failed):
        return made
    return attrs.evolve(made, checksum=checksum(made.counts, made.arrays))


def play(order: Order, first: int, count: int) -> Made | Failed:
    """
    Play a part.

    Args:
        order: What is played, and what is wanted of it.
        first: The number of the first episode.
        count: How many.

    Returns:
        What it came to; or why it could not be played, whatever was raised.
    """
    try:
        return _made(order, first, count)
    except ScenarioEngineError as error:
        return Failed(str(error), is_final=True)
    # A strategy is somebody else's code: whatever it raises is that part's misfortune.
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {_said(error)}"
        return Failed(reason, False, "".join(traceback.format_exception(error)))


def checksum(counts: NDArray[np.int64], arrays: Arrays) -> int:
    """Return a checksum over the numbers of a part."""
    found = zlib.crc32(np.ascontiguousarray(counts).data)
    for name in sorted(arrays):
        found = zlib.crc32(np.ascontiguousarray(arrays[name]).data, found)
    return found


def columns(order: Order, program: Program) -> tuple[Column, ...]:
    """Return the columns that a part of *order* has."""
    if order.wanted == TOTALS:
        return ()
    module: Any = episodes if order.wanted == EPISODES else tracing
    found: tuple[Column, ...] = module.columns(program, order.names)
    return found


@lru_cache(maxsize=4)
def _ready(cell: bytes) -> Playing:
    """Make whoever plays ready; a worker does it once, for all parts of a cell."""
    saved, trainee, strategy = pickle.loads(cell)
    program = from_data(json.loads(zlib.decompress(saved)))
    playing: Playing = strategy.ready(explore(program, trainee))
    return playing


def _made(order: Order, first: int, count: int) -> Made:
    begun = perf_counter()
    playing = _ready(order.cell)
    readying = perf_counter() - begun
    program = playing.tables.space.program
    counts = np.zeros((len(program.endings) + 1, program.horizon + 1), dtype=np.int64)
    wanted = columns(order, program)
    parts = []
    for block, arrays in _blocks(order, playing, first, count):
        counts += counted(block, len(program.endings), program.horizon)
        parts.append(arrays)
    arrays = joined(parts, wanted)
    return Made(order.key, first, count, counts, arrays, readying=readying)


def _blocks(
    order: Order, playing: Playing, first: int, count: int
) -> Iterator[tuple[Block, Arrays]]:
    if order.wanted == TOTALS:
        for block in blocks(playing.tables, playing.way, order.seed, first, count):
            yield block, {}
        return
    kind: Any = episodes.Reading if order.wanted == EPISODES else tracing.Tracing
    wanted = columns(order, playing.tables.space.program)
    yield from kind(playing, wanted).blocks(order.seed, first, count)


def _said(error: BaseException) -> str:
    """Return what *error* says, if it can."""
    try:
        return str(error)
    except Exception:
        return "(it cannot say what)"
