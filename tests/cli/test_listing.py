"""`list`: the scenarios that can be played."""

from __future__ import annotations

import json

import pytest

from .places import TRAPPED


def test_list_tells_each_scenario(parcels):
    """Id, title, pack, turns, who is in it and what it is meant to teach."""
    ran = parcels("list")

    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
late-parcel: The late parcel
----------------------------
  pack          parcels
  turns         at most 8
  participants  caller (Somebody whose parcel is late)
  objectives    Listen before you acknowledge, acknowledge before you solve.

1 scenario
"""
    )


def test_list_as_json_is_sorted_by_id(parcels):
    """Programs get the same, in the order of ids."""
    ran = parcels("--pack-dir", TRAPPED, "list", "--json")

    assert ran.code == 0
    assert json.loads(ran.out) == [
        {
            "id": "late-parcel",
            "title": "The late parcel",
            "pack": "parcels",
            "turns": 8,
            "participants": ["caller"],
            "interventions": 5,
            "objectives": [
                "Listen before you acknowledge, acknowledge before you solve."
            ],
            "adapted_by": [],
        },
        {
            "id": "one-way",
            "title": "One way",
            "pack": "trapped",
            "turns": 4,
            "participants": ["guest"],
            "interventions": 2,
            "objectives": [],
            "adapted_by": [],
        },
    ]


def test_without_a_scenario_the_list_is_empty(command):
    """The core alone brings none."""
    assert command("list").out == "0 scenarios\n"
    assert json.loads(command("list", "--json").out) == []


@pytest.mark.packs
def test_there_is_a_scenario_for_each_sector(installed):
    """Every pack of this repository brings at least one."""
    packs = {each["pack"] for each in json.loads(installed("list", "--json").out)}

    assert packs >= {"customer-service", "education", "healthcare"}
