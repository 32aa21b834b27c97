"""House rules: what a pack may do to a scenario, its own or somebody else's."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from scenario_engine.expressions import parse
from scenario_engine.packs import hookimpl
from scenario_engine.vocabulary import Policy, Reference, Uses

from ..pack_samples import (
    HEALTHY,
    entry,
    giving,
    load,
    only_report,
    raising,
    scenario,
)

NO_MAPPING: Any = []
RULE = Policy(
    id="house-rule",
    text="Listen before the end.",
    pattern="by-the-end",
    event=parse("intervention == 'listen'"),
)


def adapting(adapt, **objects):
    """Invent a pack that adapts scenarios, and gives *objects*."""
    made = giving(**objects)
    hook = hookimpl(lambda scenario: adapt(scenario))
    vars(made)["scenario_engine_adapt_scenario"] = hook
    return made


def with_house_rule(given):
    """Put the house rule onto a scenario."""
    uses = attrs.evolve(given.uses, policies=(*given.uses.policies, "house-rule"))
    return attrs.evolve(given, uses=uses)


def test_a_house_rule_can_be_put_onto_a_public_scenario():
    """The program watches it; pack and objects of the scenario stay as they were."""
    registry = load(HEALTHY, entry("house", adapting(with_house_rule, policies=[RULE])))
    program = registry.program("acme-queue")

    assert program.pack == "healthy"
    assert [(m.policy, m.origin.pack) for m in program.monitors] == [
        ("house-rule", "house")
    ]
    assert registry.scenario("acme-queue").uses == Uses(policies=("house-rule",))
    assert registry.adapted_by == {"acme-queue": ("house",)}
    assert registry.library.pack_of("scenarios", "acme-queue") == "healthy"


def test_without_the_pack_the_public_scenario_is_as_it_was():
    """What one registry adapted, the next does not see."""
    before = load(HEALTHY)
    load(HEALTHY, entry("house", adapting(with_house_rule, policies=[RULE])))

    assert load(HEALTHY) == before
    assert before.program("acme-queue").monitors == ()


@pytest.mark.parametrize("answer", [lambda given: None, lambda given: given])
def test_a_pack_that_leaves_a_scenario_alone_has_not_adapted_it(answer):
    """None and an unchanged scenario come to the same."""
    registry = load(HEALTHY, entry("house", adapting(answer)))

    assert registry.adapted_by == {}
    assert registry.programs == load(HEALTHY).programs


def test_packs_adapt_one_after_the_other():
    """By id, each given what the one before it made; its own scenarios too."""

    def titled(mark):
        return lambda given: attrs.evolve(given, title=given.title + mark)

    second = attrs.evolve(scenario(), id="acme-second", title="Second")
    packs = [
        entry("ward", adapting(titled(" (ward)"), scenarios=[second])),
        HEALTHY,
        entry("house", adapting(titled(" (house)"))),
    ]
    registry = load(*packs)

    assert registry.program("acme-queue").title == "The queue (house) (ward)"
    assert registry.program("acme-second").title == "Second (house) (ward)"
    assert registry.adapted_by == {
        "acme-queue": ("house", "ward"),
        "acme-second": ("house", "ward"),
    }


def test_changing_the_scenario_that_was_given_changes_nothing():
    """A pack is given a copy: what it does to that, and how it fails, is its own."""

    def spoil(given):
        given.variables["spoilt"] = None

    registry = load(HEALTHY, entry("house", adapting(spoil)))

    assert registry.library == load(HEALTHY).library
    assert registry.pack("house").state == "loaded"


@pytest.mark.parametrize(
    ("adapt", "reason"),
    [
        (
            lambda given: raising(ValueError("no"))(),
            " > line 1 of acme_broken.py: ValueError: no: raised when the hook was "
            "called. Mend the pack, or block it.",
        ),
        (
            lambda given: "acme-queue",
            ": a value of the class str: neither a Scenario nor None. "
            "Return the scenario as it shall be, or None.",
        ),
        (
            lambda given: attrs.evolve(given, id="acme-hall"),
            " > scenario 'acme-queue' > id: acme-hall: another id than that of the "
            "scenario. Keep the id, or give a scenario of your own.",
        ),
        (
            with_house_rule,
            " > scenario 'acme-queue' > uses > policies: house-rule: unknown policy. "
            "None is known here.",
        ),
        (
            lambda given: attrs.evolve(given, variables=NO_MAPPING),
            " > scenario 'acme-queue': AttributeError: 'list' object has no attribute "
            "'items': raised while the scenario was lowered. Look at how its objects "
            "are made: each field as the vocabulary has it.",
        ),
    ],
)
def test_a_pack_that_adapts_wrongly_is_refused_as_a_whole(adapt, reason):
    """Nothing that it gives stays, and the public scenario stays as it was."""
    made = adapting(adapt, references=[Reference(id="house", title="House")])
    report = only_report(entry("house", made))

    assert report.state == "refused"
    assert report.reasons == (f"house: scenario_engine_adapt_scenario{reason}",)


def test_a_pack_that_spoils_one_scenario_adapts_none():
    """A change that was fine is taken back with the pack, and what needed it falls."""

    def adapt(given):
        if given.id == "acme-queue":
            raise ValueError("not this one")
        return attrs.evolve(given, title="Changed")

    other = attrs.evolve(scenario(), id="acme-another")
    house = adapting(adapt, references=[Reference(id="house", title="House")])
    ladder = attrs.evolve(
        load(HEALTHY).library.ladders["acme-ladder"], id="steps", source="house"
    )
    registry = load(
        HEALTHY,
        entry("house", house),
        entry("other", giving(scenarios=[other])),
        entry("needing", giving(ladders=[ladder])),
    )

    assert registry.program("acme-another").title == "The queue"
    assert registry.adapted_by == {}
    assert registry.pack("needing").reasons == (
        "needing: needs the pack 'house', which was refused. Mend that pack first.",
        "needing: ladder 'steps' > source: house: unknown reference. "
        "Known: acme-report, assumption.",
    )


def test_nobody_is_blamed_for_what_a_refused_pack_did_before():
    """The second pack fails only over the change of the first, which is taken back."""

    def first(given):
        if given.id == "acme-queue":
            return attrs.evolve(given, horizon=1)
        raise ValueError("no")

    def second(given):
        return attrs.evolve(given, horizon=given.horizon - 1)

    other = attrs.evolve(scenario(), id="acme-another")
    registry = load(
        HEALTHY,
        entry("first", adapting(first)),
        entry("second", adapting(second, scenarios=[other])),
    )

    assert [(report.id, report.state) for report in registry.packs] == [
        ("first", "refused"),
        ("healthy", "loaded"),
        ("second", "loaded"),
    ]
    assert registry.program("acme-queue").horizon == 3


def test_a_pack_that_only_adapts_is_a_pack():
    """It gives nothing, and its hook is told."""
    registry = load(HEALTHY, entry("house", adapting(lambda given: None)))

    assert registry.pack("house").hooks == ("scenario_engine_adapt_scenario",)
    assert registry.pack("house").counts == {}


def test_a_refused_pack_adapts_nothing():
    """A pack that was not loaded is not asked."""
    asked = []

    def adapt(given):
        asked.append(given.id)

    broken = adapting(adapt, references=["no reference"])

    assert only_report(entry("house", broken)).state == "refused"
    assert asked == []
