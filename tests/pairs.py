"""A small scene of two people who affect each other, to change in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from scenario_engine.expressions import parse
from scenario_engine.vocabulary import Drift, Ending, Participant, Start, Variable
from scenes import LISTEN, PERSONA, effect, outcome, program

if TYPE_CHECKING:
    from scenario_engine.program import Program
    from scenario_engine.vocabulary import Intervention, Outcome

PEOPLE = ("visitor", "friend")


def move(id_: str, *outcomes: Outcome, when: str = "True") -> Intervention:
    """Return an intervention that is delivered as it is meant."""
    return attrs.evolve(
        LISTEN,
        id=id_,
        to="visitor",
        delivery=None,
        poorly=(),
        available=parse(when),
        effects=(effect(*outcomes),),
    )


CALM_ONE = move(
    "calm-one",
    outcome("0.4", visitor__escalation="-1"),
    outcome("0.1", visitor__escalation="-1", friend__escalation="+1"),
)
CALM_OTHER = move("calm-other", outcome("0.5", friend__escalation="-1", heard="+1"))
STIR = Drift(
    id="stir",
    when=parse("visitor.escalation >= 2"),
    chance=parse("0.05 + 0.01 * heard"),
    change=outcome("1", friend__escalation="+1").change,
)


def pair(*interventions: Intervention, **changes: Any) -> Program:
    """Return the scene's program, with other interventions or fields if given."""
    fields = {
        "horizon": 12,
        "participants": tuple(
            Participant(id=id_, persona=PERSONA.id, start=Start(escalation=2))
            for id_ in PEOPLE
        ),
        "variables": {"heard": Variable(range=(0, 20), start=0)},
        "interventions": interventions or (CALM_ONE, CALM_OTHER),
        "triggers": (),
        "world": (STIR,),
        "policies": (),
        "scoring": (),
        "endings": (
            Ending(
                id="settled",
                kind="goal",
                when=parse("visitor.escalation == 0 and friend.escalation == 0"),
                text="Thank you.",
            ),
            Ending(
                id="hurt",
                kind="harm",
                when=parse("visitor.escalation == 3 or friend.escalation == 3"),
                text="A crash.",
            ),
        ),
        **changes,
    }
    return program(**fields)
