"""`demo`: a play that can be watched, and what every scenario is worth."""

from __future__ import annotations

import re

import pytest

from scenario_engine.cli import demo, novice
from scenario_engine.packs import load_packs
from scenario_engine.session import Session

from .places import PARCELS, TRAPPED


def test_the_demo_tells_a_whole_episode_and_the_table(parcels):
    """Setting, turns with what is said and what happens, the end, all scenarios."""
    ran = parcels("--pack-dir", TRAPPED, "demo")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The late parcel\n===============\nContent note: ")
    assert (
        """
Turn 2 of 8
-----------
  caller  Aggression (level 2 of 3): an insult or swearing directed at you;
          shouts on and on
          “Do you even read what you send me?”
  composure 1 (0 to 1), traced 0 (0 to 1)
  you  “That is our rule.” (quote-the-rule)
       A short laugh.
"""
        in ran.out
    )
    assert (
        """
All scenarios, checked
======================
scenario     states   best  random  worst  goal
-----------  ------  -----  ------  -----  ---------------
late-parcel      76  0.972   0.007  0.000  always in reach
one-way           5  1.000   0.638  0.000  TRAP
"""
        in ran.out
    )


def test_the_demo_says_how_far_its_figures_can_be_trusted(parcels):
    """Exact for whom, from whose numbers, and about whom not."""
    told = " ".join(parcels("demo").out.split())

    assert "exact up to rounding, for a trainee who delivers everything" in told
    assert "most of them assumptions" in told
    assert "predicts nothing about real people" in told


def test_the_demo_is_the_same_for_everybody(parcels):
    """Nothing in it is drawn anew."""
    assert parcels("demo").out == parcels("demo", "late-parcel").out


def test_every_turn_of_the_novice_is_told(parcels):
    """The transcript holds each cue, in order, and the score at the end."""
    program = load_packs(only=[], folders=[PARCELS]).program("late-parcel")
    session = Session.begin(program, seed=demo.SEED)
    told, at = " ".join(parcels("demo").out.split()), 0
    for after in novice.play(session):
        at = told.index(f"({after.choice})", at) + 1
        for cue in after.observation.cues:
            at = told.index(cue, at) + 1

    assert f"choices {', '.join(after.taken)}" in told
    assert "(Parcel scale) rules broken Nobody promises a day." in told


def test_a_scenario_that_cannot_be_checked_does_not_end_the_demo(parcels, tmp_path):
    """Its row is empty, the message tells why, and the exit code is 2."""
    folder = tmp_path / "wrong"
    (folder / "scenarios").mkdir(parents=True)
    text = (TRAPPED / "scenarios" / "one-way.toml").read_text("utf-8")
    text = text.replace("chance = 0.9", 'chance = "0.9 + burnt + escalation"')
    (folder / "scenarios" / "one-way.toml").write_text(text, "utf-8")
    ran = parcels("--pack-dir", folder, "demo")

    assert ran.code == 2
    assert "one-way           -      -       -      -  not known\n" in ran.out
    assert ran.err == (
        "scenario-engine: wrong: scenario 'one-way': intervention 'listen' > effect 1 "
        "> outcome 1: 1.9: not a chance in 0..1 in the state "
        "guest.escalation = 1, guest.trust = 1, composure = 2, burnt = 0. Change the "
        "chances or reasons, or write clamp(…) where you mean it.\n"
    )


@pytest.mark.packs
@pytest.mark.long
def test_the_demo_of_the_installed_packs_has_a_row_for_each_scenario(installed):
    """What whoever has just installed it all will see."""
    ran = installed("demo")
    table = ran.out[ran.out.index("All scenarios, checked") :]

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(load_packs().program("billed-twice").title)
    for id_ in ("billed-twice", "no-news", "wrong-dish", "your-turn-to-read"):
        assert re.search(rf"(?m)^{id_} .* always in reach$", table)


@pytest.mark.packs
def test_the_novice_plays_any_installed_scenario():
    """It is scripted for none of them in particular."""
    registry = load_packs()
    for id_ in registry.scenarios:
        *_, last = novice.play(Session.begin(registry.program(id_), seed=demo.SEED))

        assert last.ending is not None
