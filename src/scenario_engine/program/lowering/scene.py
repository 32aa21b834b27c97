"""Everything that a scenario refers to, found and put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from scenario_engine.vocabulary import (
    ASSUMPTION,
    Intervention,
    Ladder,
    Participant,
    Persona,
    Policy,
    Scenario,
    ScoringRule,
    Technique,
    Trigger,
)

if TYPE_CHECKING:
    from scenario_engine.program.lowering.faults import Faults
    from scenario_engine.vocabulary import Library

T = TypeVar("T")


@attrs.frozen
class Placed(Generic[T]):
    """
    An object of the scene, with where it stands.

    Attributes:
        thing: The object.
        path: Its path, in the author's words.
        pack: The pack that it comes from.
    """

    thing: T
    path: str
    pack: str


@attrs.frozen
class Role:
    """
    A participant with everything known of it.

    Attributes:
        participant: As the scenario says it.
        personas: The persona, or those that one is drawn from, with chances, by id.
        ladder: The ladder on which its escalation is told.
    """

    participant: Participant
    personas: tuple[tuple[Persona, Decimal], ...]
    ladder: Ladder

    @property
    def id(self) -> str:
        """The participant's name."""
        return self.participant.id


@attrs.frozen
class Scene:
    """
    A scenario with all that it refers to.

    Attributes:
        scenario: The scenario.
        pack: The pack it comes from.
        roles: The participants.
        techniques: Every technique known, by id.
        interventions, triggers, policies, scoring: Its own and the shared ones.
        better: For each instrument and item, which points are better.
        evidence: Every key that may stand as evidence.
    """

    scenario: Scenario
    pack: str
    roles: tuple[Role, ...]
    techniques: Mapping[str, Technique]
    interventions: tuple[Placed[Intervention], ...]
    triggers: tuple[tuple[Placed[Trigger], Role | None, int | None], ...]
    policies: tuple[Placed[Policy], ...]
    scoring: tuple[Placed[ScoringRule], ...]
    better: Mapping[tuple[str, str], str]
    evidence: frozenset[str]


def assemble(scenario: Scenario, library: Library, pack: str, faults: Faults) -> Scene:
    """Find all that *scenario* refers to, noting in *faults* what is not there."""
    finder = _Finder(scenario, library, pack, faults)
    roles = tuple(finder.roles())
    interventions = tuple(finder.placed("interventions", scenario.interventions))
    scoring = tuple(finder.placed("scoring", scenario.scoring))
    finder.check_techniques(interventions)
    finder.check_items(scoring)
    return Scene(
        scenario=scenario,
        pack=pack,
        roles=roles,
        techniques=library.techniques,
        interventions=interventions,
        triggers=tuple(finder.triggers(roles)),
        policies=tuple(finder.placed("policies", scenario.policies)),
        scoring=scoring,
        better={
            (instrument.id, item.id): item.better
            for instrument in library.instruments.values()
            for item in instrument.items
        },
        evidence=frozenset(
            {ASSUMPTION, *library.references, *(r.id for r in scenario.references)}
        ),
    )


_SINGULAR = {
    "interventions": "intervention",
    "triggers": "trigger",
    "policies": "policy",
    "scoring": "scoring rule",
}


class _Finder:
    """Looks things up for one scenario."""

    def __init__(
        self, scenario: Scenario, library: Library, pack: str, faults: Faults
    ) -> None:
        self._scenario = scenario
        self._library = library
        self._pack = pack
        self._faults = faults
        self._personas = {
            **library.personas,
            **{persona.id: persona for persona in scenario.personas},
        }

    def placed(self, field: str, own: Iterable[Any]) -> Iterator[Placed[Any]]:
        """Yield the scenario's own objects, then the shared ones it uses."""
        word = _SINGULAR[field]
        seen = set()
        for thing in own:
            seen.add(thing.id)
            yield Placed(thing, f"{word} '{thing.id}'", self._pack)
        for id_ in getattr(self._scenario.uses, field):
            if id_ in seen:
                self._faults.add(
                    f"uses > {field}",
                    id_,
                    f"the scenario has its own {word} with this id",
                    "Rename one of the two",
                )
            elif (shared := self._shared(field, f"uses > {field}", id_)) is not None:
                yield shared

    def _shared(self, field: str, path: str, id_: str) -> Placed[Any] | None:
        kind = "scoring_rules" if field == "scoring" else field
        known: Mapping[str, Any] = getattr(self._library, kind)
        word = _SINGULAR[field]
        if id_ not in known:
            self._faults.unknown(path, id_, word, known)
            return None
        pack = self._library.pack_of(kind, id_) or self._pack
        return Placed(known[id_], f"uses > {word} '{id_}'", pack)

    def roles(self) -> Iterator[Role]:
        """Yield the participants whose personas and ladders are known."""
        for participant in self._scenario.participants:
            personas = tuple(self._cast(participant))
            path = f"participant '{participant.id}'"
            ladders = sorted({persona.ladder for persona, _ in personas})
            if not personas:
                continue
            if len(ladders) > 1:
                self._faults.add(
                    f"{path} > one_of",
                    ", ".join(ladders),
                    "personas on different ladders",
                    "Draw from personas that share one ladder",
                )
            elif ladders[0] not in self._library.ladders:
                self._faults.unknown(
                    f"{path} > persona '{personas[0][0].id}' > ladder",
                    ladders[0],
                    "ladder",
                    self._library.ladders,
                )
            else:
                yield Role(participant, personas, self._library.ladders[ladders[0]])

    def _cast(self, participant: Participant) -> Iterator[tuple[Persona, Decimal]]:
        drawn = participant.one_of or {participant.persona: Decimal(1)}
        field = "one_of" if participant.one_of else "persona"
        for id_, chance in sorted(drawn.items()):
            if id_ in self._personas:
                yield self._personas[id_], chance
            else:
                self._faults.unknown(
                    f"participant '{participant.id}' > {field}",
                    id_,
                    "persona",
                    self._personas,
                )

    def check_techniques(self, interventions: Iterable[Placed[Intervention]]) -> None:
        """Note techniques that are named and unknown."""
        known = self._library.techniques
        named = [
            (f"{placed.path} > technique", placed.thing.technique)
            for placed in interventions
        ]
        named += [
            (f"objective '{objective.id}' > techniques", technique)
            for objective in self._scenario.objectives
            for technique in objective.techniques
        ]
        for path, id_ in named:
            if id_ not in known:
                self._faults.unknown(path, id_, "technique", known)

    def triggers(
        self, roles: Iterable[Role]
    ) -> Iterator[tuple[Placed[Trigger], Role | None, int | None]]:
        """
        Yield every trigger with the role that brings it along.

        Those of personas come first, by participant; a drawn persona's triggers
        come with the number of that persona. The scene's own come after them.
        """
        for role in roles:
            for number, (persona, _) in enumerate(role.personas):
                drawn = number if len(role.personas) > 1 else None
                for id_ in persona.triggers:
                    path = f"persona '{persona.id}' > triggers"
                    placed = self._shared("triggers", path, id_)
                    if placed is not None:
                        yield placed, role, drawn
        for placed in self.placed("triggers", self._scenario.triggers):
            yield placed, None, None

    def check_items(self, rules: Iterable[Placed[ScoringRule]]) -> None:
        """Note scoring rules whose instrument or item is unknown."""
        known = self._library.instruments
        for rule in rules:
            named = rule.thing.instrument
            if named not in known:
                self._faults.unknown(
                    f"{rule.path} > instrument", named, "instrument", known
                )
                continue
            items = {item.id for item in known[named].items}
            if rule.thing.item not in items:
                path, word = f"{rule.path} > item", f"item of '{named}'"
                self._faults.unknown(path, rule.thing.item, word, items)
