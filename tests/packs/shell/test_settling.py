"""Which packs can stand together, and whose fault it is when they cannot."""

from __future__ import annotations

import itertools

import attrs
import pytest

from scenario_engine.vocabulary import Reference

from ..pack_samples import (
    HEALTHY,
    SCENARIO,
    SHARED,
    collection,
    data_pack,
    entry,
    failing,
    giving,
    healthy,
    load,
    only_report,
    scenario,
)

LADDER = collection().ladders[0]
PERSONA = collection().personas[0]


def reference(id_, title="A"):
    """Make a reference."""
    return Reference(id=id_, title=title)


def ladder(id_, source):
    """Make a ladder that rests on *source*."""
    return attrs.evolve(LADDER, id=id_, source=source)


def persona(id_, on):
    """Make a persona on the ladder *on*."""
    return attrs.evolve(PERSONA, id=id_, ladder=on)


def states(registry):
    """Return the state of each pack."""
    return {report.id: report.state for report in registry.packs}


def test_a_scenario_may_use_what_other_packs_give():
    """Ladder, technique and persona may each come from another pack."""
    shared = collection()
    packs = [
        entry("a", giving(scenarios=[scenario()])),
        entry("b", giving(personas=shared.personas)),
        entry("c", giving(ladders=shared.ladders, techniques=shared.techniques)),
        entry("d", giving(references=shared.references)),
    ]
    registry = load(*packs)

    assert set(states(registry).values()) == {"loaded"}
    assert registry.program("acme-queue").pack == "a"
    assert registry.library.pack_of("personas", "acme-caller") == "b"


def test_an_id_of_an_earlier_pack_is_refused(tmp_path):
    """The earlier pack keeps it; the later one is told all that is wrong with it."""
    later = data_pack(
        tmp_path,
        shared=SHARED.replace('source = "acme-report"', 'source = "acme-reprot"'),
        scenarios__queue=SCENARIO,
    )
    report = only_report(entry("later", later))
    has = "the pack 'healthy' has a"

    assert report.reasons == (
        f"later: shared.toml: reference 'acme-report' > id: acme-report: {has} "
        "reference of this id already. Use its, or rename this one.",
        f"later: shared.toml: ladder 'acme-ladder' > id: acme-ladder: {has} ladder of "
        "this id already. Use its, or rename this one.",
        f"later: shared.toml: technique 'acme-listening' > id: acme-listening: {has} "
        "technique of this id already. Use its, or rename this one.",
        f"later: shared.toml: persona 'acme-caller' > id: acme-caller: {has} persona "
        "of this id already. Use its, or rename this one.",
        f"later: scenarios/queue.toml: id: acme-queue: {has} scenario of this id "
        "already. Use its, or rename this one.",
        "later: shared.toml: ladder 'acme-ladder' > source: acme-reprot: unknown "
        "reference. Did you mean 'acme-report'?",
    )


def test_the_same_id_for_two_kinds_is_no_repetition():
    """Ids are told apart by kind."""
    other = giving(
        references=[reference("acme-queue")],
        ladders=[ladder("acme-queue", "acme-queue")],
    )

    registry = load(HEALTHY, entry("other", other))

    assert set(states(registry).values()) == {"loaded"}


def test_a_pack_that_is_refused_keeps_no_id_from_others():
    """What a broken pack wanted to give is free for a sound one."""
    broken = giving(references=[reference("a")], personas=[persona("p", "nowhere")])
    sound = giving(references=[reference("a", "B")])
    needing = giving(ladders=[ladder("l", "a")])
    registry = load(
        entry("a-broken", broken), entry("b-sound", sound), entry("c-needing", needing)
    )

    assert states(registry) == {
        "a-broken": "refused",
        "b-sound": "loaded",
        "c-needing": "loaded",
    }
    assert registry.library.references["a"].title == "B"


def test_a_pack_that_needs_a_refused_one_is_refused_and_says_so():
    """And so is one that needs that; one that needs neither stands."""
    packs = [
        entry("a", giving(personas=[persona("visitor", "steps")])),
        entry("b", giving(ladders=[ladder("steps", "report")])),
        entry(
            "c",
            giving(
                references=[reference("report")], personas=[persona("p", "nowhere")]
            ),
        ),
        HEALTHY,
    ]
    registry = load(*packs)

    assert states(registry) == {
        "a": "refused",
        "b": "refused",
        "c": "refused",
        "healthy": "loaded",
    }
    assert [report.reasons for report in registry.packs] == [
        (
            "a: needs the pack 'b', which was refused. Mend that pack first.",
            "a: persona 'visitor' > ladder: steps: unknown ladder. Known: acme-ladder.",
        ),
        (
            "b: needs the pack 'c', which was refused. Mend that pack first.",
            "b: ladder 'steps' > source: report: unknown reference. "
            "Did you mean 'acme-report'?",
        ),
        (
            "c: persona 'p' > ladder: nowhere: unknown ladder. "
            "Known: acme-ladder, steps.",
        ),
        (),
    ]


def test_a_scenario_that_needs_a_refused_pack_is_refused_with_its_pack():
    """Lowering finds it out, and the pack that is missing is named."""
    shared = collection()
    packs = [
        entry("b", giving(scenarios=[scenario()])),
        entry(
            "c",
            giving(
                references=shared.references,
                ladders=[*shared.ladders, ladder("other", "rumour")],
                techniques=shared.techniques,
                personas=shared.personas,
            ),
        ),
    ]

    assert load(*packs).pack("b").reasons == (
        "b: needs the pack 'c', which was refused. Mend that pack first.",
        "b: scenario 'acme-queue' > participant 'caller' > persona: acme-caller: "
        "unknown persona. None is known here.",
        "b: scenario 'acme-queue' > intervention 'listen' > technique: acme-listening: "
        "unknown technique. None is known here.",
    )


@pytest.mark.parametrize(
    ("options", "other", "became", "mend"),
    [
        ({"block": ["maker"]}, entry("maker", healthy()), "blocked", "Unblock"),
        ({}, failing("maker", ImportError("no")), "refused", "Mend"),
    ],
)
def test_a_pack_that_requires_an_unread_one_says_so(options, other, became, mend):
    """What was never read is known from what distributions require of one another."""
    needing = entry(
        "needing",
        giving(personas=[persona("p", "acme-ladder")]),
        requires=["Acme_Maker>=1", "acme-other"],
    )

    assert load(needing, other, **options).pack("needing").reasons == (
        f"needing: needs the pack 'maker', which was {became}. {mend} that pack first.",
        "needing: persona 'p' > ladder: acme-ladder: unknown ladder. "
        "None is known here.",
    )


def test_two_packs_may_need_each_other():
    """Nothing has to be loaded before anything else."""
    packs = [
        entry(
            "a",
            giving(references=[reference("r")], personas=[persona("p", "steps")]),
        ),
        entry("b", giving(ladders=[ladder("steps", "r")])),
    ]

    assert set(states(load(*packs)).values()) == {"loaded"}


def test_what_stands_does_not_depend_on_the_order_of_discovery():
    """Repetitions, needs and faults of all kinds, in every order."""
    packs = [
        entry("a", giving(personas=[persona("p", "steps")])),
        entry("b", giving(ladders=[ladder("steps", "nowhere")])),
        entry("c", giving(ladders=[ladder("steps", "r")])),
        entry("d", giving(references=[reference("r")])),
        entry("e", giving(references=[reference("r")])),
    ]
    registries = [load(*order) for order in itertools.permutations(packs)]

    assert states(registries[0]) == {
        "a": "loaded",
        "b": "refused",
        "c": "loaded",
        "d": "loaded",
        "e": "refused",
    }
    assert all(registry == registries[0] for registry in registries)
