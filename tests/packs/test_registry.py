"""All that the loaded packs give, found by id."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.errors import NotFoundError
from scenario_engine.packs import Registry

from .pack_samples import HEALTHY, entry, giving, load, scenario


@pytest.fixture
def registry():
    """Return a registry of two scenarios."""
    hall = attrs.evolve(scenario(), id="acme-hall")
    return load(entry("zeal", giving(scenarios=[hall])), HEALTHY)


def test_scenarios_are_found_by_id(registry):
    """With the program that each lowers to, in the order of ids."""
    assert registry.scenarios == ("acme-hall", "acme-queue")
    assert registry.scenario("acme-hall").title == "The queue"
    assert registry.program("acme-hall").id == "acme-hall"
    assert registry.program("acme-hall") is registry.program("acme-hall")


@pytest.mark.parametrize("find", [Registry.scenario, Registry.program])
@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("acme-qeue", "No scenario 'acme-qeue'. Did you mean 'acme-queue'?"),
        ("xyz", "No scenario 'xyz'. There are acme-hall, acme-queue."),
    ],
)
def test_a_misspelt_scenario_is_told_what_comes_close(registry, find, id_, said):
    """Or all that there are, where nothing comes close."""
    with pytest.raises(NotFoundError) as raised:
        find(registry, id_)

    assert str(raised.value) == said


def test_a_misspelt_pack_is_told_what_comes_close(registry):
    """The report of a pack is found by its id."""
    assert registry.pack("zeal").state == "loaded"
    with pytest.raises(NotFoundError) as raised:
        registry.pack("health")

    assert str(raised.value) == "No pack 'health'. Did you mean 'healthy'?"


def test_a_registry_of_nothing_says_so():
    """Without packs there is nothing to come close to."""
    with pytest.raises(NotFoundError) as raised:
        Registry().scenario("acme-queue")

    assert str(raised.value) == (
        "No scenario 'acme-queue'. There is none: no pack that gives one is loaded."
    )


def test_a_registry_does_not_change(registry):
    """It can be shared: there is nothing to set."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        registry.packs = ()
