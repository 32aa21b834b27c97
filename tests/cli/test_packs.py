"""`packs`: what was loaded, what was not, and why."""

from __future__ import annotations

import json

import pytest

from scenario_engine.cli import loading

from .places import FAULTY, PARCELS


def test_packs_tells_what_each_pack_gives(parcels):
    """A pack that was loaded is told with its home and the count of its objects."""
    ran = parcels("packs")

    assert (ran.code, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    assert "parcels: loaded ---------------" in told
    assert f"from a folder ({PARCELS})" in told.replace("- ", "-")
    assert "1 reference, 2 personas, 1 policy, 1 instrument, 1 scoring rule" in told
    assert ran.out.endswith("\n2 loaded\n")


def test_packs_tells_why_a_pack_was_refused(command):
    """Every fault is told, and the exit code is 1: something needs mending."""
    ran = command("--pack-dir", FAULTY, "packs")

    assert (ran.code, ran.err) == (1, "")
    assert (
        '  -  faulty: scenarios/desk.toml: horizon: "ten": a text where a whole number\n'
        "     belongs. Write a whole number, such as 3.\n"
        "  -  faulty: scenarios/desk.toml: ending 'settled' > kind: good: not a word\n"
        "     known here. Use one of goal, harm, neutral.\n"
        "  -  faulty: scenarios/desk.toml: setting: missing. Give `setting`: where the\n"
        "     trainee is, and who they are there.\n"
    ) in ran.out
    assert ran.out.endswith("\n1 loaded, 1 refused\n")


def test_packs_as_json_has_every_fault_in_its_parts(command):
    """Programs get pack, file, path, value, problem and mend, each for itself."""
    ran = command("--pack-dir", FAULTY, "packs", "--json")
    core, faulty = json.loads(ran.out)

    assert ran.code == 1
    assert (core["id"], core["state"], core["faults"]) == ("core", "loaded", [])
    assert core["distribution"] == "scenario-engine"
    assert core["counts"]["techniques"] > 0
    assert (faulty["id"], faulty["state"], faulty["counts"]) == (
        "faulty",
        "refused",
        {},
    )
    assert faulty["faults"][0] == {
        "pack": "faulty",
        "file": "scenarios/desk.toml",
        "path": "horizon",
        "value": '"ten"',
        "problem": "a text where a whole number belongs",
        "mend": "Write a whole number, such as 3",
    }
    assert len(faulty["reasons"]) == len(faulty["faults"]) == 3


def test_a_blocked_pack_is_told_and_is_no_fault(parcels):
    """Whoever blocks a pack gets what was asked for."""
    ran = parcels("packs", "--block", "parcels")

    assert ran.code == 0
    assert "parcels: blocked by name. Unblock it to load it." in ran.out
    assert ran.out.endswith("\n1 loaded, 1 blocked\n")


def test_packs_are_blocked_by_the_environment_too(parcels, monkeypatch):
    """The variable may name packs that are not here: it is the same for many."""
    monkeypatch.setenv(loading.BLOCK, "not-here, parcels,")
    states = {
        each["id"]: each["state"] for each in json.loads(parcels("packs", "--json").out)
    }

    assert states == {"core": "loaded", "parcels": "blocked"}


@pytest.mark.packs
def test_the_packs_of_this_repository_are_loaded(installed):
    """As installed, the core and the three sectors are there, each from its own."""
    reports = json.loads(installed("packs", "--json").out)
    loaded = {r["id"]: r["distribution"] for r in reports if r["state"] == "loaded"}

    assert (
        loaded.items()
        >= {
            "core": "scenario-engine",
            "customer-service": "scenario-engine-customer-service",
            "education": "scenario-engine-education",
            "healthcare": "scenario-engine-healthcare",
        }.items()
    )
