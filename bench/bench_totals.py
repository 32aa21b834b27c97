"""
What totals cost where no episode is to be opened.

`tally` folds the strategy and all that chance does in a turn into one draw;
`transitions` plays the same scenario under the same strategy (peers.py). `populate`
moves a billion at once, beside a million that `simulate` plays one by one. Rounds are
interleaved, medians compared, in seconds of one core; what is laid out for a strategy
counts in the second comparison, and not in the first.

What `tally` is promised to do holds with the extra `fast`; NumPy alone is shown, too.
"""

from __future__ import annotations

import sys
from functools import partial
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from peers import bare_transitions, peers
from scenario_engine import load_packs
from scenario_engine.simulation import Tables, populate, simulate, tally
from scenario_engine.simulation.named import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenario_engine.simulation.playing import Playing

SCENARIOS = ("billed-twice", "no-news", "your-turn-to-read", "wrong-dish")
STRATEGIES = ("random", "best")
ROUNDS, FOLDED, PLAYED, TRIGGERS, SEED = 5, 2**22, 600, 5_000, 3
MILLION, BILLION = 10**6, 10**9
OF_TRANSITIONS = 1_000


def seconds(call: Callable[[], object]) -> float:
    """Return how long *call* takes."""
    begun = process_time()
    call()
    return process_time() - begun


def folded(tables: Tables, playing: Playing) -> bool:
    """Print what a turn of `tally` costs; tell whether its promise is kept."""
    play = peers(playing.way.merged)["transitions"]
    tallied = partial(tally, tables, playing, episodes=FOLDED, seed=SEED)
    turns = tallied(compiled=True).turns
    ours, alone, theirs, bare = [], [], [], []
    for _ in range(ROUNDS):
        ours.append(turns / seconds(partial(tallied, compiled=True)))
        alone.append(turns / seconds(partial(tallied, compiled=False)))
        begun = process_time()
        theirs.append(play(PLAYED) / (process_time() - begun))
        bare.append(TRIGGERS / seconds(partial(bare_transitions, TRIGGERS)))
    kept = median(ours) / median(theirs) >= OF_TRANSITIONS
    promised = f" (promised {OF_TRANSITIONS:,})"
    for who, rates in (("tally", ours), ("NumPy alone", alone)):
        us = median(rates)
        print(
            f"    {who}: {us / 1e6:.1f} M turns/s, {us / median(theirs):,.0f} times "
            f"transitions{promised}, {us / median(bare):,.0f} times a bare trigger"
        )
        promised = ""
    return kept


def moved(tables: Tables, playing: Playing) -> bool:
    """Print what a billion cost, and a million; tell whether the promise is kept."""
    at_once, single = [], []
    for _ in range(ROUNDS):
        weights = playing.weights
        call = partial(populate, tables.space, weights, episodes=BILLION, seed=SEED)
        at_once.append(seconds(call))
        call = partial(simulate, tables, weights, episodes=MILLION, seed=SEED)
        single.append(seconds(call))
    ratio = median(at_once) / median(single)
    print(f"    a billion at once: {ratio:.2f} of a million one by one (promised < 1)")
    return ratio < 1


def main() -> int:
    """Compare; 1 when a promise is broken."""
    registry, kept = load_packs(), []
    for id_ in SCENARIOS:
        print(id_)
        tables = Tables.of(registry.program(id_))
        for name in STRATEGIES:
            print(f"  {name}")
            playing = named(name).ready(tables.space)
            kept += [folded(tables, playing), moved(tables, playing)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
