"""A scenario that does not tell skill from none, or a novice from an expert."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from brute_force import mean, value
from scenario_engine.analysis import Thresholds
from scenario_engine.analysis.findings import thorough
from scenario_engine.analysis.findings.curve import KNOWS, curve
from scenario_engine.analysis.findings.difficulty import NOVICE
from scenes import CALM_DOWN, LIMIT, LISTEN, effect, outcome, program

SURE = (effect(outcome("1", heard="+1", escalation="-1")),)


def test_skill_that_makes_no_difference_is_found() -> None:
    """Nothing is said poorly, so that skill is worth nothing at all."""
    sure = attrs.evolve(LISTEN, delivery=None, poorly=())
    made = program(interventions=(sure, CALM_DOWN, LIMIT))
    (finding,) = thorough(made, families=["difficulty"])

    assert ("skill-idle", 0.0, 0.10) == (
        finding.code,
        finding.figure,
        finding.threshold,
    )
    assert finding.message.endswith("at none: 0% is lost, below 10%")


def test_a_novice_who_does_as_well_as_an_expert_is_found() -> None:
    """Whatever is said, it works: somebody who knows nothing loses nothing."""
    options = [
        attrs.evolve(each, delivery=None, poorly=(), effects=SURE)
        for each in (LISTEN, CALM_DOWN)
    ]
    made = program(interventions=tuple(options), policies=(), triggers=(), world=())
    found = {each.code: each for each in thorough(made, families=["difficulty"])}
    finding = found["novice-as-good"]

    assert (0.0, 0.25) == (finding.figure, finding.threshold)
    assert "An expert reaches the goal with 1.000, a novice with 1.000" in (
        finding.message
    )


def test_the_figure_is_the_share_that_a_novice_loses() -> None:
    """With one turn, in which half of the options work: worked out by hand."""
    works = attrs.evolve(
        LISTEN,
        delivery=None,
        poorly=(),
        effects=(effect(outcome("1", heard="=1", escalation="=0")),),
    )
    made = program(interventions=(works, CALM_DOWN), policies=(), horizon=1)
    found = thorough(
        made, thresholds=Thresholds(apart=0.5, skill=0), families=["difficulty"]
    )
    knows = Fraction(KNOWS)

    assert 1 == value(made, max)
    assert Fraction(1, 2) == value(made, mean)
    assert ["novice-as-good"] == [each.code for each in found]
    assert found[0].figure == pytest.approx(float((1 - knows) / 2))


def test_a_novice_has_little_skill() -> None:
    """A quarter of an expert's, as the second point of the curve."""
    points = curve(program())
    (finding,) = thorough(
        program(), thresholds=Thresholds(apart=1.0), families=["difficulty"]
    )

    assert 0.25 == NOVICE == points.skills[1]
    assert finding.figure == 1 - points.novice[1] / points.best[-1]


def test_a_scenario_that_asks_for_skill_and_knowledge_is_no_finding() -> None:
    """The clean twin."""
    assert () == thorough(program(), families=["difficulty"])


def test_where_the_goal_is_out_of_reach_nothing_is_compared() -> None:
    """That it cannot be reached is a finding of its own."""
    made = program(interventions=(CALM_DOWN,), objectives=(), policies=())

    assert () == thorough(made, families=["difficulty"])
