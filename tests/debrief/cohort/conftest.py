"""A cohort of made-up trainees at a small parcel service."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenario_engine.debrief.cohort.gathering import (
    Found,
    Gathered,
    gather_batch,
    reviewed,
)
from scenario_engine.debrief.cohort.power import mixed
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.packs import load_packs
from scenario_engine.simulation import Tables
from scenario_engine.simulation.playing import Playing

PARCELS = Path(__file__).parents[2] / "cli" / "data" / "parcels"
SCENARIO = "late-parcel"


@pytest.fixture(scope="session")
def registry():
    """Return the packs of these tests."""
    return load_packs(only=[], folders=[PARCELS])


@pytest.fixture(scope="session")
def knowing(registry):
    """Return what is known of its scenario, kept over the tests."""
    return Knowing(registry)


@pytest.fixture(scope="session")
def play(registry):
    """Return a function that plays: how often who takes the best choice, how often."""
    tables = Tables.of(registry.program(SCENARIO))

    def played(players, episodes=4):
        found: list[Found] = []
        for seed, (name, best) in enumerate(players.items()):
            playing = Playing.of(tables, mixed(tables.space, best))
            batch = gather_batch(playing, name, seed=seed, episodes=episodes)
            found += batch.found
        return Gathered(tuple(found))

    return played


@pytest.fixture(scope="session")
def six(play, knowing):
    """Return six trainees of four sessions each, gone through."""
    players = {"Ada": 0.0, "Ben": 0.3, "Chi": 0.5, "Dee": 0.7, "Eve": 0.9, "Fay": 1.0}
    return reviewed(play(players), knowing)


@pytest.fixture(scope="session")
def alone(play, knowing):
    """Return one trainee with two sessions."""
    return reviewed(play({"Ada": 0.5}, episodes=2), knowing)
