"""A file of shared objects: everything of a pack that is no scenario."""

from __future__ import annotations

import attrs

from scenario_engine.vocabulary.evidence import Reference
from scenario_engine.vocabulary.fields import distinct
from scenario_engine.vocabulary.intervention import Intervention
from scenario_engine.vocabulary.ladder import Ladder
from scenario_engine.vocabulary.persona import Persona
from scenario_engine.vocabulary.policy import Policy
from scenario_engine.vocabulary.scoring import Instrument, ScoringRule
from scenario_engine.vocabulary.technique import Technique
from scenario_engine.vocabulary.world import Trigger


@attrs.frozen(kw_only=True)
class Collection:
    """
    Shared objects, as one data file holds them.

    Attributes:
        references: What numbers and statements rest on.
        ladders: Escalation ladders.
        techniques: Sector-neutral skills.
        personas: People who are upset.
        triggers: What raises arousal.
        interventions: What a trainee can do or say.
        policies: Rules of an organisation.
        instruments: Rating scales.
        scoring: Scoring rules.
        evidence: Default evidence of every chance in the file.
    """

    references: tuple[Reference, ...] = attrs.field(default=(), validator=distinct())
    ladders: tuple[Ladder, ...] = attrs.field(default=(), validator=distinct())
    techniques: tuple[Technique, ...] = attrs.field(default=(), validator=distinct())
    personas: tuple[Persona, ...] = attrs.field(default=(), validator=distinct())
    triggers: tuple[Trigger, ...] = attrs.field(default=(), validator=distinct())
    interventions: tuple[Intervention, ...] = attrs.field(
        default=(), validator=distinct()
    )
    policies: tuple[Policy, ...] = attrs.field(default=(), validator=distinct())
    instruments: tuple[Instrument, ...] = attrs.field(default=(), validator=distinct())
    scoring: tuple[ScoringRule, ...] = attrs.field(default=(), validator=distinct())
    evidence: str | None = None
