"""A pack that forgot to return what it made, and returns one kind for another."""

from scenario_engine.packs import hookimpl
from scenario_engine.vocabulary import Reference


@hookimpl
def scenario_engine_references():
    [Reference(id="acme-left-behind", title="Nothing of this may be left")]


@hookimpl
def scenario_engine_personas():
    return [Reference(id="acme-left-behind", title="Nothing of this may be left")]
