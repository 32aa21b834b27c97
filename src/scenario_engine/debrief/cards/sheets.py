"""All cards of a scenario as documents, by the names of their files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scenario_engine.debrief.cards.acting import actor_sheet
from scenario_engine.debrief.cards.actor import actor_cards
from scenario_engine.debrief.cards.facilitator import facilitator_card
from scenario_engine.debrief.cards.leading import facilitator_sheet
from scenario_engine.debrief.cards.trainee import trainee_card, trainee_sheet

if TYPE_CHECKING:
    from scenario_engine.debrief.documents.parts import Document
    from scenario_engine.packs import Registry


def sheets(registry: Registry, id_: str) -> dict[str, Document]:
    """
    Return the cards of a scenario: trainee, facilitator, and an actor for each persona.

    Args:
        registry: What the packs give.
        id_: The scenario's id.

    Returns:
        For each card, by a name that can be that of a file, its document.

    Raises:
        NotFoundError: If there is no such scenario.
    """
    actors = actor_cards(registry, id_)
    several = Counter(card.participant for card in actors)
    made = {
        f"{id_}-trainee": trainee_sheet(trainee_card(registry.program(id_))),
        f"{id_}-facilitator": facilitator_sheet(facilitator_card(registry, id_)),
    }
    for card in actors:
        name = f"{id_}-actor-{card.participant}"
        if several[card.participant] > 1:
            name += f"-{card.persona}"
        made[name] = actor_sheet(card)
    return made
