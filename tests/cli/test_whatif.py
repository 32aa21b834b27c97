"""`whatif`: a turn again, with another choice and the same dice."""

from __future__ import annotations

import json

import pytest

from scenario_engine.packs import load_packs
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session, write

from .places import PARCELS


@pytest.fixture
def lost(tmp_path):
    """Return the file of an episode that ended badly."""
    session = Session.begin(
        load_packs(only=[], folders=[PARCELS]).program("late-parcel"), seed=0
    )
    for choice in ("promise", "promise", "trace"):
        session = session.step(choice)
    path = tmp_path / "lost.json"
    path.write_text(json.dumps(write(of_session(session))))
    return path


def test_both_courses_are_told_side_by_side(parcels, lost):
    """What followed each, what each was worth, and how it would have gone on."""
    ran = parcels("whatif", lost, "--turn", 1, "--choose", "listen")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("""\
What if, in turn 1
==================
As it was: “It will be there tomorrow.” (promise), worth 48%
    "That is what they said on Monday."
    After it: 38%.

Instead: “Tell me what happened.” (listen), worth 97%
    The caller tells a piece of it.
    After it: 98%.

On average this is worth 49.2 points more.

What could be chosen, and what it was worth
-------------------------------------------
  ██████████  97%  listen          instead
""")
    assert "\nInstead, and then as could be advised\n" in ran.out
    assert "  as it was  The line is dead. (cut-off: it ended in harm)\n" in ran.out
    assert '  instead    "All right. Thank you." (settled: de-escalated)\n' in ran.out


def test_it_may_go_on_as_it_was_or_not_at_all(parcels, lost):
    """With the same later choices, as long as they are offered."""
    same = parcels("whatif", lost, "--turn", 1, "--choose", "listen", "--then", "same")
    stop = parcels("whatif", lost, "--turn", 1, "--choose", "listen", "--then", "stop")

    assert "Instead, and then with the same later choices\n" in same.out
    assert "    2  ██████████  98%  promise  grave mistake" in same.out
    assert "Instead, up to there\n" in stop.out
    assert "    2 " not in stop.out
    assert "  instead    not at an end\n" in stop.out


def test_the_answer_is_hidden_until_something_is_tried(parcels, lost):
    """Without --choose the turn is told again, and asked for."""
    ran = parcels("whatif", lost, stdin="7\n\nlisten\n")
    before, after = ran.out.split("What if, in turn 1")

    assert ran.code == 0
    assert before.startswith("""\
Turn 1, again
=============
""")
    assert "  1  “Tell me what happened.” (listen)\n" in before
    assert before.count("Type a number from 1 to 5, or q.") == 2
    assert "%" not in before
    assert "worth" not in before
    assert "On average this is worth 49.2 points more." in after


@pytest.mark.parametrize("end", ["q\n", ""])
def test_nobody_has_to_try(parcels, lost, end):
    """Whoever stops is told nothing."""
    ran = parcels("whatif", lost, "--turn", 2, stdin=end)

    assert (ran.code, ran.err) == (0, "")
    assert "worth" not in ran.out


def test_the_json_holds_both_reviews(parcels, lost):
    """And without a choice, the turn with nothing told of any worth."""
    told = json.loads(
        parcels("whatif", lost, "--turn", 1, "--choose", "listen", "--json").out
    )
    asked = json.loads(parcels("whatif", lost, "--json").out)

    assert told["gain"] == told["instead"]["value"] - told["chosen"]["value"]
    assert told["played"]["ending"]["kind"] == "harm"
    assert told["other"]["ending"]["kind"] == "goal"
    assert asked["turn"] == 1
    assert [set(option) for option in asked["options"]] == [{"id", "line"}] * 5


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--turn", 9, "--choose", "listen"), "There is no turn 9: the episode has 3"),
        (("--turn", 1, "--choose", "lissen"), "Did you mean 'listen'?"),
        (("--turn", 0), "'0' is not a whole number from 1 to"),
        (("--turn", 1, "--then", "later"), "invalid choice: 'later'"),
    ],
)
def test_what_makes_no_sense_is_refused(parcels, lost, more, words):
    """With what does."""
    ran = parcels("whatif", lost, *more)

    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_without_dice_it_says_where_the_worth_stands(parcels, lost):
    """Nobody can tell how it would have gone on with the same luck."""
    data = json.loads(lost.read_text())
    data["seed"] = data["episode"] = None
    lost.write_text(json.dumps(data))
    ran = parcels("whatif", lost, "--turn", 1, "--choose", "listen")

    assert (ran.code, ran.out) == (2, "")
    assert "has no dice" in ran.err
    assert "is in its review" in ran.err
