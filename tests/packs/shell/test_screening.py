"""Which packs are not imported at all, and why not."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.version import __version__

from ..pack_samples import HEALTHY, entry, failing, giving, load, only_report

RAN = AssertionError("it was imported")


def unimported(id_, **how):
    """Invent a pack that must not be imported."""
    return attrs.evolve(entry(id_, None, **how), load=failing(id_, RAN).load)


@pytest.mark.parametrize("requirement", [">=99", "<0.0.1", "==0.0.1", ">=0.0.1,<0.0.2"])
def test_a_pack_for_another_engine_is_not_imported(requirement):
    """Neither one for a later engine nor one for an earlier."""
    pack = unimported("broken", requires=["attrs", f"scenario-engine{requirement}"])

    assert only_report(pack).reasons == (
        f"broken: Requires-Dist: scenario-engine{requirement}: not what is installed, "
        f"which is scenario-engine {__version__}. "
        "Install versions of the two that go together.",
    )


def test_a_pack_whose_range_cannot_be_read_is_not_imported():
    """What cannot be compared is not taken for right."""
    pack = unimported("broken", requires=["scenario-engine===old"])

    assert only_report(pack).reasons == (
        "broken: Requires-Dist: scenario-engine===old: not a range of versions that "
        "can be compared. Write it with release numbers, such as >=1.2,<2.",
    )


@pytest.mark.parametrize(
    "requires",
    [
        ["scenario-engine"],
        ["scenario-engine>=0.0.1,<99"],
        ["Scenario.Engine (>=0.0.1)"],
        ["scenario-engine>=99; extra == 'new'"],
        ["other-engine>=99"],
        [],
    ],
)
def test_a_pack_for_this_engine_is_imported(requires):
    """As is one that does not say which engine it is for."""
    assert (
        only_report(entry("acme", giving(ladders=()), requires=requires)).faults == ()
    )


@pytest.mark.parametrize("id_", ["Acme", "acme_ward", "acme ward", "-", "\x1b[2J", ""])
def test_a_name_that_is_no_id_is_refused(id_):
    """A pack's id is written like every other id."""
    (report,) = load(unimported(id_)).packs
    shown = f"{id_}: " if id_ else ""

    assert report.reasons == (
        f"{shown}id: {shown}not the id of a pack. Use at most 64 lower-case letters "
        "and digits, with single hyphens between them, beginning with a letter.",
    )


def test_nobody_else_can_be_the_core():
    """The name of the engine's own pack is refused to every other distribution."""
    own = entry("core", giving(ladders=()), distribution="scenario-engine")
    other = unimported("core", distribution="acme")

    assert [report.reasons for report in load(other, own).packs] == [
        (),
        (
            "core: id: core: the id of the engine's own pack. "
            "Give the pack another name.",
        ),
    ]


def test_of_two_packs_of_one_id_the_second_is_refused():
    """Second by the name of its distribution, wherever it was found."""
    second = unimported("healthy", distribution="acme-second")
    for order in ([HEALTHY, second], [second, HEALTHY]):
        registry = load(*order)

        assert [(r.distribution, r.state) for r in registry.packs] == [
            ("acme-healthy", "loaded"),
            ("acme-second", "refused"),
        ]
        assert registry.packs[1].reasons == (
            "healthy: id: healthy: the id of the pack of acme-healthy 1.0 too. "
            "Rename one of the two, or remove it.",
        )
        assert registry.scenarios == ("acme-queue",)
