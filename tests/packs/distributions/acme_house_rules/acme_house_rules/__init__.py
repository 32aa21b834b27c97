"""A hospital's own small pack: a house rule for a public scenario."""

import attrs

from scenario_engine.expressions import parse
from scenario_engine.packs import hookimpl
from scenario_engine.vocabulary import Policy

RULE = Policy(
    id="acme-listen-first",
    text="Nobody leaves the desk without having been listened to.",
    pattern="by-the-end",
    event=parse("intervention == 'listen'"),
    source="House rules of Acme General",
)


@hookimpl
def scenario_engine_policies():
    return [RULE]


@hookimpl
def scenario_engine_adapt_scenario(scenario):
    if scenario.id != "acme-queue":
        return None
    policies = (*scenario.uses.policies, RULE.id)
    return attrs.evolve(scenario, uses=attrs.evolve(scenario.uses, policies=policies))
