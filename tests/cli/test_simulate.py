"""`simulate`: many episodes, counted by how they end."""

from __future__ import annotations

import csv
import json
import signal
import sys

import pytest

from full_disk import refused
from scenario_engine.cli.progress import Progress
from scenario_engine.packs import load_packs
from scenario_engine.simulation import simulate
from scenario_engine.simulation.running import plans

from .places import PARCELS


def test_simulate_tells_shares_with_their_intervals(parcels):
    """And that they are sampled."""
    ran = parcels("simulate", "late-parcel", "--episodes", 1000, "--strategy", "best")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("scenario     episodes  turns each  goal")
    assert "late-parcel      1000" in ran.out
    assert "95% intervals for the chance behind each share" in ran.out


def test_simulate_as_json_is_what_the_library_counts(parcels):
    """The same seed, the same episodes, the same counts."""
    ran = parcels("simulate", "late-parcel", "--episodes", 500, "--seed", 4, "--json")
    told = json.loads(ran.out)
    program = load_packs(only=[], folders=[PARCELS]).program("late-parcel")
    totals = simulate(program, episodes=500, seed=4)

    assert told["endings"] == {
        ending.id: int(counts.sum())
        for ending, counts in zip(totals.endings, totals.counts, strict=True)
    }
    assert (told["scenario"], told["strategy"]) == ("late-parcel", "random")
    assert (told["episodes"], told["turns"]) == (500, totals.turns)
    assert told["goal"]["value"] == totals.share("goal").value
    assert told["goal"]["low"] <= told["goal"]["value"] <= told["goal"]["high"]
    assert told["seconds"] > 0


@pytest.mark.packs
@pytest.mark.long
def test_a_trainee_without_skill_does_worse(installed):
    """The same best play, said without skill."""
    shares = []
    for skill in ("1", "0"):
        options = ("--strategy", "best", "--episodes", 2000, "--skill", skill, "--json")
        told = json.loads(installed("simulate", "no-news", *options).out)
        assert told["skill"] == float(skill)
        shares.append(told["goal"])

    assert shares[1]["high"] < shares[0]["low"]


def test_a_population_is_counted_together(parcels):
    """A billion takes no longer than a few; the shares are the same chances."""
    options = ("--episodes", 10**9, "--population", "--json")
    told = json.loads(parcels("simulate", "late-parcel", *options).out)
    few = json.loads(parcels("simulate", "late-parcel", "--json").out)

    assert (told["episodes"], told["population"]) == (10**9, True)
    assert sum(told["endings"].values()) == 10**9
    assert few["population"] is False
    assert abs(told["goal"]["value"] - few["goal"]["value"]) < 0.01


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--episodes", 0), "'0' is not a whole number from 1"),
        (("--skill", "1.5"), "'1.5' is not a number from 0 to 1"),
        (("--skill", "nan"), "'nan' is not a number from 0 to 1"),
        (("--strategy", "wild"), "No strategy 'wild'. Did you mean 'tilted:BASE,RISE'"),
        (("--strategy", "script:lisen"), "Did you mean 'listen'?"),
        (("--seed", "-1"), "'-1' is not a whole number"),
    ],
)
def test_what_cannot_be_simulated_is_one_message(options, said, parcels):
    """Nothing is played."""
    ran = parcels("simulate", "late-parcel", *options)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_several_scenarios_are_a_list(installed):
    """One is an object, as a program that asks for one expects."""
    options = ("simulate", "--episodes", 5, "--pack-dir", PARCELS, "--json")
    one = json.loads(installed(*options, "late-parcel").out)
    twice = json.loads(installed(*options, "late-parcel", "late-parcel").out)

    assert one["scenario"] == twice["scenario"] == "late-parcel"


def test_a_row_for_each_episode_or_turn_goes_to_a_file(parcels, tmp_path):
    """With what is asked for, and nothing else is left in the folder."""
    out = tmp_path / "out.csv"
    options = ("--episodes", 50, "--seed", 3, "--first", 7, "--out", out)
    told = json.loads(parcels("simulate", "late-parcel", *options, "--json").out)
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))

    assert [int(row["episode"]) for row in rows] == list(range(7, 57))
    goals = sum(row["kind"] == "goal" for row in rows)
    assert goals == round(told["goal"]["value"] * 50)
    assert {row["digest"] for row in rows} == {told["digest"]}
    assert rows[0]["command"] == (
        "scenario-engine simulate late-parcel --strategy random --episodes 50 --seed 3 "
        "--first 7"
    )
    turns = ("--traces", "--columns", "delivery", "--force")
    assert parcels("simulate", "late-parcel", *options, *turns).code == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == told["turns"]
    assert {row["good"] for row in rows} <= {"true", "false", ""}
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_is_there_stays_as_it_is(parcels, tmp_path):
    """Unless it is said otherwise."""
    out = tmp_path / "out.csv"
    out.write_text("mine")
    ran = parcels("simulate", "late-parcel", "--episodes", 5, "--out", out)

    assert (ran.code, ran.out, out.read_text()) == (2, "", "mine")
    assert f"{out}: the file exists" in ran.err


def test_it_stops_when_the_interval_is_narrow_enough(parcels):
    """And says how many it took."""
    options = ("--episodes", 10**6, "--until", "0.05", "--json")
    told = json.loads(parcels("simulate", "late-parcel", *options).out)

    assert told["episodes"] == 10_000
    assert told["goal"]["high"] - told["goal"]["low"] <= 0.05


def test_what_was_kept_is_gone_on_from(parcels, tmp_path):
    """The same figures, and a file for each part."""
    options = ("simulate", "late-parcel", "--episodes", 50, "--json", "--resume")
    first = json.loads(parcels(*options, tmp_path / "parts").out)
    again = json.loads(parcels(*options, tmp_path / "parts").out)

    assert first["endings"] == again["endings"]
    assert len(list((tmp_path / "parts").iterdir())) == 1


@pytest.mark.packs
@pytest.mark.long
def test_a_persona_and_skills_are_part_of_what_is_played(installed):
    """And are told."""
    options = (
        *("--episodes", 20, "--trainee", "skill:0.5,active-listening=0.75"),
        *("--persona", "daughter=worried-daughter", "--json"),
    )
    told = json.loads(installed("simulate", "no-news", *options).out)
    usual = json.loads(installed("simulate", "no-news", *options[:2], "--json").out)

    assert told["trainee"] == "skill:0.5,active-listening=0.75"
    assert told["personas"] == {"daughter": "worried-daughter"}
    assert told["digest"] != usual["digest"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--traces",), "--traces is about a file. Name it with --out FILE."),
        (("--population", "--first", 3), "--first has nothing to go by"),
        (("--out", "here.xlsx"), "Let its name end in .parquet, .arrow, .csv"),
        (("--out", "no-folder/x.csv"), "no-folder/x.csv: No such file or directory"),
        (("--until", "0"), "'0' is not a number above 0 and below 1"),
        (
            ("--trainee", "skill:2"),
            "Skill in every other technique is 2.0, outside 0..1",
        ),
        (
            ("--trainee", "skill:1,listening"),
            "'listening' names nothing. Write skill:S,TECHNIQUE=S",
        ),
        (("--trainee", "skill:1,juggling=1"), "No technique 'juggling'"),
        (("--trainee", "skill:1", "--skill", 1), "both say the skill"),
        (("--persona", "him"), "'him' is not PARTICIPANT=PERSONA"),
        (("--persona", "him=her"), "No participant 'him'"),
        (("--workers", 0), "'0' is not a whole number from 1"),
        (("--out", "x.csv", "--columns", "mood"), "No column 'mood'"),
    ],
)
def test_options_that_make_no_sense_are_one_message(
    options, said, parcels, monkeypatch, tmp_path
):
    """And nothing is written."""
    monkeypatch.chdir(tmp_path)
    ran = parcels("simulate", "late-parcel", "--episodes", 5, *options)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_it_says_what_to_install(parcels, monkeypatch, tmp_path):
    """Before anything is played."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "scenario_engine.simulation.arrow", raising=False)
    ran = parcels("simulate", "late-parcel", "--out", tmp_path / "x.parquet")

    assert ran.code == 2
    assert "pip install 'scenario-engine[arrow]'" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path):
    """One message, and no half of a file."""
    refused(tmp_path / "out.csv", "--episodes", "5000")


def test_ctrl_c_writes_what_was_finished(parcels, monkeypatch, tmp_path):
    """And says how to go on."""
    stop = monkeypatch.setattr
    stop(plans, "AT_ONCE", dict.fromkeys(plans.AT_ONCE, 20))
    stop(Progress, "__call__", lambda *_: signal.raise_signal(signal.SIGINT))
    out = tmp_path / "out.csv"
    ran = parcels("simulate", "late-parcel", "--episodes", 50, "--out", out)

    assert ran.code == 130
    assert ran.err == (
        f"scenario-engine: stopped after 20 of 50 episodes, in {out}. With --resume "
        "DIR, what is finished is kept to go on from.\n"
    )
    assert len(out.read_text().splitlines()) == 21
