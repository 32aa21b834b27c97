"""The facilitator's card: all that is behind a scene."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import scenes
from markup_reading import read_markup
from scenario_engine.debrief.cards import facilitator_card
from scenario_engine.debrief.cards.facilitator import QUESTIONS
from scenario_engine.debrief.cards.guide import Kept
from scenario_engine.debrief.cards.leading import facilitator_sheet
from scenario_engine.debrief.documents.frame import web
from scenario_engine.packs import Registry, load_packs
from scenario_engine.program import lower
from scenario_engine.vocabulary import Facilitation, Feedback, Variable


def card(**changes):
    """Return the card of the scene, with some fields changed."""
    scenario = scenes.scenario(**changes)
    held = scenes.LIBRARY.with_pack("sample", {"scenarios": [scenario]})
    lowered = lower(scenario, scenes.LIBRARY, "sample")
    return facilitator_card(Registry(held, (), {scenario.id: lowered}), scenario.id)


def text(made):
    """Return all that is read on a card."""
    return read_markup(web(facilitator_sheet(made))).text


def test_a_card_tells_what_is_behind_the_scene():
    """Objectives, rules with their pattern, who somebody is, endings, scores."""
    shown = text(card())

    for part in (
        "For whoever leads it.", "“Stop” , everybody stops at once",
        "Hear first. (Listen)", "Hear before you limit.",
        "technique == 'active-listening' comes before intervention in ['limit', ",
        "visitor: visitor", "De-escalated : Thank you. (visitor.escalation == 0",
        "The clock.", "Hears (A scale)", "Habits that escalate",
    ):  # fmt: skip
        assert part in shown


def test_the_usual_plan_follows_from_turns_and_minutes():
    """As long to talk about it as to play it, twice over, and not less than 20 minutes."""
    short, long = card().timing, card(horizon=30).timing

    assert (short.briefing, short.play, short.debrief, short.turns) == (10, 5, 20, 4)
    assert (long.play, long.debrief) == (30, 60)


def test_what_the_author_gives_comes_first():
    """Time, stop word and questions for afterwards."""
    given = Facilitation(timing="Half an hour.", stop_word="Lantern", debrief=("Why?",))
    made = card(facilitation=given)

    assert made.questions == ("Why?",)
    assert card().questions == QUESTIONS
    assert "Half an hour." in text(made)
    assert "“Lantern”" in text(made)


def test_hidden_quantities_are_named():
    """Those that a trainee sees are not, nor what only counts for rules."""
    made = card(
        variables={
            "heard": scenes.SCENARIO.variables["heard"],
            "tired": Variable(range=(0, 2), start=0, meaning="how tired"),
        }
    )

    assert made.kept == (
        Kept("visitor.trust", "rapport with the trainee", 0, 3),
        Kept("tired", "how tired", 0, 2),
    )


def test_somebody_who_can_be_several_people_is_drawn():
    """The card says with which chance, and that the actor gets one card alone."""
    other = attrs.evolve(scenes.PERSONA, id="other", voice=())
    (person,) = scenes.SCENARIO.participants
    made = card(
        personas=(scenes.PERSONA, other),
        participants=(
            attrs.evolve(
                person,
                persona="",
                one_of={"visitor": Decimal("0.75"), "other": Decimal("0.25")},
            ),
        ),
    )

    assert [(each.persona, each.chance) for each in made.hidden] == [
        ("other", 0.25),
        ("visitor", 0.75),
    ]
    assert "One of several whom it can be, with 75%." in text(made)


def test_feedback_says_what_to_listen_for():
    """Why it is worth doing, or not, and what to ask about it."""
    told = attrs.evolve(
        scenes.LISTEN, feedback=Feedback(why="It helps.", reflect="How?")
    )

    assert "It helps. How?" in text(
        card(interventions=(told, *scenes.SCENARIO.interventions[1:]))
    )


@pytest.mark.packs
@pytest.mark.parametrize("id_", load_packs().scenarios)
def test_every_shipped_scenario_has_a_whole_card(id_):
    """With everything that a facilitator is promised."""
    made = facilitator_card(load_packs(), id_)

    for part in (
        made.aims, made.rules, made.hidden, made.kept, made.injects, made.moves,
        made.endings, made.scores, made.questions, made.prebrief, made.aftercare,
        made.content_note, made.stop_word,
    ):  # fmt: skip
        assert part
    assert all(move.why and move.reflect for move in made.moves)
