"""The same scenario with other people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import NotFoundError
from scenario_engine.program import lower

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.packs.registry import Registry
    from scenario_engine.program import Program
    from scenario_engine.vocabulary import Participant, Scenario


def cast(registry: Registry, id_: str, personas: Mapping[str, str]) -> Program:
    """
    Return the program of a scenario in which participants are of these personas.

    A participant that is otherwise drawn from several personas is then this one, and
    nobody has to find out which.

    Args:
        registry: What the packs give.
        id_: The scenario's id.
        personas: For participants, the id of the persona that each is to be.

    Raises:
        NotFoundError: If there is no such scenario, participant or persona.
        ScenarioError: If the scenario cannot be played by these personas.
    """
    scenario = registry.scenario(id_)
    if not personas:
        return registry.program(id_)
    _check(registry, scenario, personas)
    people = tuple(_as(person, personas) for person in scenario.participants)
    return lower(
        attrs.evolve(scenario, participants=people),
        registry.library,
        registry.library.pack_of("scenarios", id_),
    )


def _as(person: Participant, personas: Mapping[str, str]) -> Participant:
    if person.id not in personas:
        return person
    return attrs.evolve(person, persona=personas[person.id], one_of={})


def _check(registry: Registry, scenario: Scenario, personas: Mapping[str, str]) -> None:
    """Refuse participants and personas that there are not."""
    here = [person.id for person in scenario.participants]
    own = [persona.id for persona in scenario.personas]
    known = {*own, *registry.library.personas}
    for participant, persona in personas.items():
        if participant not in here:
            raise NotFoundError(
                f"No participant '{participant}' in the scenario '{scenario.id}'. "
                f"There are {', '.join(here)}."
            )
        if persona not in known:
            raise NotFoundError(
                f"No persona '{persona}'. There are {', '.join(sorted(known))}."
            )
