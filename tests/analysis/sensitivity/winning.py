"""Scenes that are won or lost by one or two numbers, so that figures can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import parse
from scenario_engine.vocabulary import Ending, Intervention, Variable
from scenes import CALM_DOWN, LISTEN, effect, outcome, program

if TYPE_CHECKING:
    from scenario_engine.program import Program


def way(
    id_: str, chance: str, evidence: str = "assumption", **change: str
) -> Intervention:
    """Return an intervention that does one thing with this chance."""
    one = attrs.evolve(outcome(chance, **change), evidence=evidence)
    return attrs.evolve(
        LISTEN if id_ == "listen" else CALM_DOWN,
        id=id_,
        delivery=None,
        poorly=(),
        effects=(effect(one),),
    )


def scene(*ways: Intervention, horizon: int = 1) -> Program:
    """Return a scene in which somebody who is heard twice over has been helped."""
    return program(
        interventions=ways,
        variables={"heard": Variable(range=(0, 2), start=0, visible=True)},
        endings=(
            Ending(id="helped", kind="goal", when=parse("heard == 2"), text="Thanks."),
        ),
        horizon=horizon,
        triggers=(),
        world=(),
        policies=(),
        objectives=(),
        scoring=(),
    )
