"""
What the debrief of an episode costs, once the scenario's values are known.

The scenario is a shipped one with more turns than it has, so that episodes of 25 turns
are no exception. Each trace is reviewed once, and none that was reviewed before: states
that live play comes to for the first time are part of the price. Beside it stands what
it costs to get to know the scenario, which is paid once.
"""

from __future__ import annotations

import random
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import attrs

from scenario_engine import Session, load_packs
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.reviewing import review
from scenario_engine.debrief.written import write_review
from scenario_engine.program import lower
from scenario_engine.session.trace import of_session

if TYPE_CHECKING:
    from scenario_engine.packs import Registry
    from scenario_engine.program import Program
    from scenario_engine.session.trace import Trace

SCENARIO, TURNS, TRACES = "no-news", 25, 21
PROMISED = 0.3
"""Seconds."""


def longer(registry: Registry) -> Registry:
    """Return *registry* with the scenario going on for longer."""
    scenario = attrs.evolve(registry.scenario(SCENARIO), horizon=TURNS)
    library = registry.library.with_pack("bench", {"scenarios": [scenario]})
    made = lower(scenario, library, "bench")
    return attrs.evolve(registry, library=library, programs={SCENARIO: made})


def traces(program: Program) -> list[Trace]:
    """Return random episodes of so many turns."""
    found: list[Trace] = []
    episode = 0
    while len(found) < TRACES + 1:
        session = Session.begin(program, episode=episode)
        chooser = random.Random(episode)
        episode += 1
        while session.ending is None:
            session = session.step(chooser.choice(session.choices).id)
        if session.turn == TURNS:
            found.append(of_session(session))
    return found


def main() -> int:
    """Print the table; 1 when the promise is broken."""
    registry = longer(load_packs())
    first, *rest = traces(registry.program(SCENARIO))
    knowing = Knowing(registry)
    begun = perf_counter()
    review(first, knowing)
    known = perf_counter() - begun
    spent = []
    for trace in rest:
        begun = perf_counter()
        write_review(review(trace, knowing))
        spent.append(perf_counter() - begun)
    print(f"{SCENARIO}, {TURNS} turns, {len(rest)} traces, seconds")
    print(f"  the first review, values included  {known:8.3f}")
    print(f"  each later one, median             {median(spent):8.3f}")
    print(f"  each later one, slowest            {max(spent):8.3f}")
    print(f"  promised, at the median            {PROMISED:8.3f}")
    return int(median(spent) > PROMISED)


if __name__ == "__main__":
    sys.exit(main())
