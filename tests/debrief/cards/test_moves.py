"""What moves somebody up and down, from the program itself."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.debrief.cards.moves import MOST, Move, moves
from scenario_engine.expressions import parse
from scenario_engine.program import lower
from scenes import CALM_DOWN, LIBRARY, LIMIT, LISTEN, effect, outcome, program, scenario

NAMES = {"active-listening": "Listening", "command-calm": "Calm!"}


def moved(**changes):
    """Return what moves the visitor in the scenario with some fields changed."""
    alone = {"policies": (), "objectives": (), "scoring": ()} if changes else {}
    return moves(program(**alone, **changes), "visitor", NAMES)


def doing(*effects, **changes):
    """Return an intervention that has these effects."""
    return attrs.evolve(LIMIT, available=parse("True"), effects=effects, **changes)


def test_what_calms_and_what_upsets_is_told_apart():
    """The strongest first, each with how it shows."""
    found = moved()

    assert found.down == (
        Move("Listening", "Tell me.", ("heard +1, escalation -1",), False),
        Move("set-limit", "I can help you when …", ("escalation -1",), False),
    )
    assert found.up == (
        Move("Calm!", "Calm down.", ("escalation +1, trust -1",), False),
    )


def test_what_does_the_one_in_one_case_and_the_other_in_another_has_its_time():
    """It stands in both lists, with a word that says so."""
    both = doing(
        effect(outcome("0.6", escalation="-1"), when="heard == 1"),
        effect(outcome("0.3", escalation="+1")),
    )
    found = moved(interventions=(both, LISTEN))

    assert [move.has_its_time for move in found.down] == [True, False]
    assert [move.has_its_time for move in found.up] == [True]


def test_a_case_that_moves_both_ways_counts_by_what_is_left():
    """A chance of calming that a chance of upsetting outweighs calms nobody."""
    both = doing(
        effect(outcome("0.2", escalation="-1"), outcome("0.5", escalation="+1"))
    )
    found = moved(interventions=(both,))

    assert found.down == ()
    assert [move.shows for move in found.up] == [("escalation +1",)]


@pytest.mark.parametrize(("change", "way"), [("=0", "down"), ("=3", "up"), ("=2", "")])
def test_a_level_that_is_set_counts_from_where_somebody_begins(change, way):
    """The visitor begins at level 2."""
    found = moved(interventions=(doing(effect(outcome("0.5", escalation=change))),))

    assert (bool(found.down), bool(found.up)) == (way == "down", way == "up")


def test_no_more_than_can_be_borne_in_mind():
    """Of many, the strongest."""
    many = tuple(
        doing(effect(outcome(f"0.{n}", escalation="-1")), id=f"do-{n}", lines=(f"{n}",))
        for n in range(1, 9)
    )
    found = moved(interventions=many)

    assert len(found.down) == MOST
    assert [move.line for move in found.down] == ["8", "7", "6", "5", "4"]


def test_a_chance_that_is_none_at_the_start_counts_for_nothing():
    """Its case does not hold there, and how likely it is elsewhere is not known."""
    odd = doing(effect(outcome("1 / heard", escalation="-1"), when="heard == 1"))

    assert moved(interventions=(odd, CALM_DOWN)).down == ()


def test_cases_of_another_persona_are_left_out():
    """The program is that of one persona, in which the others' cases cannot be."""
    never = doing(effect(outcome("0.5", escalation="-1"), when="reactivity > 1"))
    scene = scenario(interventions=(never,), policies=(), objectives=(), scoring=())
    lowered = lower(scene, LIBRARY, "sample")

    assert moves(lowered, "visitor", NAMES).down == ()
