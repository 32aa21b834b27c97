"""A pack with a sound hook and one that raises."""

from scenario_engine.packs import hookimpl
from scenario_engine.vocabulary import Persona, Reference

PERSONAS: dict[str, Persona] = {}


@hookimpl
def scenario_engine_references():
    return [Reference(id="acme-left-behind", title="Nothing of this may be left")]


@hookimpl
def scenario_engine_personas():
    return [PERSONAS["acme-visitor"]]
