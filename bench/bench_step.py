"""
What a turn of live play costs, beside a bare trigger of `transitions`.

Ours is a whole turn of the first installed scenario: choice checked, both draws, the
events, and the observation with its choices. Theirs is a trigger between two states
that does nothing else. Rounds are interleaved, a round's figure is the median of its
calls, and the medians of the rounds are compared. The mean is told too: it holds the
turns that came to a state for the first time, which is worked out then.
"""

from __future__ import annotations

import sys
from statistics import fmean, median
from time import perf_counter

from transitions import Machine

from scenario_engine import Session, load_packs
from scenario_engine.session import Tables

ROUNDS, TURNS = 31, 5_000
PROMISED = 0.5


class Door:
    """A model with one trigger."""

    go: object


def ours(tables: Tables) -> list[float]:
    """Return seconds of each turn, over whole episodes; their starts do not count."""
    spent: list[float] = []
    episode = 0
    while len(spent) < TURNS:
        session = Session.begin(tables, seed=1, episode=episode)
        episode += 1
        while session.ending is None:
            choices = session.observation.choices
            choice = choices[(episode + session.turn) % len(choices)].id
            begun = perf_counter()
            session = session.step(choice)
            _ = session.events
            _ = session.observation
            spent.append(perf_counter() - begun)
    return spent


def theirs(door: Door) -> list[float]:
    """Return seconds of each trigger."""
    spent: list[float] = []
    for _ in range(TURNS):
        begun = perf_counter()
        door.go()  # type: ignore[operator]
        spent.append(perf_counter() - begun)
    return spent


def main() -> int:
    """Print the medians and their ratio; 1 when the ratio is above the promise."""
    registry = load_packs()
    tables = Tables(registry.program(registry.scenarios[0]))
    door = Door()
    Machine(
        door,
        states=["open", "closed"],
        transitions=[["go", "open", "closed"], ["go", "closed", "open"]],
        initial="open",
    )
    ours(tables)
    theirs(door)
    rounds = [(ours(tables), theirs(door)) for _ in range(ROUNDS)]
    ratio = median(median(one) / median(other) for one, other in rounds)
    means = median(fmean(one) / fmean(other) for one, other in rounds)
    turn = median(median(one) for one, _ in rounds)
    trigger = median(median(other) for _, other in rounds)
    print(f"scenario_engine, a turn with events and observation: {turn * 1e6:6.2f} us")
    print(
        f"transitions, a bare trigger:                         {trigger * 1e6:6.2f} us"
    )
    print(
        f"ratio of medians {ratio:.2f} (promised: at most {PROMISED}), "
        f"of means {means:.2f}"
    )
    return 0 if ratio <= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
