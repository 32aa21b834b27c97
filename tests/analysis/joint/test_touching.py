"""Every place in which a step reads or changes a variable is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pairs import pair
from scenario_engine.analysis.joint.touching import as_action, changed, touched
from scenario_engine.expressions import parse
from scenario_engine.program import ir
from scenario_engine.vocabulary import Variable

if TYPE_CHECKING:
    from scenario_engine.expressions import Expression
    from scenario_engine.program import Program

PLACES = (
    *("available", "watch", "delivery", "delivery_when", "delivery_by", "good"),
    *("poor", "chance", "when", "by", "reward", "changed", "noted"),
)
MADE = pair(
    variables={name: Variable(range=(0, 1), start=0) for name in (*PLACES, "heard")}
)
HERE = ir.Origin("sample", "here", "")


def one(name: str) -> Expression:
    """Return the condition that *name* is 1."""
    return parse(f"{name} == 1")


def chance(base: str, when: str, by: str) -> ir.Chance:
    """Return a chance that reads three variables."""
    reason = ir.Reason(one(when), parse(f"0.1 * {by}"), "why")
    return ir.Chance(parse(f"0.1 * {base}"), (reason,))


def action() -> ir.Action:
    """Return an action that names another variable in every place."""
    outcome = ir.Outcome(
        chance("chance", "when", "by"), (ir.Change("changed", "add", 1),), "", HERE
    )
    note = ir.Update(one("watch"), (ir.Change("noted", "set", 1),))
    return ir.Action(
        id="it",
        technique="listen",
        family="listening",
        anti=False,
        addressee="",
        lines=(),
        minutes=1,
        available=one("available"),
        watches=(ir.Watch("policy", (note,)),),
        delivery=chance("delivery", "delivery_when", "delivery_by"),
        good=(ir.Case(one("good"), (outcome,), HERE),),
        poor=(ir.Case(one("poor"), (), HERE),),
        rewards=(ir.Reward("scale", "item", parse("1"), one("reward"), HERE),),
        origin=HERE,
    )


def named(made: Program, places: frozenset[int]) -> set[str]:
    """Name the variables that stand at *places*."""
    return {made.variables[place].name for place in places}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_named_anywhere_in_an_action_is_touched(place: str) -> None:
    """And nothing else is."""
    found = named(MADE, touched(MADE, action()))

    assert place in found
    assert set(PLACES) == found


def test_what_is_changed_is_what_watches_and_outcomes_set() -> None:
    """The rest is only read."""
    assert {"changed", "noted"} == named(MADE, changed(MADE, action()))


def test_a_stage_is_an_action_that_is_always_taken() -> None:
    """It touches what its cases do."""
    (stage,) = pair().world
    found = as_action(stage)

    assert (ir.ALWAYS, None) == (found.available, found.delivery)
    assert {"visitor.escalation", "friend.escalation", "heard"} == named(
        pair(), touched(pair(), found)
    )
