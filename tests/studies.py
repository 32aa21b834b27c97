"""A small study of the small scenario, and the registry that it is run with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from scenario_engine.packs import Registry
from scenario_engine.study.design import Arm, Setting, Study
from scenario_engine.study.people import Cohort, Practice, Spread, Trait
from scenario_engine.study.questions import Contrast, Figure, Measure
from scenes import LIBRARY, PERSONA, SCENARIO, program

OTHER = attrs.evolve(PERSONA, id="patient-visitor", traits={"reactivity": Decimal(0)})
VISIT = attrs.evolve(SCENARIO, personas=(PERSONA, OTHER))
REGISTRY = Registry(
    LIBRARY.with_pack("sample", {"scenarios": [VISIT]}),
    programs={"a-visit": program(personas=(PERSONA, OTHER))},
)
FAMILIES = {"active-listening": "listening", "set-limit": "limits"}
PRACTICE = Practice(setting="desk", episodes=2)


def spread(mean: str, wide: str = "0") -> Spread:
    """Return how a number is spread."""
    return Spread(mean=Decimal(mean), spread=Decimal(wide))


COHORT = Cohort(
    id="staff",
    title="Staff",
    skill=spread("0.5", "0.1"),
    confidence=spread("0.5", "0.1"),
    traits=(
        Trait(
            id="warmth",
            title="warmth",
            skill={"listening": Decimal("0.1")},
            confidence=Decimal("0.05"),
        ),
    ),
)


def arm(id_: str = "random", strategy: str = "random", **changes: Any) -> Arm:
    """Return an arm."""
    made = Arm(id=id_, title=id_, cohort="staff", size=10, strategy=strategy)
    return attrs.evolve(made, **changes)


def contrast(kind: str, *arms: str, **changes: Any) -> Contrast:
    """Return a contrast of the measure ``goal``."""
    named = {"measure": "goal", "standing": "prediction", **changes}
    return Contrast(id=kind, title=kind, kind=kind, arms=arms, **named)


STUDY = Study(
    id="small",
    title="A small study",
    question="Does it matter?",
    design="Two arms.",
    unit="person",
    units="people",
    seed=5,
    replications=4,
    evidence="assumption",
    cohorts=(COHORT,),
    settings=(Setting(id="desk", title="The desk", scenario="a-visit", episodes=3),),
    arms=(arm("practised", "best", practice=(PRACTICE,)), arm("not", "best")),
    measures=(
        Measure(id="goal", title="goal", counts="goal"),
        Measure(id="harm", title="harm", counts="harm"),
        Measure(id="sure", title="confidence", counts="confidence"),
    ),
    contrasts=(contrast("gain", "practised", "not"),),
    figures=(
        Figure(id="arms", title="Arms", kind="arms", measure="goal", caption="Means."),
    ),
)


def study(**changes: Any) -> Study:
    """Return the study with some fields changed."""
    return attrs.evolve(STUDY, **changes)
