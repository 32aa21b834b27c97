"""
What a turn of replayable episodes costs, outcomes only, beside C and beside others.

The C loop (yardstick.c, compiled here with gcc -O3) makes the same draws over the same
tables, and has to come to the same counts. The others play the same scenario under the
same strategy, drawing from the same tables (peers.py). Rounds are interleaved, medians
compared, in seconds of one core: what else the machine does takes its turns elsewhere.

A bare trigger of `transitions`, of a machine that plays nothing, is shown as well.
"""

from __future__ import annotations

import sys
from collections import defaultdict
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

SCENARIOS = ("billed-twice", "no-news", "your-turn-to-read")
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
    track, endings = playing.way.short.track, len(tables.space.program.endings)
    rates: dict[str, list[float]] = defaultdict(list)
    totals = simulate(tables, playing, episodes=EPISODES, seed=SEED)

    def ours(episodes: int) -> int:
        return simulate(tables, playing, episodes=episodes, seed=SEED).turns

    def in_c(episodes: int) -> int:
        counts = yardstick.counts(track, endings, episodes, SEED)
        if not np.array_equal(counts, totals.counts):
            raise SystemExit("the C loop comes to other counts")
        return totals.turns

    others = peers(track)
    for _ in range(ROUNDS):
        rates["ours"].append(rate(ours, EPISODES))
        rates["C"].append(rate(in_c, EPISODES))
        for peer, play in others.items():
            rates[peer].append(rate(play, PLAYED[peer]))
        for peer, (pull, count) in BARE.items():
            rates[f"{peer}, bare"].append(rate(pull, count))
    return told(name, {who: median(each) for who, each in rates.items()})


def told(name: str, rates: dict[str, float]) -> bool:
    """Print the ratios; tell whether the promises are kept."""
    us = rates["ours"]
    print(f"  {name}: {us / 1e6:.1f} M turns/s")
    print(f"    {us / rates['C']:6.2f} of C (promised {OF_C})")
    for peer, times in TIMES.items():
        print(f"    {us / rates[peer]:6,.0f} times {peer} (promised {times:,})")
    for peer in BARE:
        print(f"    {us / rates[f'{peer}, bare']:6,.0f} times a bare trigger of {peer}")
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
