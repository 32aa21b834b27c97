"""A small, complete scenario that tests change in one place at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from scenario_engine.expressions import parse
from scenario_engine.program import Program, lower
from scenario_engine.vocabulary import (
    Change,
    Drift,
    Effect,
    Ending,
    Instrument,
    Intervention,
    Item,
    Ladder,
    Level,
    Library,
    Objective,
    Outcome,
    Participant,
    Persona,
    Policy,
    Reason,
    Reference,
    Scenario,
    ScoringRule,
    Start,
    Technique,
    Trigger,
    Variable,
)

LEVELS = ("calm", "restless", "loud", "crisis")

LIBRARY = Library().with_pack(
    "core",
    {
        "references": [Reference(id="a-book", title="A book")],
        "ladders": [
            Ladder(
                id="four-steps",
                title="Four steps",
                levels=tuple(
                    Level(label=label, description=label, cues=(f"looks {label}",))
                    for label in LEVELS
                ),
                source="a-book",
            )
        ],
        "techniques": [
            Technique(
                id="active-listening", name="Listen", family="listening", does="…"
            ),
            Technique(id="set-limit", name="Limit", family="limits", does="…"),
            Technique(
                id="command-calm", name="Calm!", family="limits", anti=True, does="…"
            ),
        ],
        "instruments": [
            Instrument(
                id="scale",
                title="A scale",
                items=(
                    Item(id="hears", label="Hears", range=(0, 9)),
                    Item(id="slips", label="Slips", range=(0, 9), better="fewer"),
                    Item(id="notes", label="Notes", range=(0, 9), better="neither"),
                ),
                source="a-book",
            )
        ],
    },
)


def outcome(chance: str, *why: Reason, **change: str) -> Outcome:
    """Return an outcome that says its changes as its cue."""
    changes = {
        name.replace("__", "."): Change.parse(text) for name, text in change.items()
    }
    cue = ", ".join(f"{name} {text}" for name, text in changes.items())
    return Outcome(chance=parse(chance), reasons=why, change=changes, cue=cue)


def effect(*outcomes: Outcome, when: str = "True") -> Effect:
    """Return an effect."""
    return Effect(when=parse(when), outcomes=outcomes)


LISTEN = Intervention(
    id="listen",
    technique="active-listening",
    lines=("Tell me.", "Go on."),
    delivery=parse("skill * (0.4 + 0.2 * composure)"),
    effects=(
        effect(
            outcome("0.5", heard="+1", escalation="-1"),
            outcome("0.2", heard="+1"),
            when="escalation <= 2",
        ),
    ),
    poorly=(effect(outcome("0.3", trust="-1")),),
)
CALM_DOWN = Intervention(
    id="calm-down",
    technique="command-calm",
    lines=("Calm down.", "No need to shout."),
    effects=(effect(outcome("0.6", escalation="+1", trust="-1")),),
)
LIMIT = Intervention(
    id="limit",
    technique="set-limit",
    lines=("I can help you when …", "What I can do is …"),
    available=parse("heard >= 1"),
    effects=(effect(outcome("0.5", escalation="-1")),),
)
PERSONA = Persona(
    id="visitor",
    role="a visitor",
    ladder="four-steps",
    traits={"reactivity": Decimal("0.5")},
    voice=tuple((f"I am {label}.", f"So {label}.") for label in LEVELS),
)
SCENARIO = Scenario(
    id="a-visit",
    title="A visit",
    setting="The front desk.",
    horizon=4,
    evidence="assumption",
    participants=(
        Participant(id="visitor", persona="visitor", start=Start(escalation=2)),
    ),
    personas=(PERSONA,),
    variables={"heard": Variable(range=(0, 1), start=0, visible=True)},
    interventions=(LISTEN, CALM_DOWN, LIMIT),
    triggers=(
        Trigger(
            id="the-clock",
            active=parse("heard == 0"),
            chance=parse("0.2 * reactivity"),
            change={"escalation": Change.parse("+1")},
            cue="The clock.",
        ),
    ),
    world=(
        Drift(
            id="own-stress",
            when=parse("escalation >= 2"),
            chance=parse("0.25"),
            change={"composure": Change.parse("-1")},
        ),
    ),
    endings=(
        Ending(
            id="settled",
            kind="goal",
            when=parse("escalation == 0 and heard == 1"),
            text="Thank you.",
        ),
        Ending(id="hurt", kind="harm", when=parse("escalation == 3"), text="A crash."),
    ),
    objectives=(
        Objective(id="hear", text="Hear first.", techniques=("active-listening",)),
    ),
    policies=(
        Policy(
            id="hear-first",
            text="Hear before you limit.",
            pattern="before",
            first=parse("technique == 'active-listening'"),
            then=parse("intervention in ['limit', 'calm-down']"),
        ),
    ),
    scoring=(
        ScoringRule(
            id="heard",
            instrument="scale",
            item="hears",
            award=Decimal("1.5"),
            when=parse("technique == 'active-listening' and heard == 0"),
        ),
        ScoringRule(
            id="done",
            instrument="scale",
            item="hears",
            award=Decimal("4"),
            at="ending",
            when=parse("kind == 'goal'"),
        ),
    ),
)


def scenario(**changes: Any) -> Scenario:
    """Return the scenario with some fields changed."""
    return attrs.evolve(SCENARIO, **changes)


def program(**changes: Any) -> Program:
    """Return the program of the scenario with some fields changed."""
    return lower(scenario(**changes), LIBRARY, "sample")
