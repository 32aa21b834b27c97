"""Checking a scenario finds what is wrong with it, and nothing else."""

from __future__ import annotations

from typing import Any

import attrs

from scenario_engine.analysis import Thresholds, check
from scenario_engine.analysis.values import Status
from scenario_engine.expressions import parse
from scenario_engine.program import digest
from scenario_engine.vocabulary import Variable
from scenes import CALM_DOWN, LISTEN, effect, outcome, program

GENTLE = Thresholds(best=0.0, random=1.0, repeat=1.0)


def dismissive() -> dict[str, Any]:
    """Return changes with which telling somebody to calm down is never forgiven."""
    spurn = attrs.evolve(CALM_DOWN, effects=(effect(outcome("0.6", spurned="=1")),))
    hear = attrs.evolve(LISTEN, available=parse("spurned == 0"))
    variables = {name: Variable(range=(0, 1), start=0) for name in ("heard", "spurned")}
    return {"interventions": (hear, spurn), "variables": variables, "policies": ()}


def test_a_sound_scenario_has_no_finding() -> None:
    """Within thresholds that it keeps, the proof holds and nothing is found."""
    made = program()
    checked = check(made, thresholds=GENTLE, families=["usual"])

    assert checked.findings == ()
    assert checked.goal_always_reachable
    assert ("a-visit", digest(made)) == (checked.scenario, checked.digest)
    assert checked.witness is not None
    assert checked.witness.choices == ("listen", "limit")


def test_a_trap_is_found_with_the_play_that_leads_into_it() -> None:
    """One careless sentence, never forgiven."""
    made = program(**dismissive())
    checked = check(made, thresholds=GENTLE, families=["usual"])
    (finding,) = checked.findings

    assert not checked.goal_always_reachable
    assert finding.code == "trap"
    assert finding.witness is not None
    assert finding.witness.choices == ("calm-down",)
    assert (
        f"From {int(finding.figure)} of 36 states the goal can no longer be reached, "
        "whatever is done and however lucky it goes"
    ) == finding.message


def test_figures_that_miss_their_thresholds_are_found() -> None:
    """Each with the figure and what it was held against."""
    strict = Thresholds(best=0.99, random=0.01, repeat=0.02)
    checked = check(program(), thresholds=strict, families=["usual"])
    summary = checked.summary

    assert [
        ("best-too-low", summary.best, 0.99),
        ("random-too-high", summary.random, 0.01),
        ("repeat-too-high", summary.repeats["limit"], 0.02),
        ("repeat-too-high", summary.repeats["listen"], 0.02),
    ] == [(f.code, f.figure, f.threshold) for f in checked.findings]
    listened = summary.repeats["listen"]
    assert (
        f"Repeating 'listen' reaches the goal with {listened:.3f} "
        f"({listened / summary.best:.0%} of the best play), above 0.02"
    ) == checked.findings[-1].message
    assert Status.EXACT_UP_TO_ROUNDING is summary.status
