"""`check`: the proof, the figures and the findings."""

from __future__ import annotations

import json
from importlib import metadata

import attrs
import pytest

from scenario_engine.analysis import check, read_play, write_play
from scenario_engine.analysis.findings import Finding, Severity
from scenario_engine.cli import loading
from scenario_engine.cli.result import Result
from scenario_engine.packs import load_packs

from .places import PARCELS, TRAPPED

KEYS = {
    "scenario",
    "digest",
    "states",
    "choices",
    "goal_always_reachable",
    "shortest_play",
    "values",
    "fair",
    "harm",
    "repeats",
    "findings",
}


def test_check_of_a_good_scenario_finds_nothing(parcels):
    """Its figures are told, and the exit code is 0."""
    ran = parcels("check", "--quick")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("""\
scenario     states   best  random  worst  goal
-----------  ------  -----  ------  -----  ---------------
late-parcel      76  0.972   0.007  0.000  always in reach

best, random, worst: the chance of the goal""")
    assert ran.out.endswith("\n1 scenario checked, 0 findings\n")


def test_the_json_says_what_the_library_says(parcels):
    """Every figure is the one that `scenario_engine.analysis.check` gives."""
    registry = load_packs(only=[], folders=[PARCELS])
    found = check(registry.program("late-parcel"))
    [told] = json.loads(parcels("check", "late-parcel", "--json").out)

    assert set(told) == KEYS
    assert told["scenario"] == "late-parcel"
    assert told["digest"] == found.digest
    assert (told["states"], told["choices"]) == (76, 240)
    assert told["goal_always_reachable"] is True
    assert told["values"] == {
        "best": found.summary.best,
        "random": found.summary.random,
        "worst": found.summary.worst,
        "status": "exact up to rounding",
    }
    assert told["harm"] == {"random": found.summary.harm}
    assert found.fair is not None
    assert told["fair"]["status"] == "exact up to rounding"
    assert told["fair"]["lower"] == found.fair.start.lower
    assert told["repeats"] == found.summary.repeats
    assert found.witness is not None
    program = registry.program("late-parcel")
    assert told["shortest_play"] == write_play(program, found.witness)
    assert [each["code"] for each in told["findings"]] == [
        finding.code for finding in found.findings
    ]


def test_a_trap_is_told_with_the_play_that_leads_into_it(command):
    """A finding shows itself: what is said, what happens, where it leads."""
    ran = command("--pack-dir", TRAPPED, "check", "one-way", "--quick")

    assert (ran.code, ran.err) == (1, "")
    assert "one-way        5  1.000   0.638  0.000  TRAP\n" in ran.out
    assert ran.out.endswith("""
one-way: 3 findings
-------------------
  serious: trap: From 3 of 4 states the goal can no longer be reached, whatever
  is done and however lucky it goes.
  A play that shows it:
    guest  Discontent (level 1 of 3)
    you    “Oh, what a tragedy.” (mock)
           The guest goes white.
    guest  Discontent (level 1 of 3)
  warning: random-too-high: Random play reaches the goal with 0.638 (64% of the
  best play), above 0.25.
  warning: repeat-too-high: Repeating 'listen' reaches the goal with 1.000 (100%
  of the best play), above 0.30.

1 scenario checked, 3 findings
""")


def test_tricks_are_looked_for_unless_it_is_to_be_quick(command):
    """The worst comes first, each with how much it matters."""
    ran = command("--pack-dir", TRAPPED, "check", "--json")
    [told] = json.loads(ran.out)
    codes = [(each["severity"], each["code"]) for each in told["findings"]]

    assert ("serious", "loop-too-high") in codes
    assert ("serious", "point-of-no-return") in codes
    assert ("warning", "random-too-high") in codes
    assert [severity for severity, _ in codes] == sorted(
        severity for severity, _ in codes
    )


def test_every_play_in_the_json_can_be_gone_through_again(command):
    """It is a play of the scenario as it stands, step by step."""
    program = load_packs(only=[], folders=[TRAPPED]).program("one-way")
    ran = command("--pack-dir", TRAPPED, "check", "--json")
    [told] = json.loads(ran.out)
    plays = [each["witness"] for each in told["findings"] if each["witness"]]

    assert len(plays) > 3
    for play in [told["shortest_play"], *plays]:
        assert play == write_play(program, read_play(program, play))


def test_notes_alone_are_no_reason_to_fail():
    """What is merely worth knowing does not turn a check red."""
    program = load_packs(only=[], folders=[TRAPPED]).program("one-way")
    found = check(program)
    note = Finding("dominated", "A note", 0.1, severity=Severity.NOTE)

    assert Result(program, attrs.evolve(found, findings=(note,))).is_sound
    assert not Result(program, found).is_sound


def test_a_finding_as_json_has_figure_threshold_and_witness(command):
    """Programs get the code to go by, and the play as a list of choices."""
    ran = command("--pack-dir", TRAPPED, "check", "--json", "--quick")
    [told] = json.loads(ran.out)
    trap, random, _ = told["findings"]

    assert ran.code == 1
    assert told["goal_always_reachable"] is False
    assert (trap["code"], trap["figure"], trap["threshold"]) == ("trap", 3.0, None)
    assert [turn["choice"] for turn in trap["witness"]["turns"]] == ["mock"]
    assert (trap["severity"], random["severity"]) == ("serious", "warning")
    assert (random["code"], random["threshold"]) == ("random-too-high", 0.25)
    assert random["figure"] == pytest.approx(0.63765)
    assert random["witness"] is None


def test_scenarios_are_checked_once_in_the_order_given(parcels):
    """An id that is given twice is checked once."""
    ran = parcels(
        *("--pack-dir", TRAPPED, "check", "--json"),
        *("one-way", "late-parcel", "one-way"),
    )

    assert [each["scenario"] for each in json.loads(ran.out)] == [
        "one-way",
        "late-parcel",
    ]


def test_a_scenario_over_budget_does_not_hinder_the_others(parcels):
    """It is told as an error, with what it costs; the others have their figures."""
    ran = parcels("--pack-dir", TRAPPED, "check", "--quick", "--states", 10)

    assert ran.code == 2
    assert "late-parcel       -      -       -      -  not known\n" in ran.out
    assert "one-way           5  1.000   0.638  0.000  TRAP\n" in ran.out
    assert ran.out.endswith("\n1 scenario checked, 3 findings\n")
    assert ran.err.startswith(
        "scenario-engine: late-parcel: more than the budget of 10 states. "
    )
    assert ran.err.endswith("Narrow these variables, or give a larger budget.\n")
    assert ran.err.count("\n") == 1


def test_a_scenario_over_budget_as_json_has_an_error(parcels):
    """The object has all its keys, null where nothing is known, and the error."""
    ran = parcels("--pack-dir", TRAPPED, "check", "--json", "--states", 10)
    over, under = json.loads(ran.out)

    assert (ran.code, ran.err) == (2, "")
    assert set(over) == KEYS | {"error"}
    assert over["error"].startswith("late-parcel: more than the budget of 10 states.")
    assert (over["states"], over["values"], over["findings"]) == (None, None, [])
    assert len(over["digest"]) == 64
    assert set(under) == KEYS


def test_a_budget_of_time_is_kept(parcels):
    """Seconds are a limit of their own."""
    ran = parcels("check", "--seconds", "1e-9")

    assert ran.code == 2
    assert "more than the budget of 1e-09 seconds" in ran.err


def test_nothing_to_check_is_nothing_found(command):
    """Without scenarios the list is empty, and well-formed."""
    assert json.loads(command("check", "--json").out) == []
    assert command("check").out == "0 scenarios checked, 0 findings\n"


def refused_pack(tmp_path):
    """Install, for as long as a test takes, a pack that cannot be imported."""
    info = tmp_path / "acme_broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-broken\n")
    (info / "entry_points.txt").write_text("[scenario_engine]\nacme = acme_none:pack\n")
    return metadata.Distribution.at(info).entry_points


def test_an_installed_pack_that_was_refused_is_mentioned(
    parcels, tmp_path, monkeypatch
):
    """The others go on; checking "all" is not done while one could not be read."""
    core = metadata.entry_points(group="scenario_engine", name="core")
    broken = refused_pack(tmp_path)
    monkeypatch.setattr(loading, "entry_points", lambda: [*core, *broken])
    note = (
        "scenario-engine: note: the pack 'acme' was refused, and the others go on "
        "without it. `scenario-engine packs` says why.\n"
    )

    everything = parcels("check", "--quick")
    one = parcels("check", "late-parcel", "--quick")

    assert (everything.code, everything.err) == (2, note)
    assert everything.out.endswith("\n1 scenario checked, 0 findings\n")
    assert (one.code, one.err) == (0, note)
    assert parcels("list").code == 0
    assert parcels("packs").code == 1


@pytest.mark.packs
@pytest.mark.long
def test_the_installed_scenarios_can_always_be_won(installed):
    """From every reachable state of every scenario the goal is in reach."""
    ran = installed("check", "--json", "--quick")

    assert ran.err == ""
    assert {each["goal_always_reachable"] for each in json.loads(ran.out)} == {True}


@pytest.mark.packs
def test_a_folder_that_is_named_is_what_is_checked(installed):
    """Without an id, its scenarios alone; what is installed stays loaded."""
    ran = installed("--pack-dir", TRAPPED, "check", "--json", "--quick")

    assert [each["scenario"] for each in json.loads(ran.out)] == ["one-way"]
    assert "one-way" in installed("--pack-dir", TRAPPED, "list").out
