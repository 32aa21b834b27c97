"""Places and values in the words of their author."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scenario_engine.packs.files.labels import path, shown, visible

DATA = {
    "interventions": [
        {"id": "listen", "effects": [{}, {"outcomes": [{"reasons": [{}]}]}]},
        {"lines": ["Yes?"], "poorly": [{}]},
        {"id": 3},
        {"id": ""},
    ],
    "ladders": [{"id": "steps", "levels": [{"cues": ["a"]}], "descent": [{}]}],
    "personas": [{"id": "kim", "voice": [["a"], ["b"]], "calming": ["tea"]}],
    "scoring": [{"id": "heard"}],
    "uses": {"interventions": ["listen"]},
    "variables": {"heard": {"range": [0, 1]}},
    "world": [{"id": "time-heals"}],
}


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("interventions 0 effects 1 when", "intervention 'listen' > effect 2 > when"),
        (
            "interventions 0 effects 1 outcomes 0 reasons 0 why",
            "intervention 'listen' > effect 2 > outcome 1 > reason 1 > why",
        ),
        ("interventions 1 lines 0", "intervention 2 > line 1"),
        ("interventions 1 poorly 0 when", "intervention 2 > poorly > effect 1 > when"),
        ("interventions 2 id", "intervention 3 > id"),
        ("interventions 3 id", "intervention 4 > id"),
        ("interventions 9 id", "intervention 10 > id"),
        ("interventions", "interventions"),
        ("ladders 0 levels 0 cues 0", "ladder 'steps' > level 0 > cue 1"),
        ("ladders 0 descent 0 label", "ladder 'steps' > descent > phase 1 > label"),
        ("personas 0 voice 1 0", "persona 'kim' > voice > level 1 > entry 1"),
        ("personas 0 calming 0", "persona 'kim' > calming > entry 1"),
        ("scoring 0 award", "scoring rule 'heard' > award"),
        ("uses interventions 0", "uses > intervention 1"),
        ("variables heard range 0", "variable 'heard' > range > entry 1"),
        ("world 0 chance", "world stage 'time-heals' > chance"),
        ("nowhere at all", "nowhere > at > all"),
        ("", ""),
    ],
)
def test_a_place_is_told_as_its_author_would(steps, said):
    """Objects by their ids, everything else by its number in the list."""
    ways = [int(step) if step.isdigit() else step for step in steps.split()]

    assert path(DATA, ways) == said


def test_an_empty_key_is_shown():
    """A key without a letter leaves a mark in the path."""
    assert path({"": 1}, [""]) == "''"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "true"),
        ("a\x1b", '"a\\u001B"'),
        (3, "3"),
        (Decimal("0.10"), "0.10"),
        (16**100, f"0x1{'0' * 61}…"),
        ([], "[]"),
        ({}, "{}"),
        ([1, "b"], '[1, "b"]'),
        ({"a": [1, [2, [3]]]}, "{ a = [1, […]] }"),
        (list(range(9)), "[0, 1, 2, 3, 4, 5, …]"),
    ],
)
def test_a_value_is_shown_as_toml_writes_it(value, said):
    """Short, and deep values with a mark where they go on."""
    assert shown(value) == said


def test_what_does_not_show_as_it_is_is_escaped():
    """Control characters and bidirectional marks become their numbers."""
    assert visible("é\x00\u202e\U000e0001") == "é\\u0000\\u202E\\uE0001"
