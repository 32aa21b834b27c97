"""Parts of a scenario that can never matter are found."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from scenario_engine.analysis.findings import thorough
from scenario_engine.expressions import parse
from scenario_engine.vocabulary import Change, Drift, Ending, Variable
from scenes import CALM_DOWN, LIMIT, LISTEN, SCENARIO, effect, outcome, program

NEVER = parse("escalation == 3 and heard == 0 and composure == 3")
CASES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "never-offered",
        "'later' is never available in play",
        {
            "interventions": (
                *SCENARIO.interventions,
                attrs.evolve(LIMIT, id="later", available=NEVER),
            )
        },
    ),
    (
        "never-ends",
        "The ending 'asleep' is never met in play",
        {
            "endings": (
                *SCENARIO.endings,
                Ending(id="asleep", kind="neutral", when=NEVER, text="Zzz."),
            )
        },
    ),
    (
        "never-changes",
        "The variable 'weather' is 1 in every state",
        {
            "variables": {
                **SCENARIO.variables,
                "weather": Variable(range=(0, 2), start=1),
            }
        },
    ),
    (
        "never-happens",
        "'flood' changes nothing in any play",
        {
            "world": (
                *SCENARIO.world,
                Drift(
                    id="flood",
                    when=NEVER,
                    chance=parse("0.5"),
                    change={"heard": Change.parse("=0")},
                ),
            )
        },
    ),
]


@pytest.mark.parametrize(
    ("code", "message", "changes"), CASES, ids=[case[0] for case in CASES]
)
def test_a_dead_part_is_found(code: str, message: str, changes: dict[str, Any]) -> None:
    """It, and nothing else."""
    found = thorough(program(**changes), families=["dead"])

    assert [(code, message)] == [(each.code, each.message) for each in found]


def test_a_scenario_that_is_alive_all_over_has_no_finding() -> None:
    """The clean twin: every part is met in some play."""
    assert () == thorough(program(), families=["dead"])


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


def test_what_every_scenario_has_need_not_change() -> None:
    """Composure is there whether or not anything disturbs it."""
    assert () == thorough(program(world=()), families=["dead"])
