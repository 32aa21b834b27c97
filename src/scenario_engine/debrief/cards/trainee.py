"""The trainee's card: role, setting and rules, and nothing that others know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.debrief.documents.parts import (
    Block,
    Document,
    Paragraph,
    Section,
    bullets,
    prose,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.program import Program


@attrs.frozen
class TraineeCard:
    """
    What a trainee gets to read before a live role play.

    Attributes:
        title: Of the scenario.
        setting: Where the trainee is, and who they are there.
        people: Who they will talk with, as far as can be seen.
        rules: The rules of the house.
        content_note: What they should know before choosing to take part.
        prebrief: What is said before.
    """

    title: str
    setting: str
    people: tuple[str, ...]
    rules: tuple[str, ...]
    content_note: str
    prebrief: str


def trainee_card(program: Program) -> TraineeCard:
    """
    Return the trainee's card of a scenario.

    It is made from what play shows a trainee before the first turn.
    """
    return TraineeCard(
        title=program.title,
        setting=program.setting,
        people=tuple(dict.fromkeys(person.role for person in program.participants)),
        rules=tuple(monitor.text for monitor in program.monitors if monitor.text),
        content_note=program.content_note,
        prebrief=program.prebrief,
    )


def trainee_sheet(card: TraineeCard) -> Document:
    """Return the card as a document."""
    return Document(card.title, "For the trainee", tuple(_blocks(card)))


def _blocks(card: TraineeCard) -> Iterator[Block]:
    if card.content_note.strip():
        yield Section("Content note", prose(card.content_note))
    yield Section("Where you are", prose(card.setting, "lead"))
    yield Section("You will talk with", (bullets(card.people),))
    if card.rules:
        yield Section("Rules of the house", (bullets(card.rules),))
    if card.prebrief.strip():
        yield Section("Before you begin", prose(card.prebrief))
    yield Paragraph((_STOPPING,), "quiet")


_STOPPING = (
    "You can stop whenever you want to. Everybody is told a word for it before the "
    "scene begins, and touching is no part of it."
)
