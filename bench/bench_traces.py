"""
What a row of a full trace costs, played and written to Parquet and to Arrow IPC.

With the usual columns of every shipped scenario, under a random and a tabular strategy.
Rounds are interleaved, medians compared, in seconds of one core; beside them stand
playing alone, columns and all, and in brackets what the clock on the wall says, which
waits for the disk, too.

What is promised is asked of the extra `fast`, and kept where one of the scenarios keeps
it under one of the strategies: a row costs more where choices are drawn, and where more
is visible. NumPy alone is shown, too.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import attrs

from scenario_engine import load_packs
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import TURNS, Cell, Plan, run
from scenario_engine.simulation.running.files import File

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.program import Program
    from scenario_engine.simulation.columns import Arrays
    from scenario_engine.simulation.running.faults import Lost

SCENARIOS = ("billed-twice", "no-news", "your-turn-to-read", "wrong-dish")
STRATEGIES = ("random", "best")
EPISODES, ROUNDS, SEED = 1_000_000, 5, 3
PROMISED = {".parquet": 8.0, ".arrow": 30.0}
"""Millions of rows a second."""


class Nobody:
    """Takes what is played, and keeps nothing."""

    def add(self, cell: int, arrays: Arrays) -> None:
        """Keep nothing."""

    def lose(self, lost: Lost) -> None:
        """Keep nothing."""


def played(cell: Cell, plan: Plan) -> None:
    """Play for nobody."""
    run(cell, plan, workers=1, keeper=Nobody())


def written(path: Path, cell: Cell, plan: Plan) -> None:
    """Play into a file that is not there."""
    with File(path, [cell], plan) as file:
        run(cell, plan, workers=1, keeper=file)
        file.keep()


def seconds(call: Callable[[], None]) -> tuple[float, float]:
    """Return the seconds of one core that *call* takes, and those on the wall."""
    core, wall = process_time(), perf_counter()
    call()
    return process_time() - core, perf_counter() - wall


def compare(program: Program, name: str, folder: Path) -> set[str]:
    """Print what a row costs; return the promises that are kept."""

    def cell() -> Cell:
        # Nothing is known of it from the round before.
        return Cell(program, named(name), seed=SEED)

    fast = Plan(EPISODES, TURNS, compiled=True)
    plan = attrs.evolve(fast, compiled=False)
    arrow, parquet = folder / "turns.arrow", folder / "turns.parquet"
    calls: dict[str, Callable[[], None]] = {
        "played": lambda: played(cell(), fast),
        ".parquet": lambda: written(parquet, cell(), fast),
        ".arrow": lambda: written(arrow, cell(), fast),
        "NumPy alone, .arrow": lambda: written(arrow, cell(), plan),
    }
    rows = run(cell(), Plan(EPISODES, "totals"), workers=1).totals[0].turns
    found: dict[str, list[tuple[float, float]]] = {what: [] for what in calls}
    for _ in range(ROUNDS):
        for what, call in calls.items():
            for path in (arrow, parquet):
                path.unlink(missing_ok=True)
            found[what].append(seconds(call))
    kept = set()
    for what, times in found.items():
        core, wall = (rows / median(each) / 1e6 for each in zip(*times, strict=True))
        promised = PROMISED.get(what)
        asked = "" if promised is None else f" (promised {promised:.0f})"
        if promised is not None and core >= promised:
            kept.add(what)
        print(f"    {what:20} {core:5.1f} M rows/s{asked} [{wall:.1f}]")
    return kept


def main() -> int:
    """Compare; 1 when a promise is broken."""
    registry, kept = load_packs(), set()
    with TemporaryDirectory() as folder:
        for id_ in SCENARIOS:
            print(id_)
            for name in STRATEGIES:
                print(f"  {name}")
                kept |= compare(registry.program(id_), name, Path(folder))
    return int(kept != set(PROMISED))


if __name__ == "__main__":
    sys.exit(main())
