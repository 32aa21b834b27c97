"""An intervention that is never the right one is found."""

from __future__ import annotations

import attrs

from scenario_engine.analysis.findings import thorough
from scenes import CALM_DOWN, LIMIT, LISTEN, effect, outcome, program


def test_an_intervention_that_is_never_right_is_found() -> None:
    """A weaker twin is always worse than the sentence that it is a twin of."""
    weak = attrs.evolve(
        LISTEN,
        id="half-listen",
        effects=(effect(outcome("0.01", heard="+1", escalation="-1")),),
    )
    made = program(interventions=(LISTEN, CALM_DOWN, LIMIT, weak))
    (finding,) = thorough(made, families=["dominated"])

    assert "dominated" == finding.code
    assert finding.figure > 0.01
    assert finding.message.startswith("'half-listen' is never among the best choices")


def test_no_intervention_is_dominated_that_is_right_once() -> None:
    """The clean twin; the anti-technique is there to be wrong."""
    assert () == thorough(program(), families=["dominated"])
