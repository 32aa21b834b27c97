"""`show`: a scenario for its authors and instructors, or for a trainee."""

from __future__ import annotations

import json

import pytest


def test_show_tells_authors_everything(parcels):
    """Hidden people, techniques, guards, endings and evidence included."""
    ran = parcels("show", "late-parcel")

    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
The late parcel (late-parcel)
=============================
For authors and instructors: this tells what a trainee is not meant to know.
With --trainee that is left out.

Content note: A caller raises their voice.

You answer the telephone of a small parcel service.

  turns         at most 8
  pack          parcels
  jurisdiction  nowhere

Participants
------------
  caller  Somebody whose parcel is late
          level 0, Settled: gives details when asked; waits while you look;
          “Thank you.”
          level 1, Discontent: raised voice; sarcasm about the company; tells
          the story again; “Where is it?”; “I have been waiting since Monday.”
          level 2, Aggression: an insult or swearing directed at you; shouts on
          and on; “Do you even read what you send me?”
          level 3, Abuse: threatens you or somebody else; an insult about who
          you are; “You are useless, all of you.”
          hidden: caller, with 0.75
            need: to be taken seriously
            traits: patience (0.3)
          hidden: regular, with 0.25
            situation: It is the third time this month.
            traits: patience (0.2)
          begins: I ring for the last time.

Objectives
----------
  listen-first  Listen before you acknowledge, acknowledge before you solve.
                techniques: active-listening; validate

Interventions
-------------
  listen          “Tell me what happened.”
                  “And then?”
                  technique: active-listening; anti technique: no; to: caller;
                  minutes: 1; available: True
                  good practice: heard == 0
  acknowledge     “That is a long time to wait.”
                  “Anybody would be cross.”
                  technique: validate; anti technique: no; to: caller; minutes:
                  1; available: True
  trace           “I am looking for it now.”
                  “Let me trace it.”
                  technique: problem-solve; anti technique: no; to: caller;
                  minutes: 1; available: traced == 0
  promise         “It will be there tomorrow.”
                  “Tomorrow. I promise.”
                  technique: false-promise; anti technique: yes; to: caller;
                  minutes: 1; available: True
  quote-the-rule  “That is our rule.”
                  “I cannot change the rule.”
                  technique: policy-wall; anti technique: yes; to: caller;
                  minutes: 1; available: True

Rules of the house
------------------
  no-promises  Nobody promises a day.
               pattern: never; source: house rule 4

Variables
---------
  caller.persona     which of caller, regular this is
                     0 to 1; starts at 0 (with 0.75) or 1 (with 0.25); hidden
  caller.escalation  level on the ladder
                     0 to 3; starts at 2; visible
  caller.trust       rapport with the trainee
                     0 to 3; starts at 1; hidden
  composure          your own calm
                     0 to 1; starts at 1; visible
  heard              how far the story has been told
                     0 to 2; starts at 0; hidden
  traced             the parcel has been found
                     0 to 1; starts at 0; visible
  hung_up            the line is dead
                     0 to 1; starts at 0; hidden

Endings
-------
  cut-off    The line is dead.
             kind: harm; when: hung_up == 1
  settled    "All right. Thank you."
             kind: goal; when: caller.escalation == 0 and traced == 1
  next-call  The next call comes in.
             kind: neutral; when: True

Never, however it is played
---------------------------
  trace-once  Nobody looks for a parcel that was found.

Evidence of the chances
-----------------------
  assumption    9
  parcel-study  1  Waiting for parcels

As live role play
-----------------
  timing     Five minutes, then ten to talk.
  stop word  Parcel
  questions  What did you hear first?
             When did it turn?

Before
------
  Five minutes. You can stop at any time.

Afterwards
----------
  Take a breath before the next call.
"""
    )


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize(
    "secret",
    [
        "regular",
        "patience",
        "third time",
        "taken seriously",
        "false-promise",
        "heard",
        "hung_up",
        "settled",
        "0.75",
        "assumption",
        "validate",
        "trace-once",
        "the last time",
        "ten to talk",
        "When did it turn?",
    ],
)
def test_a_trainee_is_shown_nothing_hidden(secret, form, parcels):
    """What the author's view holds and a trainee must not know is left out."""
    whole = parcels("show", "late-parcel", *form).out
    for_trainee = parcels("show", "late-parcel", "--trainee", *form).out

    assert secret in whole
    assert secret not in for_trainee


def test_a_trainee_is_shown_what_can_be_said_and_seen(parcels):
    """Setting, content note, lines, rules and visible variables stay."""
    known = json.loads(parcels("show", "late-parcel", "--trainee", "--json").out)

    assert known["content_note"] == "A caller raises their voice."
    assert known["interventions"][0] == {
        "id": "listen",
        "to": "caller",
        "lines": ["Tell me what happened.", "And then?"],
        "minutes": 1,
    }
    assert known["policies"] == [
        {
            "id": "no-promises",
            "text": "Nobody promises a day.",
            "source": "house rule 4",
            "jurisdiction": "",
        }
    ]
    assert [each["name"] for each in known["variables"]] == [
        "caller.escalation",
        "composure",
        "traced",
    ]


def test_show_as_json_counts_the_evidence(parcels):
    """How many chances rest on an assumption, and how many on which reference."""
    known = json.loads(parcels("show", "late-parcel", "--json").out)

    assert known["evidence"] == [
        {"key": "assumption", "chances": 9, "title": ""},
        {"key": "parcel-study", "chances": 1, "title": "Waiting for parcels"},
    ]


@pytest.mark.packs
@pytest.mark.parametrize("form", [[], ["--json"], ["--trainee"]], ids=str)
def test_every_installed_scenario_can_be_shown(form, installed):
    """Whatever the packs of this repository hold, it can be shown."""
    for each in json.loads(installed("list", "--json").out):
        ran = installed("show", each["id"], *form)

        assert (ran.code, ran.err) == (0, "")
        assert each["title"] in ran.out
