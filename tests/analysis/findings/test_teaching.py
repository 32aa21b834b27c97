"""An objective that is worth nothing is found."""

from __future__ import annotations

import pytest

from brute_force import value
from scenario_engine.analysis import explore
from scenario_engine.analysis.findings import Thresholds, thorough
from scenario_engine.analysis.findings.study import Study
from scenario_engine.vocabulary import Objective
from scenes import CALM_DOWN, LISTEN, program


def objective(*techniques: str) -> dict[str, tuple[Objective, ...]]:
    return {"objectives": (Objective(id="it", text="It.", techniques=techniques),)}


def test_an_objective_nobody_needs_is_found() -> None:
    """The best play never uses what the scenario says it teaches."""
    made = program(**objective("command-calm"))
    (finding,) = thorough(made, families=["objectives"])

    assert ("worthless-objective", 0.01) == (finding.code, finding.threshold)
    assert finding.figure == pytest.approx(0.0, abs=1e-12)
    assert finding.witness is not None
    assert ("listen", "limit") == finding.witness.choices


def test_an_objective_that_is_needed_is_no_finding() -> None:
    """The clean twin: nobody gets there without listening."""
    assert () == thorough(program(), families=["objectives"])


def test_the_value_without_is_that_of_the_scenario_without() -> None:
    """Taking the technique away is as if its interventions were not there."""
    less = program(interventions=(LISTEN, CALM_DOWN), policies=())
    found = Study(explore(program()), Thresholds()).sweeps.among([0, 1])

    assert found == pytest.approx(float(value(less, max)), abs=1e-12)
