"""
What an episode costs, outcomes only, beside a C loop and beside `transitions`.

The C loop (yardstick.c, compiled here with gcc -O3) makes the same draws over the same
tables, and has to come to the same counts. Rounds are interleaved, medians compared, on
one core. `transitions` pulls a bare trigger of a machine that does nothing else: a turn
of an episode costs it more.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from transitions import Machine

from scenario_engine import load_packs
from scenario_engine.program import dice
from scenario_engine.simulation import Tables, simulate
from scenario_engine.simulation.named import named
from scenario_engine.simulation.ways import Way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis.strategies import Weights

SCENARIO, STRATEGIES = "no-news", ("random", "best")
ROUNDS, EPISODES, TRIGGERS, SEED = 5, 300_000, 50_000, 3
OF_C, OF_TRANSITIONS = 0.35, 300.0


class Door:
    """A model with one trigger."""

    go: object


def compiled(folder: str) -> Any:
    """Return the C loop."""
    library = Path(folder, "yardstick.so")
    source = Path(__file__).with_name("yardstick.c")
    flags = ["-O3", "-march=native", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, "-o", library, source], check=True)
    return ctypes.CDLL(str(library)).simulate


def in_c(loop: Any, tables: Tables, way: Way) -> NDArray[np.int64]:
    """Count the episodes with the C loop."""
    program = tables.space.program
    shape = (len(program.endings) + 1, program.horizon + 1)
    counts = np.zeros(shape, dtype=np.int64)

    def at(array: NDArray[Any]) -> ctypes.c_void_p:
        return ctypes.c_void_p(array.ctypes.data)

    bits = np.array([cuts.bits for cuts in way.by_left], dtype=np.int32)
    guides = np.array([cuts.guide.ctypes.data for cuts in way.by_left], dtype=np.uint64)
    branches = np.array(
        [cuts.branch.ctypes.data for cuts in way.by_left], dtype=np.uint64
    )
    start, response, world = tables.start, tables.response, tables.world
    start_bits = np.array([start.bits], dtype=np.int32)
    loop(
        ctypes.c_int64(0),
        ctypes.c_int64(EPISODES),
        ctypes.c_int32(program.horizon),
        ctypes.c_int32(dice.blocks_of(program.horizon)),
        ctypes.c_uint64(SEED),
        ctypes.c_int32(way.is_certain),
        ctypes.c_int32(len(way.by_left) > 1),
        at(start_bits),
        at(start.guide),
        at(start.branch),
        ctypes.c_int32(response.bits),
        at(response.guide),
        at(response.branch),
        ctypes.c_int32(world.bits),
        at(world.guide),
        at(world.branch),
        at(bits),
        at(guides),
        at(branches),
        at(way.row),
        at(tables.ending),
        ctypes.c_int32(len(program.endings)),
        at(counts),
    )
    return counts


def triggers() -> float:
    """Return how many bare triggers a second `transitions` pulls."""
    door = Door()
    machine = Machine(door, states=["open", "shut"], initial="open")
    machine.add_transition("go", "open", "shut")
    machine.add_transition("go", "shut", "open")
    begun = perf_counter()
    for _ in range(TRIGGERS):
        door.go()  # type: ignore[operator]
    return TRIGGERS / (perf_counter() - begun)


def compare(loop: Any, tables: Tables, weights: Weights, name: str) -> bool:
    """Print what a turn costs each of them; tell whether the promises are kept."""
    way = Way.of(tables, weights)
    ours, theirs, bare = [], [], []
    for _ in range(ROUNDS):
        begun = perf_counter()
        totals = simulate(tables, weights, episodes=EPISODES, seed=SEED)
        ours.append(totals.turns / (perf_counter() - begun))
        begun = perf_counter()
        counts = in_c(loop, tables, way)
        theirs.append(totals.turns / (perf_counter() - begun))
        bare.append(triggers())
        if not np.array_equal(counts, totals.counts):
            raise SystemExit("the C loop comes to other counts")
    us, c, other = median(ours), median(theirs), median(bare)
    print(
        f"{name:8} {us / 1e6:6.1f} M turns/s, C {c / 1e6:6.1f} M: {us / c:.2f} of it "
        f"(promised {OF_C}); {us / other:,.0f} times transitions "
        f"(promised {OF_TRANSITIONS:.0f})"
    )
    return us / c >= OF_C and us / other >= OF_TRANSITIONS


def main() -> int:
    """Compare; 1 when a promise is broken."""
    tables = Tables.of(load_packs().program(SCENARIO))
    with TemporaryDirectory() as folder:
        loop = compiled(folder)
        kept = [
            compare(loop, tables, named(name).ready(tables.space).weights, name)
            for name in STRATEGIES
        ]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
