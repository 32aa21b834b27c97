"""Where play for the score and the best play part company is found."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from brute_force import successors, value
from scenario_engine.analysis import Thresholds
from scenario_engine.analysis.findings import thorough
from scenario_engine.expressions import parse
from scenario_engine.program import Interpreter
from scenario_engine.vocabulary import ScoringRule
from scenes import SCENARIO, program

PERVERSE = ScoringRule(
    id="loud",
    instrument="scale",
    item="hears",
    award=Decimal("9"),
    when=parse("technique == 'command-calm'"),
)
WRONG = program(scoring=(*SCENARIO.scoring, PERVERSE), horizon=2)


def test_the_states_in_which_the_score_misleads_are_counted_and_weighed() -> None:
    """Shouting costs all there is in the first turn, and nothing in the last."""
    (finding,) = thorough(WRONG, families=["disagreement"])
    interpreter = Interpreter(WRONG, exact=True)
    start = interpreter.starts()[0].state
    shouted = successors(WRONG)[start][1]
    second = sum((c for c, s in shouted if not interpreter.ending(s)), Fraction(0))
    met = {state for _, state in shouted if not interpreter.ending(state)} | {start}

    assert ("score-disagrees", 0.10) == (finding.code, finding.threshold)
    assert finding.figure == pytest.approx(float(1 / (1 + second)), abs=1e-12)
    assert finding.message.startswith(f"In 1 of {len(met)} states that play for the ")
    assert finding.message.endswith(
        f"At worst 'calm-down' costs {float(value(WRONG, max)):.3f}"
    )


def test_the_worst_of_them_is_shown_with_what_is_chosen_there() -> None:
    """The play ends with the mistake."""
    (finding,) = thorough(WRONG, families=["disagreement"])

    assert finding.witness is not None
    assert ("calm-down",) == finding.witness.choices
    assert WRONG.starts[0].state == finding.witness.start


def test_a_later_mistake_is_led_up_to_by_play_for_the_score() -> None:
    """Each turn before it is what play for the score chooses."""
    made = program(
        scoring=(*SCENARIO.scoring, PERVERSE),
        horizon=6,
        endings=(SCENARIO.endings[0],),
    )
    (finding,) = thorough(
        made, thresholds=Thresholds(disagree=0.0), families=["disagreement"]
    )

    assert finding.witness is not None
    assert {"calm-down"} == set(finding.witness.choices)


def test_a_score_for_what_calms_agrees_with_the_best_play() -> None:
    """The clean twin; and without any score there is nothing to disagree."""
    assert () == thorough(program(), families=["disagreement"])
    assert () == thorough(program(scoring=()), families=["disagreement"])
