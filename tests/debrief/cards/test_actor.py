"""The actor's card: in the second person, for one persona."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

import scenes
from markup_reading import read_markup
from scenario_engine.debrief.cards import actor_cards
from scenario_engine.debrief.cards.acting import actor_sheet
from scenario_engine.debrief.cards.actor import Disturbance
from scenario_engine.debrief.documents.frame import web
from scenario_engine.expressions import parse
from scenario_engine.packs import Registry, load_packs
from scenario_engine.program import lower
from scenario_engine.vocabulary import Change, Trigger


def registry(**changes):
    """Return a registry that holds the scene, with some fields changed."""
    scenario = scenes.scenario(**changes)
    held = scenes.LIBRARY.with_pack("sample", {"scenarios": [scenario]})
    lowered = lower(scenario, scenes.LIBRARY, "sample")
    return Registry(held, (), {scenario.id: lowered})


def card(**changes):
    """Return the card of the one actor of the scene."""
    (made,) = actor_cards(registry(**changes), "a-visit")
    return made


def text(made):
    """Return all that is read on a card."""
    return read_markup(web(actor_sheet(made))).text


PERSON = scenes.SCENARIO.participants[0]


def test_a_card_without_anything_optional_is_a_card():
    """What an author has not written is left out, and what is needed is derived."""
    made = card()
    shown = text(made)

    assert made.opening == "I am loud."
    assert made.start == 2
    assert "You are a visitor." in shown
    assert "You say: “I am loud.”" in shown
    assert "loud, 2 of 3" in shown
    assert "When anybody says “Stop” , you stop at once" in shown
    assert "What is behind it" not in shown
    assert "Red lines" not in shown


def test_what_the_author_gives_is_used():
    """The opening line and the stop word among it."""
    persona = attrs.evolve(
        scenes.PERSONA,
        situation="You have waited.", need="To be seen.", notes="You sit.",
        calming=("A chair.",), red_lines=("Being sent away.",), accepts=("A time.",),
        surface={"name": "Ada"},
    )  # fmt: skip
    made = card(
        personas=(persona,),
        participants=(attrs.evolve(PERSON, opening="At last!"),),
        facilitation=attrs.evolve(scenes.SCENARIO.facilitation, stop_word="Lantern"),
        aftercare="Stretch.",
        content_note="Shouting.",
    )
    shown = text(made)

    for part in (
        "You are Ada : a visitor.", "“At last!”", "“Lantern”", "You have waited.",
        "To be seen.", "You sit.", "A chair.", "Being sent away.", "A time.", "Stretch.",
        "Shouting.", "say your own name",
    ):  # fmt: skip
        assert part in shown


def test_a_person_without_a_voice_opens_with_what_can_be_seen():
    """There is a beginning in any case."""
    silent = attrs.evolve(scenes.PERSONA, voice=())

    assert card(personas=(silent,)).opening == "looks loud"


def test_what_upsets_by_itself_is_there():
    """The person's own triggers, and those of the scene; not those of no scene."""
    change = {"escalation": Change.parse("+1")}
    mine, unused = (
        Trigger(
            id=id_, active=parse("True"), chance=parse("0.1"), change=change, cue=id_,
            resolved_by=f"no {id_}",
        )
        for id_ in ("noise", "heat")
    )  # fmt: skip
    library = scenes.LIBRARY.with_pack("x", {"triggers": [mine, unused]})
    scenario = scenes.scenario(
        personas=(attrs.evolve(scenes.PERSONA, triggers=("noise",)),)
    )
    held = library.with_pack("sample", {"scenarios": [scenario]})
    packs = Registry(held, (), {"a-visit": lower(scenario, library, "sample")})
    (made,) = actor_cards(packs, "a-visit")

    assert made.disturbances == (
        Disturbance("noise", "no noise"),
        Disturbance("The clock.", ""),
    )


@pytest.mark.packs
def test_what_upsets_somebody_else_is_not_on_the_card():
    """In a scene of two, each has what upsets that one."""
    student, peer = actor_cards(load_packs(), "your-turn-to-read")

    assert len(student.disturbances) == 2
    assert len(peer.disturbances) == 1
    assert set(student.disturbances) & set(peer.disturbances) == set()


def test_every_persona_that_there_can_be_has_a_card():
    """Each with what moves that one, and both with the voice that they share."""
    other = attrs.evolve(
        scenes.PERSONA, id="other", traits={"reactivity": Decimal(0)}, voice=()
    )
    limit = attrs.evolve(
        scenes.LIMIT,
        available=parse("True"),
        effects=(
            scenes.effect(
                scenes.outcome("0.4", escalation="-1"), when="reactivity > 0"
            ),
        ),
    )
    cards = actor_cards(
        registry(
            personas=(scenes.PERSONA, other),
            participants=(
                attrs.evolve(
                    PERSON,
                    persona="",
                    one_of={"visitor": Decimal("0.5"), "other": Decimal("0.5")},
                ),
            ),
            interventions=(limit,),
            policies=(),
            objectives=(),
            scoring=(),
        ),
        "a-visit",
    )

    assert [each.persona for each in cards] == ["other", "visitor"]
    assert [len(each.down) for each in cards] == [0, 1]
    assert {each.opening for each in cards} == {"I am loud."}


@pytest.mark.packs
@pytest.mark.parametrize("id_", load_packs().scenarios)
def test_every_shipped_actor_has_a_whole_card(id_):
    """An opening line, moves both ways, red lines, a stop word, a way out of the role."""
    for made in actor_cards(load_packs(), id_):
        assert made.opening
        assert made.down
        assert made.up
        assert made.red_lines
        assert made.calming
        assert made.stop_word
        assert "You" in made.notes
        assert len(made.rungs) > made.start
