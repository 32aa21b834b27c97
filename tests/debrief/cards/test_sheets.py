"""All cards of a scenario, by name."""

from __future__ import annotations

import pytest

from scenario_engine.debrief.cards import sheets
from scenario_engine.errors import NotFoundError
from scenario_engine.packs import load_packs


@pytest.mark.packs
def test_an_actor_who_can_be_several_people_has_several_cards():
    """They are told apart by the persona; who can be one person alone needs no such."""
    packs = load_packs()

    assert {name: sheet.kind for name, sheet in sheets(packs, "no-news").items()} == {
        "no-news-trainee": "For the trainee",
        "no-news-facilitator": "For the facilitator",
        "no-news-actor-daughter-daughter-with-an-earlier-complaint": "For the actor",
        "no-news-actor-daughter-worried-daughter": "For the actor",
    }
    assert list(sheets(packs, "your-turn-to-read"))[2:] == [
        "your-turn-to-read-actor-student",
        "your-turn-to-read-actor-peer",
    ]


def test_a_scenario_that_there_is_not_is_refused():
    """As everywhere."""
    with pytest.raises(NotFoundError, match="No scenario 'nothing'"):
        sheets(load_packs(discover=tuple), "nothing")
