"""The actor's card: who you are, what moves you, and where you stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.cards.moves import Move, moves
from scenario_engine.packs.casting import cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.packs import Registry
    from scenario_engine.vocabulary import Participant, Persona


@attrs.frozen
class Rung:
    """
    One level of the person's ladder.

    Attributes:
        label: Its name.
        looks: What can be seen and heard.
        says: What the person may say there.
    """

    label: str
    looks: tuple[str, ...]
    says: tuple[str, ...]


@attrs.frozen
class Disturbance:
    """
    Something that upsets a person by itself.

    Attributes:
        cue: How it shows.
        resolved_by: What puts an end to it; may be empty.
    """

    cue: str
    resolved_by: str


@attrs.frozen
class ActorCard:
    """
    What whoever plays an upset person needs, for one persona.

    Attributes:
        title: Of the scenario.
        participant, persona: Ids: who, and which of those whom they can be.
        name: The person's name; may be empty.
        role: Who the person is in the situation.
        situation: What happened before.
        need: What the person needs.
        notes: How to play them.
        opening: What they say first.
        start: The level at which they begin.
        rungs: Their levels, from calm up.
        calming: What helps, in the author's words.
        down: What trainees can do that calms.
        disturbances: What upsets by itself.
        up: What trainees can do that upsets.
        red_lines: What nobody may do to the person.
        accepts: What they take as a good end.
        endings: How it ends.
        stop_word: The word at which everybody stops.
        content_note, aftercare: As for everybody.
    """

    title: str
    participant: str
    persona: str
    name: str
    role: str
    situation: str
    need: str
    notes: str
    opening: str
    start: int
    rungs: tuple[Rung, ...]
    calming: tuple[str, ...]
    down: tuple[Move, ...]
    disturbances: tuple[Disturbance, ...]
    up: tuple[Move, ...]
    red_lines: tuple[str, ...]
    accepts: tuple[str, ...]
    endings: tuple[str, ...]
    stop_word: str
    content_note: str
    aftercare: str


def actor_cards(registry: Registry, id_: str) -> tuple[ActorCard, ...]:
    """
    Return the cards of a scenario's actors: one for every persona there can be.

    Raises:
        NotFoundError: If there is no such scenario.
    """
    scenario = registry.scenario(id_)
    return tuple(
        _card(registry, id_, person, persona)
        for person in scenario.participants
        for persona in who(registry, id_, person)
    )


def who(registry: Registry, id_: str, person: Participant) -> Iterator[Persona]:
    """Yield the personas that a participant can be, in the order of their ids."""
    own = {persona.id: persona for persona in registry.scenario(id_).personas}
    for name in sorted(person.one_of) or [person.persona]:
        yield own[name] if name in own else registry.library.personas[name]


def _card(
    registry: Registry, id_: str, person: Participant, persona: Persona
) -> ActorCard:
    scenario, whole = registry.scenario(id_), registry.program(id_)
    shown = next(each for each in whole.participants if each.id == person.id)
    # Personas that look the same share a voice, which stands in one of them alone.
    voice = persona.voice or shown.voice
    rungs = tuple(
        Rung(label, shown.cues[at], voice[at] if at < len(voice) else ())
        for at, label in enumerate(shown.levels)
    )
    names = {key: each.name for key, each in registry.library.techniques.items()}
    program = cast(registry, id_, {person.id: persona.id})
    moved = moves(program, person.id, names)
    first = rungs[person.start.escalation]
    return ActorCard(
        title=whole.title,
        participant=person.id,
        persona=persona.id,
        name=persona.surface.get("name", ""),
        role=persona.role,
        situation=persona.situation,
        need=persona.need,
        notes=persona.notes,
        opening=person.opening or next(iter((*first.says, *first.looks)), ""),
        start=person.start.escalation,
        rungs=rungs,
        calming=persona.calming,
        down=moved.down,
        disturbances=tuple(_disturbances(registry, id_, person, persona)),
        up=moved.up,
        red_lines=persona.red_lines,
        accepts=persona.accepts,
        endings=tuple(each.text for each in (*whole.endings, whole.timeout)),
        stop_word=scenario.facilitation.stop_word,
        content_note=whole.content_note,
        aftercare=whole.aftercare,
    )


def _disturbances(
    registry: Registry, id_: str, person: Participant, persona: Persona
) -> Iterator[Disturbance]:
    """Yield what upsets a persona by itself: its own triggers, and the scene's."""
    scenario, shared = registry.scenario(id_), registry.library.triggers
    own = {trigger.id: trigger for trigger in scenario.triggers}
    used = dict.fromkeys((*persona.triggers, *scenario.uses.triggers, *own))
    for name in used:
        trigger = own.get(name) or shared[name]
        is_theirs = name in persona.triggers or trigger.of in {"", person.id}
        if is_theirs and (trigger.cue or trigger.resolved_by):
            yield Disturbance(trigger.cue, trigger.resolved_by)
