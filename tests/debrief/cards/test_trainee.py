"""The trainee's card tells nothing that the other cards tell alone."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scenes
from scenario_engine.debrief.cards import sheets
from scenario_engine.debrief.documents.frame import web
from scenario_engine.debrief.documents.layout import laid_out
from scenario_engine.debrief.documents.markup import texts
from scenario_engine.debrief.documents.plain import plain
from scenario_engine.expressions import parse
from scenario_engine.packs import Registry, load_packs
from scenario_engine.program import lower
from scenario_engine.testing import scenarios
from searching import at_most

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scenario_engine.debrief.documents.parts import Document
    from scenario_engine.vocabulary import Library, Scenario

# What a trainee may read, by class and field: role, setting, policy, and what is said
# to somebody before they agree to take part.
SHARED = {
    ("Scenario", "title"),
    ("Scenario", "setting"),
    ("Scenario", "content_note"),
    ("Scenario", "prebrief"),
    ("Persona", "role"),
    ("Policy", "text"),
}
FEWEST = 4
"""From how many words on a run of them is a phrase, and not English."""


def registry(scenario: Scenario, library: Library) -> Registry:
    """Return a registry that holds one scenario."""
    held = library.with_pack("sample", {"scenarios": [scenario]})
    return Registry(held, (), {scenario.id: lower(scenario, library, "sample")})


def trainee(packs: Registry, id_: str) -> Document:
    """Return the trainee's card."""
    return sheets(packs, id_)[f"{id_}-trainee"]


def read(document: Document) -> tuple[str, ...]:
    """Return all that can be read on a card, text by text."""
    blocks = (text for block in laid_out(document.blocks) for text in texts(block))
    return (document.title, document.kind, *blocks)


def planted(thing: Any, mark: Callable[[str, str], str]) -> Any:
    """Return *thing* with every free text of it replaced, and its ids kept."""
    if not attrs.has(type(thing)):
        return thing
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name in TEXTS and isinstance(value, str) and value:
            changes[field.name] = mark(type(thing).__name__, field.name)
        elif field.name in TEXTS and isinstance(value, tuple):
            changes[field.name] = _marked(value, mark, type(thing).__name__, field.name)
        elif isinstance(value, tuple) and field.name != "ladder":
            changes[field.name] = tuple(planted(each, mark) for each in value)
        elif isinstance(value, dict) and field.name in {"variables", "surface"}:
            changes[field.name] = {
                key: planted(each, mark) if attrs.has(type(each)) else mark("x", key)
                for key, each in value.items()
            }
        elif attrs.has(type(value)) and field.name in {"feedback", "facilitation"}:
            changes[field.name] = planted(value, mark)
    return attrs.evolve(thing, **changes)


TEXTS = {
    "title", "setting", "content_note", "prebrief", "aftercare", "jurisdiction", "text",
    "role", "situation", "need", "notes", "calming", "red_lines", "accepts", "voice",
    "lines", "cue", "why", "led_to", "reflect", "meaning", "resolved_by", "opening",
    "timing", "stop_word", "debrief", "source", "authors", "note", "address",
}  # fmt: skip


def _marked(
    value: tuple[Any, ...], mark: Callable[[str, str], str], owner: str, field: str
) -> tuple[Any, ...]:
    return tuple(
        _marked(each, mark, owner, field)
        if isinstance(each, tuple)
        else mark(owner, field)
        for each in value
    )


def rich() -> Scenario:
    """Return a scenario in which every field that a card could show says something."""
    persona = attrs.evolve(
        scenes.PERSONA,
        situation="s", need="n", notes="n", calming=("c",), red_lines=("r",),
        accepts=("a",), surface={"name": "n"},
    )  # fmt: skip
    first, second, *rest = scenes.SCENARIO.interventions
    feedback = attrs.evolve(first.feedback, why="w", led_to="l", reflect="r")
    (person,) = scenes.SCENARIO.participants
    return scenes.scenario(
        personas=(persona,),
        participants=(attrs.evolve(person, opening="o"),),
        interventions=(attrs.evolve(first, feedback=feedback), second, *rest),
        content_note="c",
        prebrief="p",
        aftercare="a",
        jurisdiction="j",
        facilitation=attrs.evolve(
            scenes.SCENARIO.facilitation, timing="t", debrief=("d", "e")
        ),
        policies=tuple(
            attrs.evolve(each, source="s") for each in scenes.SCENARIO.policies
        ),
        never=(),
    )


def test_no_mark_of_a_hidden_field_is_on_the_card():
    """A mark is planted into every text of a scenario; six fields may show theirs."""
    numbers, owners = count(1000), {}

    def mark(owner: str, field: str) -> str:
        made = f"zq{next(numbers)}"
        owners[made] = (owner, field)
        return made

    packs = registry(planted(rich(), mark), scenes.LIBRARY)
    made = sheets(packs, "a-visit")
    shown = {
        owners[each] for each in re.findall(r"zq\d+", web(made["a-visit-trainee"]))
    }
    hidden = set(owners.values()) - SHARED

    assert shown == SHARED
    assert len(hidden) > 20
    # The others do show what they are for, so that nothing is hidden from everybody.
    others = "".join(
        web(sheet) for name, sheet in made.items() if "trainee" not in name
    )
    assert hidden - {owners[each] for each in re.findall(r"zq\d+", others)} <= {
        ("Feedback", "led_to"),
        ("Reason", "why"),
        ("Variable", "meaning"),
    }


def test_no_id_of_what_is_hidden_is_on_the_card():
    """Nor in an attribute, nor in a name of a place: ids can give a persona away."""
    scenario = attrs.evolve(
        rich(),
        participants=(
            attrs.evolve(rich().participants[0], id="zqperson", persona="zq-persona"),
        ),
        personas=(attrs.evolve(rich().personas[0], id="zq-persona"),),
        variables={"zqheard": attrs.evolve(rich().variables["heard"], visible=False)},
        interventions=(
            attrs.evolve(rich().interventions[1], id="zq-do"),
        ),
        endings=tuple(
            attrs.evolve(each, id=f"zq-{each.id}", when=parse("escalation == 0"))
            for each in rich().endings[:1]
        ),
        triggers=(), world=(), scoring=(), policies=(), objectives=(),
    )  # fmt: skip
    packs = registry(scenario, scenes.LIBRARY)
    card = trainee(packs, "a-visit")

    assert "zq" not in web(card) + plain(card)
    assert any("zq" in web(sheet) for sheet in sheets(packs, "a-visit").values())


@at_most(25)
@given(scenarios(), st.data())
def test_no_generated_scenario_leaks(sample, data):
    """Whatever is hidden, and however hostile its texts are."""
    hostile = st.sampled_from(["<script>zq</script>", "**zq** [zq](zq)", "zq" * 50])

    def mark(owner: str, field: str) -> str:
        return "shared" if (owner, field) in SHARED else data.draw(hostile)

    scenario = planted(sample.scenario, mark)
    card = trainee(registry(scenario, sample.library), scenario.id)

    assert "zq" not in web(card) + plain(card)


@cache
def installed() -> Registry:
    """Return the packs of this repository."""
    return load_packs()


def phrases(told: Iterable[str]) -> set[tuple[str, ...]]:
    """Return every run of so many words within one text."""
    spoken = [re.findall(r"[\w']+", text.lower()) for text in told]
    return {
        tuple(words[at : at + FEWEST])
        for words in spoken
        for at in range(len(words) - FEWEST + 1)
    }


@pytest.mark.packs
@pytest.mark.parametrize("id_", load_packs().scenarios)
def test_no_phrase_of_the_other_cards_is_on_a_shipped_one(id_):
    """No four words in a row, but for those of title, setting, rules and prebrief."""
    packs = installed()
    program = packs.program(id_)
    shared = phrases(
        (
            "Rules of the house", program.title, program.setting, program.content_note, program.prebrief,
            *(person.role for person in program.participants),
            *(monitor.text for monitor in program.monitors),
        )
    )  # fmt: skip
    found = phrases(read(trainee(packs, id_)))
    others = [
        read(sheet)
        for name, sheet in sheets(packs, id_).items()
        if not name.endswith("-trainee")
    ]
    leaked = {phrase for told in others for phrase in phrases(told) & found}

    assert leaked - shared == set()
    assert len(found) > 50


@pytest.mark.packs
@pytest.mark.parametrize("id_", load_packs().scenarios)
def test_no_id_and_no_hidden_name_is_on_a_shipped_one(id_):
    """Neither those of personas and interventions nor those of variables."""
    packs = installed()
    program, scenario = packs.program(id_), packs.scenario(id_)
    card = web(trainee(packs, id_))
    ids = {
        *(name for person in scenario.participants for name in person.one_of),
        *(person.persona for person in scenario.participants if person.persona),
        *(action.id for action in program.actions),
        *(ending.id for ending in program.endings),
        *(v.name for v in program.variables if "_" in v.name or "." in v.name),
        *(objective.text for objective in program.objectives),
    }

    assert {each for each in ids if each in card} == set()


@pytest.mark.packs
def test_a_card_tells_role_setting_and_rules():
    """What somebody needs to begin."""
    text = "\n".join(read(trainee(installed(), "no-news")))

    for part in (
        "You are the nurse at the front desk.",
        "Daughter of a patient in the treatment area",
        "Nobody at the desk gives a diagnosis",
        "Raised voices, a threat in words",
        "You can stop whenever you want to.",
    ):
        assert part in text
