"""A pack that cannot adapt the scenario it wants to adapt."""

from scenario_engine.packs import hookimpl
from scenario_engine.vocabulary import Reference


@hookimpl
def scenario_engine_references():
    return [Reference(id="acme-left-behind", title="Nothing of this may be left")]


@hookimpl
def scenario_engine_adapt_scenario(scenario):
    if scenario.id == "acme-queue":
        raise ValueError(f"no rule for {scenario.id}")
