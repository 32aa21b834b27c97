"""The report on a small cohort, to be opened in a browser."""

from __future__ import annotations

from pathlib import Path

from scenario_engine.debrief.cohort.document import document
from scenario_engine.debrief.cohort.found import Gathered
from scenario_engine.debrief.cohort.power import mixed
from scenario_engine.debrief.cohort.reviewing import reviewed
from scenario_engine.debrief.cohort.simulated import gather_batch
from scenario_engine.debrief.cohort.summary import summed_up
from scenario_engine.debrief.documents.frame import web
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.packs import load_packs
from scenario_engine.simulation import Tables
from scenario_engine.simulation.playing import Playing

PARCELS = Path(__file__).parents[1] / "cli" / "data" / "parcels"


def cohort_page() -> str:
    """Return the report on three trainees, one of whom has a hostile name."""
    registry = load_packs(only=[], folders=[PARCELS])
    knowing = Knowing(registry)
    tables = Tables.of(registry.program("late-parcel"))
    found = [
        one
        for seed, (name, best) in enumerate(
            {"Ada": 0.2, "<script>alert(1)</script>": 0.6, "Chi": 1.0}.items()
        )
        for one in gather_batch(
            Playing.of(tables, mixed(tables.space, best)), name, seed=seed, episodes=5
        ).found
    ]
    cohort = reviewed(Gathered(tuple(found)), knowing)
    return web(document(summed_up(cohort, knowing), registry))
