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
from scenario_engine.program.saved import from_data
from scenario_engine.simulation import blocks, episodes, tracing
from scenario_engine.simulation.columns import Arrays, joined
from scenario_engine.simulation.compiled import is_there
from scenario_engine.simulation.running.contents import content_digest
from scenario_engine.simulation.totals import counted

if TYPE_CHECKING:
    from scenario_engine.program import Program
    from scenario_engine.simulation.columns import Column
    from scenario_engine.simulation.playing import Playing
    from scenario_engine.simulation.running.cells import Cell

TOTALS, EPISODES, TURNS = "totals", "episodes", "turns"

RULES = 2
"""Version of what an episode is: another one where the same seed plays otherwise."""

_LEVEL = 1
_MANY = 2**14
"""So many episodes at once are played from tables that have to be laid out."""


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
        is_compiled: Whether compiled loops play where they are installed; what comes
            out is the same.
    """

    key: str
    cell: bytes
    seed: int
    wanted: str
    names: tuple[str, ...]
    is_compiled: bool = False

    @classmethod
    def of(
        cls,
        cell: Cell,
        wanted: str,
        names: tuple[str, ...],
        *,
        is_compiled: bool = False,
    ) -> Order:
        """Return the order for *cell*."""
        saved = zlib.compress(cell.saved.encode(), _LEVEL)
        told = pickle.dumps((saved, cell.trainee, cell.strategy))
        key = content_digest(
            RULES,
            cell.digest,
            dict(cell.trainee.skill),
            cell.trainee.otherwise,
            cell.strategy,
            cell.seed,
            wanted,
            names,
        )
        return cls(key, told, cell.seed, wanted, names, is_compiled)


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


def columns(
    program: Program, wanted: str, names: tuple[str, ...]
) -> tuple[Column, ...]:
    """Return the columns that a part has."""
    if wanted == TOTALS:
        return ()
    module: Any = episodes if wanted == EPISODES else tracing
    found: tuple[Column, ...] = module.columns(program, names)
    return found


@lru_cache(maxsize=4)
def _ready(cell: bytes) -> Playing:
    """Make whoever plays ready; a worker does it once, for all parts of a cell."""
    saved, trainee, strategy = pickle.loads(cell)
    program = from_data(json.loads(zlib.decompress(saved)))
    playing: Playing = strategy.ready(explore(program, trainee))
    return playing


@lru_cache(maxsize=4)
def _reader(order: Order) -> Any:
    """Return what reads columns off play; a worker makes it once, too."""
    playing = _ready(order.cell)
    program = playing.tables.space.program
    kind: Any = episodes.Reading if order.wanted == EPISODES else tracing.Tracing
    return kind(
        playing,
        columns(program, order.wanted, order.names),
        is_compiled=order.is_compiled and is_there(),
    )


@lru_cache(maxsize=4)
def _compiled(order: Order) -> None:
    """Have the loops compiled, or loaded, by having them play an episode."""
    blocks.counts(_ready(order.cell).way, order.seed, 0, 1, is_compiled=True)
    if order.wanted != TOTALS:
        for _ in _reader(order).blocks(order.seed, 0, 1):
            pass


def _made(order: Order, first: int, count: int) -> Made:
    begun = perf_counter()
    playing = _ready(order.cell)
    how = order.is_compiled and is_there()
    # What is laid out, or compiled, when it is first asked for is no part of playing.
    if how:
        _compiled(order)
    elif count >= _MANY:
        _ = playing.way.steps
    readying = perf_counter() - begun
    if order.wanted == TOTALS:
        counts = blocks.counts(playing.way, order.seed, first, count, is_compiled=how)
        return Made(order.key, first, count, counts, {}, readying=readying)
    counts, arrays = _tabulated(order, playing, first, count)
    return Made(order.key, first, count, counts, arrays, readying=readying)


def _tabulated(
    order: Order, playing: Playing, first: int, count: int
) -> tuple[NDArray[np.int64], dict[str, NDArray[Any]]]:
    """Play a part; return it counted, and as columns."""
    program = playing.tables.space.program
    found = np.zeros((len(program.endings) + 1, program.horizon + 1), dtype=np.int64)
    wanted = columns(program, order.wanted, order.names)
    parts = []
    for block, arrays in _reader(order).blocks(order.seed, first, count):
        found += counted(block, len(program.endings), program.horizon)
        parts.append(arrays)
    return found, joined(parts, wanted)


def _said(error: BaseException) -> str:
    """Return what *error* says, if it can."""
    try:
        return str(error)
    except Exception:
        return "(it cannot say what)"
