"""Twins of a scenario, the same but for the surface of somebody in it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from scenario_engine.vocabulary import Library, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenario_engine.vocabulary import Persona, Variable

_ENDS = (Decimal(0), Decimal(1))


@attrs.frozen
class Twin:
    """
    A scenario with something on the surface swapped.

    Attributes:
        what: What was swapped, in words that go on "the scenario plays differently".
        attributes: The surface attributes that are other ones now.
        scenario, library: To be lowered in place of the scenario's own.
    """

    what: str
    attributes: frozenset[str]
    scenario: Scenario
    library: Library


def twins(scenario: Scenario, library: Library) -> Iterator[Twin]:
    """
    Yield every twin of *scenario*.

    A name, an accent or whatever else is given as the surface of a persona is swapped
    with all that is said of the person; a trait, or a variable of the scenario, that
    bears the name of a surface attribute is that attribute too; and a persona who has
    the same need in the same situation but another surface takes the place.
    """
    known = {**library.personas, **{each.id: each for each in scenario.personas}}
    cast = {id_: known[id_] for id_ in _cast(scenario) if id_ in known}
    surface = {name for each in known.values() for name in each.surface}
    yield _retold(scenario, library, cast)
    for persona in cast.values():
        for name in sorted(surface & set(persona.traits)):
            for value in _values(name, persona, known):
                yield _with_trait(scenario, library, persona, name, value)
        for other in known.values():
            if _alike(persona, other):
                yield _instead(scenario, library, persona, other)
    for name in sorted(surface & set(scenario.variables)):
        yield from _with_variable(scenario, library, name)


def declared(scenario: Scenario, library: Library) -> Mapping[str, str]:
    """Return what the personas of *scenario* say may differ, and why."""
    known = {**library.personas, **{each.id: each for each in scenario.personas}}
    cast = (known[id_] for id_ in _cast(scenario) if id_ in known)
    return {name: why for each in cast for name, why in each.unequal.items()}


def _cast(scenario: Scenario) -> Iterator[str]:
    for participant in scenario.participants:
        yield from participant.one_of or (participant.persona,)


def _retold(scenario: Scenario, library: Library, cast: Mapping[str, Persona]) -> Twin:
    """Say something else of everybody."""
    others = [
        attrs.evolve(
            persona,
            role="somebody",
            voice=(),
            surface={name: f"not {value}" for name, value in persona.surface.items()},
        )
        for persona in cast.values()
    ]
    attributes = frozenset(name for each in cast.values() for name in each.surface)
    return Twin("Told of other people", attributes, _recast(scenario, *others), library)


def _values(
    name: str, persona: Persona, known: Mapping[str, Persona]
) -> Iterator[Decimal]:
    """Yield the other values of a trait: those of other personas, or the ends."""
    own = persona.traits[name]
    others = {each.traits[name] for each in known.values() if name in each.traits}
    yield from sorted(others - {own} or set(_ENDS) - {own})


def _with_trait(
    scenario: Scenario, library: Library, persona: Persona, name: str, value: Decimal
) -> Twin:
    other = attrs.evolve(persona, traits={**persona.traits, name: value})
    what = (
        f"With '{name}' {value} instead of {persona.traits[name]} in the persona "
        f"'{persona.id}', a surface attribute used as a trait,"
    )
    return Twin(what, frozenset({name}), _recast(scenario, other), library)


def _alike(persona: Persona, other: Persona) -> bool:
    """Tell whether two personas differ in who they are, and not in what happened."""
    said = bool(persona.situation or persona.need) or persona.role == other.role
    return (
        said
        and persona.surface.keys() == other.surface.keys()
        and persona.surface != other.surface
        and persona.ladder == other.ladder
        and (persona.situation, persona.need) == (other.situation, other.need)
    )


def _instead(
    scenario: Scenario, library: Library, persona: Persona, other: Persona
) -> Twin:
    attributes = frozenset(
        name for name, value in persona.surface.items() if other.surface[name] != value
    )
    what = (
        f"With the persona '{other.id}' in place of '{persona.id}', another on the "
        f"surface ({', '.join(sorted(attributes))}),"
    )
    stand_in = attrs.evolve(other, id=persona.id, role=persona.role, voice=())
    return Twin(what, attributes, _recast(scenario, stand_in), library)


def _with_variable(scenario: Scenario, library: Library, name: str) -> Iterator[Twin]:
    variable = scenario.variables[name]
    low, high = variable.range
    for value in range(low, high + 1):
        if value == variable.start:
            continue
        other: Variable = attrs.evolve(variable, start=value, draw={})
        what = f"With '{name}' {value}, a surface attribute used as a variable,"
        variables = {**scenario.variables, name: other}
        swapped = attrs.evolve(scenario, variables=variables)
        yield Twin(what, frozenset({name}), swapped, library)


def _recast(scenario: Scenario, *personas: Persona) -> Scenario:
    """Return *scenario* with *personas* of its own, in place of others of their ids."""
    others = {each.id: each for each in (*scenario.personas, *personas)}
    return attrs.evolve(scenario, personas=tuple(others.values()))
