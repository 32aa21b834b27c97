"""Everything that is told of a cohort, as data that JSON can hold."""

from __future__ import annotations

import json

import attrs
import pytest

from scenario_engine.debrief.cohort.attempts import Refused
from scenario_engine.debrief.cohort.found import Gathered
from scenario_engine.debrief.cohort.summary import as_data, summarise

NAMES = {"Ada": 0.2, "Ben": 0.8}


@pytest.fixture(scope="module")
def summary(play, knowing):
    """Return what is told of two trainees."""
    refused = (Refused("Ada.json", "It was changed."),)
    found = attrs.evolve(play(NAMES), refused=refused)
    return found, summarise(found, knowing)


def test_a_summary_says_how_much_there_is(summary):
    """Players, sessions, turns, and what was left out."""
    gathered, found = summary

    assert found.players == ("Ada", "Ben")
    assert found.sessions == 8
    assert found.turns == sum(each.trace.turns for each in gathered.found)
    assert [each.where for each in found.refused] == ["Ada.json"]


def test_it_is_data_for_json(summary):
    """It comes back as it was; there is nothing in it that JSON lacks."""
    data = as_data(summary[1])
    again = json.loads(json.dumps(data, allow_nan=False))

    assert again["format"] == 1
    assert set(again) == {
        "format", "confidence", "players", "sessions", "turns", "profile", "progress",
        "coverage", "next", "unplayed", "deck", "refused",
    }  # fmt: skip
    assert again["profile"]["every"]["well"]["share"]["low"] > 0
    assert again["deck"][0]["verdict"] in {"slip", "mistake", "grave mistake"}


def test_without_names_the_data_has_none(summary, knowing):
    """Nowhere, whatever is in it."""
    nameless = summarise(summary[0], knowing, nameless=True)
    text = json.dumps(as_data(nameless))

    assert nameless.players == ("trainee 1", "trainee 2")
    assert "Ada" in json.dumps(as_data(summary[1]))
    assert not any(name in text for name in NAMES)


def test_a_registry_will_do_as_well(summary, play, registry):
    """What is known is then worked out for this one summary."""
    assert summarise(summary[0], registry) == summary[1]


def test_the_same_traces_tell_the_same(summary, knowing):
    """Whatever was worked out in between."""
    assert as_data(
        summarise(Gathered(*attrs.astuple(summary[0], recurse=False)), knowing)
    ) == (as_data(summary[1]))
