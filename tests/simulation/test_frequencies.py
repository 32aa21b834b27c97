"""
What is sampled lies where the exact chances are, strategy by strategy.

The share of *n* episodes is held against the exact chance *p* by the bound of Chernoff:
with a chance of at most `FALSE_ALARM` the divergence of the share from *p* is more than
``ln(2 / FALSE_ALARM) / n``, whatever *p* is. Some 2,500 shares are looked at here, so
that with dice that nobody chose a false alarm would come once in 400 runs. The dice are
fixed: what passes once passes always.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings

from scenario_engine import load_packs
from scenario_engine.analysis import explore
from scenario_engine.program import Program, Trainee
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.session import Session
from scenario_engine.simulation import Share, replay, simulate
from scenario_engine.simulation.blocks import blocks
from scenario_engine.simulation.named import named
from scenario_engine.testing import programs

if TYPE_CHECKING:
    from scenario_engine.simulation.planning import Plan

FALSE_ALARM = 1e-6

SHIPPED = ("billed-twice", "no-news", "wrong-dish", "your-turn-to-read")
EVERYWHERE = ("random", "best", "fair-best", "mix:0.7,best,random")
SCRIPTS = {
    "billed-twice": "script:ask-and-listen,say-it-back",
    "no-news": "script:ask-and-listen,name-the-worry",
    "wrong-dish": "script:listen-to-the-end,acknowledge-what-happened",
    "your-turn-to-read": "script:crouch-and-ask,say-it-makes-sense",
}


def divergence(share: float, chance: float) -> float:
    """Return the Kullback-Leibler divergence of two coins, in nats."""
    parts = [(share, chance), (1 - share, 1 - chance)]
    if any(part > 0 and not of > 0 for part, of in parts):
        return float("inf")
    return sum(part * log(part / of) for part, of in parts if part > 0)


def lies_there(share: Share, chance: float, episodes: int) -> bool:
    """Tell whether a share is no surprise, *chance* being exact up to rounding."""
    allowed = log(2 / FALSE_ALARM) / episodes
    return divergence(share.value, min(1.0, chance + 1e-12)) <= allowed


def compare(plan: Plan, episodes: int, seed: int) -> None:
    """Hold a sample against the exact chances."""
    totals = simulate(plan.space.program, plan.playing(), episodes=episodes, seed=seed)
    for kind in (GOAL, HARM):
        share = totals.share(kind)
        assert lies_there(share, plan.value(kind), episodes), (kind, share)


@pytest.mark.long
@pytest.mark.packs
@pytest.mark.parametrize("id_", SHIPPED)
def test_shipped_scenarios_are_sampled_as_they_are_valued(id_: str) -> None:
    """Whoever plays: at random, the best, by what was seen, by a list, by mistake."""
    space = explore(load_packs().program(id_), Trainee(otherwise=0.8))
    names = (*EVERYWHERE, SCRIPTS[id_], SCRIPTS[id_].replace("script", "checklist"))
    for name in names:
        compare(named(name).plan(space), 20_000, seed=41)


@pytest.mark.long
@settings(max_examples=200)
@given(programs(largest_horizon=5))
def test_generated_programs_are_sampled_as_they_are_valued(made: Program) -> None:
    """Two hundred of them, by five strategies each."""
    space = explore(made, Trainee(otherwise=0.6))
    for name in (*EVERYWHERE, "rational:5"):
        compare(named(name).plan(space), 3_000, seed=7)


@pytest.mark.long
@pytest.mark.packs
@pytest.mark.parametrize("id_", SHIPPED)
def test_a_thousand_episodes_are_the_live_ones(id_: str) -> None:
    """250 of each scenario, picked over a hundred thousand."""
    space = explore(load_packs().program(id_))
    endings = [each.id for each in (*space.program.endings, space.program.timeout)]
    for name in ("random", "best"):
        playing = named(name).ready(space)
        played = list(blocks(playing.tables, playing.way, 5, 0, 100_000))
        ending = np.concatenate([block.ending for block in played])
        turns = np.concatenate([block.turns for block in played])
        place = np.concatenate([block.place for block in played])
        for episode in range(400, 100_000, 800):
            live = replay(playing.tables, playing, seed=5, episode=episode)
            assert isinstance(live, Session)
            assert live.ending is not None
            assert (live.ending.id, live.turn) == (
                endings[ending[episode]],
                turns[episode],
            )
            state = space.state(int(playing.tables.state[place[episode]]))
            assert tuple(live.state.values()) == state
