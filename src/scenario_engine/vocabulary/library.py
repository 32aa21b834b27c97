"""Everything that the packs have said, by kind and id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from scenario_engine.vocabulary.evidence import Reference
from scenario_engine.vocabulary.intervention import Intervention
from scenario_engine.vocabulary.ladder import Ladder
from scenario_engine.vocabulary.persona import Persona
from scenario_engine.vocabulary.policy import Policy
from scenario_engine.vocabulary.scenario import Scenario
from scenario_engine.vocabulary.scoring import Instrument, ScoringRule
from scenario_engine.vocabulary.technique import Technique
from scenario_engine.vocabulary.world import Trigger

KINDS: Mapping[str, type] = {
    "references": Reference,
    "ladders": Ladder,
    "techniques": Technique,
    "personas": Persona,
    "triggers": Trigger,
    "interventions": Intervention,
    "policies": Policy,
    "instruments": Instrument,
    "scoring_rules": ScoringRule,
    "scenarios": Scenario,
}
"""For each kind of object that packs register, its class."""


@attrs.frozen
class Library:
    """
    Objects by id, for each kind. Never changes; `with_pack` makes a new one.

    Attributes:
        packs: For each kind, the pack that each id comes from.
    """

    references: Mapping[str, Reference] = attrs.field(factory=dict)
    ladders: Mapping[str, Ladder] = attrs.field(factory=dict)
    techniques: Mapping[str, Technique] = attrs.field(factory=dict)
    personas: Mapping[str, Persona] = attrs.field(factory=dict)
    triggers: Mapping[str, Trigger] = attrs.field(factory=dict)
    interventions: Mapping[str, Intervention] = attrs.field(factory=dict)
    policies: Mapping[str, Policy] = attrs.field(factory=dict)
    instruments: Mapping[str, Instrument] = attrs.field(factory=dict)
    scoring_rules: Mapping[str, ScoringRule] = attrs.field(factory=dict)
    scenarios: Mapping[str, Scenario] = attrs.field(factory=dict)
    packs: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)

    def with_pack(self, pack: str, objects: Mapping[str, Iterable[Any]]) -> Library:
        """
        Return a library that also holds *objects*; later ones replace earlier ones.

        Args:
            pack: The pack's id.
            objects: For each kind (see `KINDS`), the pack's objects.
        """
        changed: dict[str, Mapping[str, Any]] = {}
        owners = {kind: dict(ids) for kind, ids in self.packs.items()}
        for kind in KINDS:
            added = {entry.id: entry for entry in objects.get(kind, ())}
            merged = {**getattr(self, kind), **added}
            changed[kind] = dict(sorted(merged.items()))
            owners.setdefault(kind, {}).update(dict.fromkeys(added, pack))
        return attrs.evolve(self, packs=owners, **changed)

    def pack_of(self, kind: str, id_: str) -> str:
        """Return the pack that *id_* of *kind* comes from, or an empty string."""
        return self.packs.get(kind, {}).get(id_, "")
