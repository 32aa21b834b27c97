"""The domain in its own words, as classes that hold data and nothing else."""

from __future__ import annotations

from scenario_engine.vocabulary.collection import Collection
from scenario_engine.vocabulary.effect import Change, Effect, Outcome, Reason
from scenario_engine.vocabulary.evidence import ASSUMPTION, Reference
from scenario_engine.vocabulary.facilitation import Facilitation
from scenario_engine.vocabulary.fields import FieldError
from scenario_engine.vocabulary.intervention import Feedback, Intervention
from scenario_engine.vocabulary.ladder import Ladder, Level
from scenario_engine.vocabulary.library import KINDS, Library
from scenario_engine.vocabulary.persona import Persona
from scenario_engine.vocabulary.policy import Policy
from scenario_engine.vocabulary.safety import Never
from scenario_engine.vocabulary.scenario import (
    COMPOSURE,
    Ending,
    Objective,
    Participant,
    Scenario,
    Start,
    Timeout,
    Uses,
    Variable,
)
from scenario_engine.vocabulary.scoring import Instrument, Item, ScoringRule
from scenario_engine.vocabulary.technique import Technique
from scenario_engine.vocabulary.thresholds import USUAL, Thresholds
from scenario_engine.vocabulary.world import Drift, Trigger

__all__ = [
    "ASSUMPTION",
    "COMPOSURE",
    "KINDS",
    "USUAL",
    "Change",
    "Collection",
    "Drift",
    "Effect",
    "Ending",
    "Facilitation",
    "Feedback",
    "FieldError",
    "Instrument",
    "Intervention",
    "Item",
    "Ladder",
    "Level",
    "Library",
    "Never",
    "Objective",
    "Outcome",
    "Participant",
    "Persona",
    "Policy",
    "Reason",
    "Reference",
    "Scenario",
    "ScoringRule",
    "Start",
    "Technique",
    "Thresholds",
    "Timeout",
    "Trigger",
    "Uses",
    "Variable",
]
