"""Parts of a scenario that can never matter are found."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from scenario_engine.analysis import explore
from scenario_engine.analysis.findings import thorough
from scenario_engine.expressions import parse
from scenario_engine.program import lower
from scenario_engine.vocabulary import (
    Change,
    Drift,
    Ending,
    Participant,
    Policy,
    Reason,
    Start,
    Variable,
)
from scenes import (
    CALM_DOWN,
    LIBRARY,
    LIMIT,
    LISTEN,
    PERSONA,
    SCENARIO,
    effect,
    outcome,
    program,
    scenario,
)

NEVER = parse("escalation == 3 and heard == 0 and composure == 3")
EVER = parse("escalation >= 0")
FIRST, SECOND = LISTEN.effects[0].outcomes
HEAR = attrs.evolve(LISTEN, effects=(effect(FIRST, SECOND),))
ALIVE = (HEAR, CALM_DOWN, LIMIT)


def listening(*effects: Any) -> dict[str, Any]:
    """Return the interventions with other effects of listening."""
    heard = attrs.evolve(LISTEN, effects=effects)
    return {"interventions": (heard, CALM_DOWN, LIMIT)}


def because(when: str) -> dict[str, Any]:
    """Return the interventions, listening being better while *when* holds."""
    reason = Reason(when=parse(when), by=parse("0.1"), why="of the hour")
    first = attrs.evolve(FIRST, reasons=(reason,))
    return listening(effect(first, SECOND))


CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "never-offered",
        "'later' is never available in play",
        "intervention 'later'",
        {
            "interventions": (
                *ALIVE,
                attrs.evolve(LIMIT, id="later", available=NEVER),
            )
        },
    ),
    (
        "guard-idle",
        "The guard of 'limit' holds in every state of play",
        "intervention 'limit'",
        {
            "interventions": (
                HEAR,
                CALM_DOWN,
                attrs.evolve(LIMIT, available=EVER),
            )
        },
    ),
    (
        "never-ends",
        "The ending 'asleep' is never met in play",
        "ending 'asleep'",
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
        "variables > weather",
        {
            "variables": {
                **SCENARIO.variables,
                "weather": Variable(range=(0, 2), start=1),
            },
            "interventions": (
                HEAR,
                CALM_DOWN,
                attrs.evolve(LIMIT, available=parse("heard >= weather")),
            ),
        },
    ),
    (
        "never-read",
        "No guard, chance, policy, promise or point reads 'noise'",
        "variables > noise",
        {
            "variables": {
                **SCENARIO.variables,
                "noise": Variable(range=(0, 2), start=1),
            },
            "world": (
                *SCENARIO.world,
                Drift(
                    id="a-door",
                    chance=parse("0.5"),
                    change={"noise": Change.parse("+1")},
                ),
            ),
        },
    ),
    (
        "never-happens",
        "'flood' changes nothing in any play",
        "world stage 'flood'",
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
    (
        "case-never-taken",
        "A case is never taken: its guard never holds there",
        "intervention 'listen' > effect 2",
        listening(
            effect(FIRST, when="escalation == 2"), effect(FIRST, when="escalation == 3")
        ),
    ),
    (
        "case-never-taken",
        "A case is never taken: an earlier case always holds first",
        "intervention 'listen' > effect 2",
        listening(effect(FIRST), effect(SECOND, when="heard == 1")),
    ),
    (
        "guard-idle",
        "The guard of a case holds wherever it is looked at",
        "intervention 'listen' > effect 1",
        {"interventions": SCENARIO.interventions},
    ),
    (
        "guard-idle",
        "The guard of a case holds wherever it is looked at",
        "world stage 'own-stress'",
        {"world": (attrs.evolve(SCENARIO.world[0], when=EVER),)},
    ),
    (
        "guard-idle",
        "Reason 1 of an outcome, 'of the hour', never holds",
        "intervention 'listen' > effect 1 > outcome 1",
        because("escalation == 3"),
    ),
    (
        "guard-idle",
        "Reason 1 of an outcome, 'of the hour', always holds",
        "intervention 'listen' > effect 1 > outcome 1",
        because("escalation <= 2"),
    ),
    (
        "outcome-never-comes",
        "An outcome has no chance in any state in which its case applies",
        "intervention 'listen' > effect 1 > outcome 2",
        listening(effect(FIRST, outcome("0.1 * max(0, escalation - 2)", heard="+1"))),
    ),
    (
        "policy-idle",
        "No play breaks the policy 'no-shouting'",
        "policy 'no-shouting'",
        {
            "policies": (
                Policy(
                    id="no-shouting",
                    text="Never limit in a crisis.",
                    pattern="never",
                    event=parse("intervention == 'limit' and escalation == 3"),
                ),
            )
        },
    ),
]


@pytest.mark.parametrize(
    ("code", "message", "field", "changes"),
    CASES,
    ids=[f"{case[0]} of {case[2]}" for case in CASES],
)
def test_a_dead_part_is_found(
    code: str, message: str, field: str, changes: dict[str, Any]
) -> None:
    """It, with where it stands, and nothing else."""
    found = thorough(program(**{"interventions": ALIVE, **changes}), families=["dead"])

    assert [(code, f"{message} (sample: scenario 'a-visit': {field})")] == [
        (each.code, each.message) for each in found
    ]


def test_a_scenario_that_is_alive_all_over_has_no_finding() -> None:
    """The clean twin: every part is met in some play."""
    assert () == thorough(program(interventions=ALIVE), families=["dead"])


def test_what_is_met_after_the_turn_limit_only_is_never_met() -> None:
    """With a single turn there is nothing to limit, and nobody settles."""
    found = {
        (each.code, each.message.split(" (")[0])
        for each in thorough(program(horizon=1), families=["dead"])
    }

    assert ("never-offered", "'limit' is never available in play") in found
    assert ("never-ends", "The ending 'settled' is never met in play") in found


def test_the_last_of_several_cases_may_hold_whenever_the_others_do_not() -> None:
    """Its guard decides nothing after them, and says what it is about."""
    both = listening(
        effect(FIRST, when="heard == 0"), effect(SECOND, when="heard == 1")
    )

    assert () == thorough(program(**both), families=["dead"])


def test_an_outcome_that_comes_sometimes_is_alive() -> None:
    """Where nobody was heard yet it has no chance, elsewhere it has one."""
    later = listening(effect(FIRST, outcome("0.1 * heard", escalation="-1")))

    assert () == thorough(program(**later), families=["dead"])


def test_a_trigger_of_two_personas_is_judged_by_both() -> None:
    """Its reason holds for one of them always and for the other never: it matters."""
    restless = attrs.evolve(
        PERSONA,
        id="restless",
        traits={"reactivity": Decimal("1")},
        triggers=("the-clock",),
    )
    quick = Reason(when=parse("reactivity == 1"), by=parse("0.1"), why="quick")
    clock = attrs.evolve(SCENARIO.triggers[0], reasons=(quick,))
    made = scenario(
        interventions=ALIVE,
        participants=(
            Participant(
                id="visitor",
                one_of={"visitor": Decimal("0.5"), "restless": Decimal("0.5")},
                start=Start(escalation=2),
            ),
        ),
        personas=(attrs.evolve(PERSONA, triggers=("the-clock",)), restless),
        triggers=(),
    )
    library = LIBRARY.with_pack("more", {"triggers": [clock]})
    lowered = lower(made, library, "sample")

    assert 2 == [stage.id for stage in lowered.world].count("the-clock@visitor")
    assert () == thorough(lowered, space=explore(lowered), families=["dead"])


def test_what_every_scenario_has_need_not_change() -> None:
    """Composure is there whether or not anything disturbs it."""
    made = program(interventions=ALIVE, world=())

    assert () == thorough(made, families=["dead"])
