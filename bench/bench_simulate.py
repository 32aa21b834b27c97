"""
What a turn of replayable episodes costs, outcomes only, beside C and beside others.

The C loop (yardstick.c, compiled here with gcc -O3) makes the same draws over the same
tables, and has to come to the same counts. The others play the same scenario under the
same strategy, drawing from the same tables (peers.py). Rounds are interleaved, medians
compared, in seconds of one core: what else the machine does takes its turns elsewhere.

What is promised holds with the extra `fast`. Without it the same episodes are played
by NumPy alone, which is shown beside it.

A bare trigger of `transitions`, of a machine that plays nothing, is shown as well.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import partial
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from peers import bare_statemachine, bare_transitions, peers
from scenario_engine import load_packs
from scenario_engine.simulation import Tables, simulate
from scenario_engine.simulation.named import named
from yardstick import Yardstick

if TYPE_CHECKING:
    from collections.abc import Callable

SCENARIOS = ("billed-twice", "no-news", "your-turn-to-read", "wrong-dish")
STRATEGIES = ("random", "best")
ROUNDS, EPISODES, SEED = 5, 2**20 + 1, 3
OF_C = 0.35
TIMES = {"transitions": 300, "python-statemachine": 4_000, "Mesa": 50, "Gymnasium": 150}
PLAYED = {
    "transitions": 600,
    "python-statemachine": 60,
    "Mesa": 2_000,
    "Gymnasium": 300,
}
BARE = {"transitions": (bare_transitions, 5_000)}
BARE["python-statemachine"] = (bare_statemachine, 500)


def rate(play: Callable[[int], int], count: int) -> float:
    """Return how many turns a second *play* has, which tells how many it had."""
    begun = process_time()
    turns = play(count)
    return turns / (process_time() - begun)


def compare(yardstick: Yardstick, tables: Tables, name: str) -> bool:
    """Print what a turn costs each of them; tell whether the promises are kept."""
    playing = named(name).ready(tables.space)
    track, endings = playing.way.merged, len(tables.space.program.endings)
    rates: dict[str, list[float]] = defaultdict(list)
    played = partial(simulate, tables, playing, seed=SEED)
    totals = played(episodes=EPISODES, compiled=True)

    def ours(episodes: int, *, compiled: bool) -> int:
        found = played(episodes=episodes, compiled=compiled)
        if not np.array_equal(found.counts, totals.counts):
            raise SystemExit("with the extra and without it there are other counts")
        return found.turns

    def in_c(episodes: int) -> int:
        counts = yardstick.counts(track, endings, episodes, SEED)
        if not np.array_equal(counts, totals.counts):
            raise SystemExit("the C loop comes to other counts")
        return totals.turns

    others = peers(track)
    for _ in range(ROUNDS):
        for who, compiled in (("ours", True), ("NumPy alone", False)):
            rates[who].append(rate(partial(ours, compiled=compiled), EPISODES))
        rates["C"].append(rate(in_c, EPISODES))
        for peer, play in others.items():
            rates[peer].append(rate(play, PLAYED[peer]))
        for peer, (pull, count) in BARE.items():
            rates[f"{peer}, bare"].append(rate(pull, count))
    return told(name, {who: median(each) for who, each in rates.items()})


def told(name: str, rates: dict[str, float]) -> bool:
    """Print the ratios; tell whether the promises are kept."""
    us = rates["ours"]
    alone = rates["NumPy alone"]
    print(f"  {name}: {us / 1e6:.1f} M turns/s; NumPy alone {alone / 1e6:.1f}")
    of_c = us / rates["C"], alone / rates["C"]
    print(f"    {of_c[0]:6.2f} of C (promised {OF_C}); {of_c[1]:.2f}")
    for peer, times in TIMES.items():
        both = f"{us / rates[peer]:6,.0f}", f"{alone / rates[peer]:,.0f}"
        print(f"    {both[0]} times {peer} (promised {times:,}); {both[1]}")
    for peer in BARE:
        bare = rates[f"{peer}, bare"]
        both = f"{us / bare:6,.0f}", f"{alone / bare:,.0f}"
        print(f"    {both[0]} times a bare trigger of {peer}; {both[1]}")
    kept = [us / rates[peer] >= times for peer, times in TIMES.items()]
    return us / rates["C"] >= OF_C and all(kept)


def main() -> int:
    """Compare; 1 when a promise is broken."""
    registry, kept = load_packs(), []
    with TemporaryDirectory() as folder:
        yardstick = Yardstick(folder)
        for id_ in SCENARIOS:
            print(id_)
            tables = Tables.of(registry.program(id_))
            kept += [compare(yardstick, tables, name) for name in STRATEGIES]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
