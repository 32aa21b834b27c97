"""A policy that it pays to break is found."""

from __future__ import annotations

import attrs
import pytest

from brute_force import value
from scenario_engine.analysis.findings import thorough
from scenario_engine.expressions import parse
from scenario_engine.vocabulary import Policy
from scenes import CALM_DOWN, LIMIT, LISTEN, program


def never(intervention: str) -> Policy:
    return Policy(
        id=f"never-{intervention}",
        text="Never.",
        pattern="never",
        event=parse(f"intervention == '{intervention}'"),
    )


def test_a_policy_that_it_pays_to_break_is_found() -> None:
    """What keeping it costs is what the scenario without the intervention is worth."""
    (finding,) = thorough(program(policies=(never("limit"),)), families=["policies"])
    best = value(program(), max)
    kept = value(program(interventions=(LISTEN, CALM_DOWN), policies=()), max)

    assert ("breaking-pays", 0.01) == (finding.code, finding.threshold)
    assert finding.figure == pytest.approx(float(1 - kept / best), abs=1e-12)
    assert "the policy 'never-limit'" in finding.message
    assert finding.witness is not None
    assert "limit" in finding.witness.choices


def test_policies_that_pay_only_together_are_found_together() -> None:
    """Either of two like limits may be forbidden, not both."""
    twin = attrs.evolve(LIMIT, id="limit-too")
    made = program(
        interventions=(LISTEN, CALM_DOWN, LIMIT, twin),
        policies=(never("limit"), never("limit-too")),
    )
    (finding,) = thorough(made, families=["policies"])

    assert finding.message.startswith("Keeping every policy, ")
    assert finding.witness is not None


def test_a_policy_that_the_best_play_keeps_is_no_finding() -> None:
    """The clean twin: hear before you limit; and a scenario without policies."""
    assert () == thorough(program(), families=["policies"])
    assert () == thorough(program(policies=()), families=["policies"])
