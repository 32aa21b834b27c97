"""The same scenario with other people in it."""

from __future__ import annotations

import pytest

from scenario_engine.analysis import best, explore
from scenario_engine.errors import NotFoundError, ScenarioError
from scenario_engine.packs import load_packs
from scenario_engine.packs.casting import cast
from scenario_engine.program import digest

pytestmark = pytest.mark.packs

KINDS = ("worried-daughter", "daughter-with-an-earlier-complaint")


def test_nobody_cast_is_the_scenario_as_it_is():
    """The very program of the registry."""
    registry = load_packs()

    assert cast(registry, "no-news", {}) is registry.program("no-news")


@pytest.mark.long
def test_who_is_drawn_is_then_certain():
    """What play is worth lies around what it is worth with either."""
    registry = load_packs()
    cast_as = [cast(registry, "no-news", {"daughter": each}) for each in KINDS]
    low, high = (best(explore(program)).start for program in cast_as)
    drawn = best(explore(registry.program("no-news"))).start

    assert low < drawn < high
    assert 3 == len({digest(p) for p in (*cast_as, registry.program("no-news"))})


@pytest.mark.parametrize(
    ("personas", "said"),
    [
        ({"son": KINDS[0]}, "No participant 'son' in the scenario 'no-news'"),
        ({"daughter": "nobody"}, "No persona 'nobody'. There are "),
    ],
)
def test_who_is_not_there_is_refused(personas, said):
    """With who is."""
    with pytest.raises(NotFoundError, match=said):
        cast(load_packs(), "no-news", personas)


def test_somebody_who_lacks_what_the_scenario_speaks_of_is_refused():
    """With every name that is missing."""
    with pytest.raises(ScenarioError, match="'let_down_before' is not a known name"):
        cast(load_packs(), "no-news", {"daughter": "customer-billed-twice"})
