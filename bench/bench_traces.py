"""
What a row of a full trace costs, played and written to Parquet and to Arrow IPC.

On one core, with the usual columns of a shipped scenario. Rounds are interleaved, and
medians compared. Beside them stand playing alone, as `bench_simulate` times it, and
writing alone: the same rows once more, without being played.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from scenario_engine import load_packs
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import TOTALS, TURNS, Cell, Plan, run
from scenario_engine.simulation.running.files import File

if TYPE_CHECKING:
    from scenario_engine.simulation.columns import Arrays
    from scenario_engine.simulation.running.faults import Lost

SCENARIO, STRATEGY, EPISODES, ROUNDS, SEED = "no-news", "random", 500_000, 5, 3
PROMISED = {".parquet": 8.0, ".arrow": 30.0}
"""Millions of rows a second."""


class Held:
    """Holds what was played, to be written again."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, Arrays]] = []

    def add(self, cell: int, arrays: Arrays) -> None:
        """Hold it."""
        self.parts.append((cell, arrays))

    def lose(self, lost: Lost) -> None:
        """Hold nothing."""


def seconds(path: Path, cell: Cell, plan: Plan, held: Held | None = None) -> float:
    """Return how long it takes to write the file, playing included unless *held*."""
    with File(path, [cell], plan, replaces=True) as file:
        begun = perf_counter()
        if held is None:
            run(cell, plan, workers=1, keeper=file)
        else:
            for part in held.parts:
                file.add(*part)
        file.keep()
        return perf_counter() - begun


def main() -> int:
    """Time each; 1 when a promise is broken."""
    cell = Cell(load_packs().program(SCENARIO), named(STRATEGY), seed=SEED)
    plan, totals = Plan(EPISODES, TURNS), Plan(EPISODES, TOTALS)
    held = Held()
    run(cell, plan, workers=1, keeper=held)
    rows = run(cell, totals, workers=1).totals[0].turns
    found: dict[str, list[float]] = {}
    with TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            found.setdefault("playing", []).append(run(cell, totals, workers=1).seconds)
            for ending in PROMISED:
                path = Path(folder, f"turns{ending}")
                found.setdefault(ending, []).append(seconds(path, cell, plan))
                alone = seconds(path, cell, plan, held)
                found.setdefault(f"{ending} alone", []).append(alone)
    speed = {name: rows / median(times) / 1e6 for name, times in found.items()}
    for name, each in speed.items():
        promise = f" (promised {PROMISED[name]:.0f})" if name in PROMISED else ""
        print(f"{name:14} {each:6.1f} M rows/s{promise}")
    return int(any(speed[name] < promised for name, promised in PROMISED.items()))


if __name__ == "__main__":
    sys.exit(main())
