"""Cards for live role play: actor, facilitator and trainee, from one scenario."""

from __future__ import annotations

from scenario_engine.debrief.cards.actor import ActorCard, actor_cards
from scenario_engine.debrief.cards.facilitator import facilitator_card
from scenario_engine.debrief.cards.guide import FacilitatorCard
from scenario_engine.debrief.cards.sheets import sheets
from scenario_engine.debrief.cards.trainee import TraineeCard, trainee_card

__all__ = [
    "ActorCard",
    "FacilitatorCard",
    "TraineeCard",
    "actor_cards",
    "facilitator_card",
    "sheets",
    "trainee_card",
]
