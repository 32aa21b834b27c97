"""The scripted novice: generic, and always the same."""

from __future__ import annotations

import json

from scenario_engine.catalogue import pack
from scenario_engine.cli import novice
from scenario_engine.packs import load_packs
from scenario_engine.session import Session

from .places import PARCELS


def begun(seed):
    """Begin an episode."""
    registry = load_packs(only=[], folders=[PARCELS])
    return Session.begin(registry.program("late-parcel"), seed=seed)


def test_every_habit_is_a_technique_of_the_catalogue():
    """A misspelt technique would never come to the novice's mind."""
    known = {technique.id for technique in pack.contents().objects["techniques"]}

    assert set(novice.HABITS) <= known
    assert len(set(novice.HABITS)) == len(novice.HABITS)


def test_good_skills_and_habits_take_turns():
    """The novice is no expert and no brute."""
    kinds = {t.id: t.anti for t in pack.contents().objects["techniques"]}

    assert {kinds[id_] for id_ in novice.HABITS} == {True, False}


def test_what_comes_to_mind_first_is_tried_first_and_then_the_next():
    """Each is tried once, in the order of habits, before anything is tried twice."""
    *_, last = novice.play(begun(1))

    assert last.taken[:6] == (
        *("listen", "quote-the-rule", "acknowledge", "trace", "promise"),
        "listen",
    )


def test_the_novice_plays_to_the_end_and_always_the_same():
    """An episode ends, and the same dice give the same choices."""
    for seed in range(20):
        *_, last = novice.play(begun(seed))
        *_, again = novice.play(begun(seed))

        assert last.ending is not None
        assert json.dumps(last.taken) == json.dumps(again.taken)
