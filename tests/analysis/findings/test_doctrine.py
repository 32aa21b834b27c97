"""A score that rewards what does not lead to the goal is found."""

from __future__ import annotations

from decimal import Decimal

import attrs

from scenario_engine.analysis.findings import thorough
from scenario_engine.expressions import parse
from scenario_engine.vocabulary import ScoringRule
from scenes import SCENARIO, program

PERVERSE = ScoringRule(
    id="loud",
    instrument="scale",
    item="hears",
    award=Decimal("9"),
    when=parse("technique == 'command-calm'"),
)


def test_a_score_for_the_wrong_thing_is_found() -> None:
    """Nine points for telling somebody to calm down: nobody who wants them listens."""
    made = program(scoring=(*SCENARIO.scoring, PERVERSE), horizon=2)
    (finding,) = thorough(made, families=["doctrine"])

    assert ("score-misleads", 0.0, 0.8) == (
        finding.code,
        finding.figure,
        finding.threshold,
    )
    assert finding.witness is not None
    assert ("calm-down",) == finding.witness.choices


def test_a_record_of_what_goes_wrong_is_nothing_to_play_for() -> None:
    """The same nine points, on an item of which fewer are better."""
    recorded = attrs.evolve(PERVERSE, item="slips")

    assert () == thorough(
        program(scoring=(*SCENARIO.scoring, recorded), horizon=2),
        families=["doctrine"],
    )


def test_a_score_for_the_right_thing_is_no_finding() -> None:
    """The clean twin; and a scenario that awards nothing."""
    assert () == thorough(program(), families=["doctrine"])
    assert () == thorough(program(scoring=()), families=["doctrine"])
