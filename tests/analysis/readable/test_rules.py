"""Rules read as sentences."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.analysis.readable import Condition, Readable, Rule
from scenes import program

MADE = program()
LEVEL, TRUST, HEARD = "visitor.escalation", "visitor.trust", "heard"


def said(*conditions: tuple[str, int, int], people: int = 1) -> str:
    """Return the line of one rule."""
    rule = Rule(tuple(Condition(*c) for c in conditions), ("listen", "limit"), 1.0)
    made = attrs.evolve(MADE, participants=MADE.participants * people)
    (line,) = Readable((rule,), 0.5, 0.5).lines(made)
    return line


@pytest.mark.parametrize(
    ("conditions", "line"),
    [
        ((), "always: listen"),
        (((LEVEL, 3, 3),), "at level 3: listen"),
        (((LEVEL, 3, 3), (TRUST, 0, 1)), "at level 3 with trust 0 or 1: listen"),
        (
            ((TRUST, 0, 2), (LEVEL, 1, 3)),
            "at level 1 or more with trust 0 to 2: listen",
        ),
        (((HEARD, 1, 1), (TRUST, 2, 3)), "with heard 1, trust 2 or 3: listen"),
    ],
)
def test_conditions_are_told_in_words(conditions, line):
    """The level first; a range by its ends."""
    assert line == said(*conditions)


def test_of_several_people_each_is_named():
    """One level among several has to be somebody's."""
    assert "at visitor's level 0 with visitor's trust 1: listen" == said(
        (LEVEL, 0, 0), (TRUST, 1, 1), people=2
    )
