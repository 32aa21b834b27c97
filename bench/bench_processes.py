"""
What a second process gains, what a cold start costs, and what memory is needed.

A batch is played by one process, and by two that have half of it each; both have read
the tables before, as workers do that play batch after batch. Rounds are interleaved,
medians compared; beside them stands what a second process gains where nothing but
counting is to be done, for two cores of a shared machine may be less than two. Then a
new interpreter counts a million episodes, imports included, and another one ten
million, of which the most memory that it ever held is told.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from scenario_engine import load_packs
from scenario_engine.simulation import Tables, simulate
from scenario_engine.simulation.named import named

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.simulation.playing import Playing

SCENARIO, STRATEGY, SEED = "billed-twice", "best", 3
ROUNDS, EPISODES, NUMBERS = 5, 2**22, 2**25
MILLION, TEN_MILLION = 10**6, 10**7
GAIN, SECONDS, MEGABYTES = 1.8, 2.0, 500.0
COUNTED = f"""
from resource import RUSAGE_SELF, getrusage
from scenario_engine import load_packs
from scenario_engine.simulation import simulate
print(simulate(load_packs().program({SCENARIO!r}), episodes=%d).episodes)
print(getrusage(RUSAGE_SELF).ru_maxrss)
"""


@cache
def playing() -> Playing:
    """Return who plays; read once in each process."""
    tables = Tables.of(load_packs().program(SCENARIO))
    return named(STRATEGY).ready(tables.space)


def part(first: int, episodes: int) -> NDArray[np.int64]:
    """Count some of the episodes."""
    who = playing()
    return simulate(who.tables, who, episodes=episodes, seed=SEED, first=first).counts


def counting(numbers: int) -> int:
    """Do nothing but count."""
    return sum(1 for _ in range(numbers))


def counting_gain(pool: ProcessPoolExecutor) -> float:
    """Return how much sooner two processes have counted, each its half."""
    taken = []
    for parts in (1, 2):
        begun = perf_counter()
        list(pool.map(counting, [NUMBERS // parts] * parts))
        taken.append(perf_counter() - begun)
    return taken[0] / taken[1]


def split(pool: ProcessPoolExecutor, parts: int) -> tuple[float, NDArray[np.int64]]:
    """Play the batch in so many parts; return the seconds, and the counts."""
    size = EPISODES // parts
    begun = perf_counter()
    counts = list(pool.map(part, range(0, EPISODES, size), [size] * parts))
    return perf_counter() - begun, np.sum(counts, axis=0)


def gained() -> bool:
    """Print what a second process gains; tell whether the promise is kept."""
    one, two, bare = [], [], []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        # Both read the tables, and lay them out.
        list(pool.map(part, [0] * 8, [2**20 + 1] * 8))
        for _ in range(ROUNDS):
            alone, counts = split(pool, 1)
            together, same = split(pool, 2)
            if not np.array_equal(counts, same):
                raise SystemExit("two processes come to other counts")
            one.append(alone)
            two.append(together)
            bare.append(counting_gain(pool))
    gain, most = median(one) / median(two), median(bare)
    told = f"mere counting gains {most:.2f}"
    print(f"two processes: {gain:.2f} times one (promised {GAIN}; {told})")
    return gain >= GAIN


def counted(episodes: int) -> tuple[float, float]:
    """Count episodes in a new interpreter; return its seconds and megabytes."""
    begun = perf_counter()
    command = [sys.executable, "-c", COUNTED % episodes]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    taken = perf_counter() - begun
    kilobytes = int(done.stdout.split()[1])
    return taken, kilobytes / 1024


def main() -> int:
    """Compare; 1 when a promise is broken."""
    kept = [gained()]
    cold = median(counted(MILLION)[0] for _ in range(ROUNDS))
    print(f"a million from a cold start: {cold:.2f} s (promised {SECONDS})")
    kept.append(cold <= SECONDS)
    _, most = counted(TEN_MILLION)
    print(f"ten million: {most:.0f} MB in all (promised {MEGABYTES:.0f})")
    kept.append(most <= MEGABYTES)
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
