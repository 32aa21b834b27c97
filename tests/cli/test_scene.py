"""How an episode is told."""

from __future__ import annotations

import pytest

from scenario_engine.cli import scene
from scenario_engine.program.ir import Participant


def somebody(*levels):
    """Invent a participant with these levels."""
    none = tuple(() for _ in levels)
    return Participant("guest", "a guest", "ladder", levels, none, none)


@pytest.mark.parametrize(
    ("levels", "tones"),
    [
        ("ab", ["calm", "crisis"]),
        ("abc", ["calm", "unsettled", "crisis"]),
        ("abcd", ["calm", "unsettled", "upset", "crisis"]),
        ("abcde", ["calm", "unsettled", "unsettled", "upset", "crisis"]),
    ],
)
def test_a_level_is_toned_by_its_place_on_the_ladder(levels, tones):
    """The lowest is calm, the highest a crisis, and the others lie between."""
    person = somebody(*levels)

    assert [scene.level(person, n)[1] for n in range(len(levels))] == tones


def test_a_level_is_told_with_its_number():
    """The words say where on the ladder a level is, without any colour."""
    assert scene.level(somebody("calm", "cross", "furious"), 1)[0] == (
        "cross (level 1 of 2)"
    )


def test_every_kind_of_ending_has_its_words():
    """What the glossary knows as a kind can be told."""
    assert set(scene.KINDS) == {"goal", "harm", "neutral"}
