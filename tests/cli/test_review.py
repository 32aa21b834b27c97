"""`review`: an episode gone through, in the terminal, as JSON, and as a page."""

from __future__ import annotations

import json
import re

import pytest

from scenario_engine.packs import load_packs
from scenario_engine.session import Session, snapshot
from scenario_engine.session.trace import of_session, write

from .places import PARCELS

REGISTRY = load_packs(only=[], folders=[PARCELS])


def episode(*choices: str, seed: int = 0):
    """Return an episode of the late parcel."""
    session = Session.begin(REGISTRY.program("late-parcel"), seed=seed)
    for choice in choices:
        session = session.step(choice)
    return session


@pytest.fixture
def lost(tmp_path):
    """Return the file of an episode that ended badly."""
    path = tmp_path / "lost.json"
    trace = of_session(episode("promise", "promise", "trace"))
    path.write_text(json.dumps(write(trace)))
    return path


def test_the_debrief_is_told(parcels, lost):
    """How it ended, where that came from, each marked turn, rules, and points."""
    ran = parcels("review", lost)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("""\
The late parcel: the debrief
============================
The line is dead. (cut-off: it ended in harm)

It began worth 97.2%; choices gave away 91.8 points, chance took 5.3 points. It
did not reach the goal (0%).
The turning point was turn 1.

    1  ██████████  97%  promise  grave mistake, gave away 49.2 points
    2  ████        38%  promise  grave mistake, gave away 22.4 points
    3  ██          20%  trace    grave mistake, gave away 20.3 points
                    0%  the end

Turn 1: the turning point
-------------------------
  caller: Aggression
  you: “It will be there tomorrow.” (promise), worth 48%, grave mistake, gave
  away 49.2 points
  better: “Tell me what happened.” (listen), worth 97%
  Then chance took 9.9 points:
    "That is what they said on Monday."

Turn 2
------
""")
    assert (
        """
Rules of the house
------------------
  broken (turn 1)  Nobody promises a day.

Points
------
Parcel scale (an imitation, not the instrument)
item     you  random play  best play  better
-------  ---  -----------  ---------  ------
Hearing    0"""
        in ran.out
    )
    assert "For instructors, with everything known: It began worth 97" in ran.out


def test_a_trainee_is_told_nothing_of_what_only_instructors_know(parcels, lost):
    """On the terminal as on the page."""
    assert "For instructors" not in parcels("review", lost, "--trainee").out


def test_the_json_holds_both_accounts(parcels, lost):
    """Each with its start, its result and its turns; nothing is rounded."""
    ran = parcels("review", lost, "--json")
    told = json.loads(ran.out)

    assert ran.code == 0
    for kind in ("fair", "full"):
        account = told[kind]
        terms = sum(turn["luck"] - turn["regret"] for turn in account["turns"])
        assert abs(account["result"] - account["start"] - terms) <= 1e-12
        assert [turn["choice"] for turn in account["turns"]] == [
            "promise",
            "promise",
            "trace",
        ]
        for turn in account["turns"]:
            assert {"choice", "value", "best", "regret", "luck"} <= set(turn)
    assert told["turns"][0]["verdict"] == "grave mistake"
    assert told["policies"] == [
        {
            "policy": "no-promises",
            "text": "Nobody promises a day.",
            "is_broken": True,
        }
    ]


def test_a_page_and_markdown_are_written_whole_and_overwrite_nothing(
    parcels, lost, tmp_path
):
    """Beside what is told; a file that is there is refused before anything is done."""
    page, text = tmp_path / "page.html", tmp_path / "text.md"
    ran = parcels("review", lost, "--html", page, "--markdown", text)
    again = parcels("review", lost, "--html", page)

    assert ran.code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert text.read_text("utf-8").startswith("# The late parcel")
    assert (again.code, again.out) == (2, "")
    assert "the file exists. Name another file." in again.err


def test_a_folder_that_is_not_there_is_refused(parcels, lost, tmp_path):
    """With the option that named it."""
    ran = parcels("review", lost, "--html", tmp_path / "no" / "page.html")

    assert ran.code == 2
    assert "--html" in ran.err
    assert "No such file or directory. Name another file." in ran.err


def test_a_snapshot_and_a_journal_are_reviewed_too(parcels, tmp_path):
    """Of an episode that was stopped, too; it is worth what it was worth then."""
    saved, journal = tmp_path / "saved.json", tmp_path / "journal"
    saved.write_text(json.dumps(snapshot(episode("listen"))))
    parcels("play", "late-parcel", "--seed", 0, "--save", journal, stdin="1\nq\n")
    runs = [parcels("review", path) for path in (saved, journal)]

    assert {ran.code for ran in runs} == {0}
    assert runs[0].out == runs[1].out
    assert "It was stopped after 1 turn, before an end." in runs[0].out
    assert re.search(r"It was\s+worth 9\d\.\d%\s+when it was\s+stopped\.", runs[0].out)


def test_without_states_the_full_account_is_not_evaluable(parcels, lost):
    """It says so, and shows no zero."""
    data = json.loads(lost.read_text())
    data["seed"] = data["episode"] = None
    for moment in data["moments"]:
        moment["state"] = moment["good"] = None
    lost.write_text(json.dumps(data))
    ran = parcels("review", lost)
    told = json.loads(parcels("review", lost, "--json").out)

    assert "Not everything can be evaluated: the trace records neither" in ran.out
    assert "Hearing  not evaluable" in ran.out
    assert told["full"] is None
    assert told["fair"]["start"] == pytest.approx(0.972, abs=0.001)


def test_what_was_changed_is_refused(parcels, lost):
    """Cut short, edited, or from another version: one message, and no review."""
    whole = lost.read_text()
    data = json.loads(whole)

    def refused(text: str) -> str:
        lost.write_text(text)
        ran = parcels("review", lost)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("scenario-engine: ")
        return str(ran.err)

    def changed(**changes: object) -> str:
        return json.dumps({**data, **changes})

    moments = data["moments"]
    assert "cut short" in refused(whole[: len(whole) // 2])
    assert "has changed since" in refused(changed(digest="0" * 64))
    assert "No scenario 'another'" in refused(changed(scenario="another"))
    assert "Turns are missing, or" in refused(changed(moments=moments[:-1]))
    assert "Turns are missing, or" in refused(changed(ending="settled"))
    edited = json.loads(whole)
    edited["moments"][1]["choice"] = "listen"
    assert "is not what these dice give" in refused(json.dumps(edited))
    edited = json.loads(whole)
    edited["moments"][1]["choice"] = "be-nice"
    assert "'be-nice' is no intervention here" in refused(json.dumps(edited))
    edited = json.loads(whole)
    edited["moments"][2]["visible"]["caller.escalation"] = 0
    assert "is not what these dice give" in refused(json.dumps(edited))


def test_states_that_there_cannot_be_are_refused(parcels, lost):
    """Numbers outside the ranges of variables, without dice to compare with."""
    data = json.loads(lost.read_text())
    data["seed"] = data["episode"] = None
    for value in (99, -1, 10**30):
        for moment in data["moments"]:
            moment["visible"]["caller.escalation"] = value
            moment["state"]["caller.escalation"] = value
        lost.write_text(json.dumps(data))
        ran = parcels("review", lost)

        assert (ran.code, ran.out) == (2, "")
        assert f"visible has caller.escalation = {value}, outside 0..3" in ran.err


def test_what_the_program_cannot_show_is_refused(parcels, lost):
    """Where neither dice nor states were recorded, what was seen has to be possible."""
    data = json.loads(lost.read_text())
    data["seed"] = data["episode"] = None
    for moment in data["moments"]:
        moment["visible"]["caller.escalation"] = 1
        moment["state"] = None
    lost.write_text(json.dumps(data))
    ran = parcels("review", lost)

    assert (ran.code, ran.out) == (2, "")
    assert "cannot be seen in 'late-parcel'" in ran.err


def test_no_text_of_a_trace_steers_a_terminal(parcels, lost):
    """What a hostile file holds is shown as what it is, or not at all."""
    data = json.loads(lost.read_text())
    data["player"] = "\x1b[2J<script>alert(1)</script>"
    data["scenario"] = "\x1b]0;title\x07late"
    lost.write_text(json.dumps(data))
    ran = parcels("review", lost)

    assert ran.code == 2
    assert "\x1b" not in ran.out + ran.err


def test_a_missing_file_is_one_message(parcels, tmp_path):
    """And no traceback."""
    ran = parcels("review", tmp_path / "nothing")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: {tmp_path / 'nothing'}: No such file or directory. Name "
        "the file of an episode.\n"
    )
