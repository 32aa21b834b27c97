"""A table of conditions: the first that holds, where its choice is offered."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import explore
from scenario_engine.errors import NotFoundError
from scenario_engine.simulation import SimulationError
from scenario_engine.simulation.strategies.tabular import Line, Tabular, read
from scenario_engine.testing import programs
from scenes import program
from searching import at_most
from simulation.strategies.playing_by_hand import worth


@st.composite
def tables(draw: st.DrawFn):
    """A program, and a table for it."""
    made = draw(programs(largest_horizon=4))
    ids = st.sampled_from([action.id for action in made.actions])
    variable = st.sampled_from(made.variables)
    lines = []
    for _ in range(draw(st.integers(0, 4))):
        one = draw(variable)
        lines.append(Line({one.name: draw(st.integers(one.low, one.high))}, draw(ids)))
    return made, tuple(lines)


@at_most(14)
@given(tables())
def test_it_is_worth_what_it_is_by_hand(drawn):
    """Read line by line, state by state, by the reference interpreter."""
    made, lines = drawn

    def choose(memory, offered, state, left):
        for line in lines:
            if line.choose in offered and line.when.items() <= state.items():
                return {line.choose: 1.0}
        return dict.fromkeys(offered, 1 / len(offered))

    plan = Tabular(lines).plan(explore(made))
    assert plan.value() == pytest.approx(worth(made, choose), abs=1e-12)


def test_a_table_is_read_from_json():
    """With its name."""
    lines = [{"when": {"heard": 1, "composure": 0}, "choose": "limit"}]
    data = {"kind": "scenario_engine table", "format": 1, "lines": lines}

    table = read(json.dumps(data), "table:x")
    assert table == Tabular((Line({"heard": 1, "composure": 0}, "limit"),), "table:x")


HEAD = '"kind": "scenario_engine table", "format": 1'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "t: no JSON (Expecting property name"),
        ("[" * 100_000, "t: no JSON ("),
        ("[]", 't: no table: its kind is not "scenario_engine table".'),
        (
            '{"kind": "scenario_engine table", "format": 2, "lines": []}',
            "t: its format is 2; this version reads 1.",
        ),
        (
            '{"kind": "scenario_engine table", "format": true, "lines": []}',
            "t: its format is True; this version reads 1.",
        ),
        (f"{{{HEAD}}}", "t: it has kind, format, and a list of lines."),
        (f'{{{HEAD}, "lines": {{}}}}', "t: it has kind, format, and a list of lines."),
        (
            f'{{{HEAD}, "lines": [5, {{"when": {{"heard": true}}, "choose": "x"}}, '
            '{"when": {}, "choose": 1}]}',
            "t:\n  line 0: it has `when` and `choose`, and nothing else\n"
            "  line 1: `when` gives whole numbers for names of variables\n"
            "  line 2: `choose` is the id of an intervention",
        ),
    ],
)
def test_what_is_no_table_is_refused(text, said):
    """With everything that is wrong with it."""
    with pytest.raises(SimulationError) as caught:
        read(text, "t")
    assert str(caught.value).startswith(said)


def test_a_table_for_another_scenario_is_refused():
    """With what there is."""
    space = explore(program())
    with pytest.raises(NotFoundError, match=r"No intervention 'lisen'. Did you mean"):
        Tabular((Line({}, "lisen"),)).ready(space)
    with pytest.raises(
        SimulationError, match=r"'a-visit' has no variable 'hard'. There"
    ):
        Tabular((Line({"hard": 1}, "listen"),), "t").ready(space)
