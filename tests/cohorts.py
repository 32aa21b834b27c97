"""Cohorts of made-up trainees at a small parcel service."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.debrief.cohort.found import Found, Gathered
from scenario_engine.debrief.cohort.power import mixed
from scenario_engine.debrief.cohort.simulated import gather_batch
from scenario_engine.packs import load_packs
from scenario_engine.session.trace import write
from scenario_engine.simulation import Tables
from scenario_engine.simulation.playing import Playing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.packs import Registry
    from scenario_engine.session.trace import Trace

SCENARIO = "late-parcel"
SIX = {"Ada": 0.0, "Ben": 0.3, "Chi": 0.5, "Dee": 0.7, "Eve": 0.9, "Fay": 1.0}
"""Six trainees: how often each takes the best choice; any that is offered else."""


@cache
def parcels() -> Registry:
    """Return the pack of the small parcel service."""
    folder = Path(__file__).parent / "cli" / "data" / "parcels"
    return load_packs(only=[], folders=[folder])


@cache
def _tables() -> Tables:
    return Tables.of(parcels().program(SCENARIO))


def played(players: Mapping[str, float] = SIX, episodes: int = 4) -> Gathered:
    """Return the traces of *players*, the same in every run."""
    tables, found = _tables(), list[Found]()
    for seed, (name, best) in enumerate(players.items()):
        playing = Playing.of(tables, mixed(tables.space, best))
        found += gather_batch(playing, name, seed=seed, episodes=episodes).found
    return Gathered(tuple(found))


def put(path: Path, *traces: Trace) -> Path:
    """Write traces: one, or one a line."""
    text = "\n".join(json.dumps(write(trace)) for trace in traces)
    path.write_text(text + "\n", "utf-8")
    return path
