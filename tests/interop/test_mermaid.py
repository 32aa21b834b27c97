"""Levels and interventions as a diagram."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given

from brute_force import successors
from scenario_engine.errors import NotFoundError
from scenario_engine.interop.mermaid import mermaid
from scenario_engine.program import Interpreter, Program
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

ARROW = re.compile(r'level(\d+) -->\|"([^"]*)"\| level(\d+)')
END = re.compile(r"level(\d+) --> ending(\d+)")


def test_a_small_scene_is_drawn() -> None:
    """Start, levels from the highest down, endings that can be, and what moves."""
    assert (
        mermaid(program())
        == """\
flowchart TD
    start(["visitor"])
    level3["3: crisis"]
    level2["2: loud"]
    level1["1: restless"]
    level0["0: calm"]
    ending0(["goal: settled"])
    ending1(["harm: hurt"])
    start --> level2
    level1 -->|"listen<br/>limit"| level0
    level1 -->|"calm-down"| level2
    level2 -->|"listen<br/>limit"| level1
    level2 -->|"calm-down"| level3
    level0 --> ending0
    level3 --> ending1
"""
    )


@at_most(60)
@given(programs(largest_horizon=2))
def test_the_arrows_are_those_of_the_interpreter(made: Program) -> None:
    """Every move that some reachable choice can make, and no other."""
    at = Interpreter(made)
    index = [v.name for v in made.variables].index("daughter.escalation")
    moves: dict[tuple[int, int], set[str]] = {}
    ends = set()
    for state in successors(made):
        if ending := at.ending(state):
            ends.add((state[index], made.endings.index(ending)))
            continue
        for action in at.choices(state):
            for branch in at.response(state, action):
                pair = (state[index], branch.state[index])
                if pair[0] != pair[1]:
                    moves.setdefault(pair, set()).add(action.id)
    text = mermaid(made)

    assert ends == {(int(a), int(b)) for a, b in END.findall(text)}
    assert moves == {
        (int(before), int(after)): set(said.split("<br/>"))
        for before, said, after in ARROW.findall(text)
    }


def test_what_an_author_writes_cannot_break_the_diagram() -> None:
    """Signs that Mermaid reads are written as its entities, and lines are joined."""
    made = program()
    person = attrs.evolve(
        made.participants[0], levels=('a "quiet"\nroom', "b; c", "<b>&#", "`d`\\")
    )
    text = mermaid(attrs.evolve(made, participants=(person,)))

    assert [
        '    level3["3: #96;d#96;#92;"]',
        '    level2["2: #60;b#62;#38;#35;"]',
        '    level1["1: b#59; c"]',
        '    level0["0: a #34;quiet#34; room"]',
    ] == text.splitlines()[2:6]


def test_a_participant_can_be_named() -> None:
    """An unknown one is refused with those that there are."""
    assert mermaid(program()) == mermaid(program(), participant="visitor")
    with pytest.raises(NotFoundError) as refusal:
        mermaid(program(), participant="son")

    assert str(refusal.value) == (
        "a-visit has no participant 'son'. Its participants are visitor."
    )
