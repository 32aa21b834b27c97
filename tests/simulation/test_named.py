"""Strategies can be asked for by name."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import explore
from scenario_engine.errors import NotFoundError, SavedError
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session, write
from scenario_engine.simulation import SimulationError
from scenario_engine.simulation.named import FORMS, named
from scenario_engine.simulation.strategies import (
    Best,
    Checklist,
    FairBest,
    Habit,
    Mixed,
    Random,
    Rational,
    Scripted,
    Tilted,
)
from scenes import program

WRITTEN = {
    "random": Random(),
    "best": Best(),
    "fair-best": FairBest(),
    "script:limit,listen": Scripted(("limit", "listen")),
    "checklist:active-listening,limit?": Checklist(("active-listening", "limit?")),
    "habit:0.5,calm-down": Habit(0.5, ("calm-down",)),
    "rational:5": Rational(5),
    "rational:0.25": Rational(0.25),
    "rational:inf": Rational(float("inf")),
    "tilted:2,10": Tilted(2, 10),
    "mix:0.7,fair-best,random": Mixed(0.7, FairBest(), Random()),
    "mix:0.5,(script:limit,listen),(mix:1,(tilted:0,1),best)": Mixed(
        0.5, Scripted(("limit", "listen")), Mixed(1, Tilted(0, 1), Best())
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_name_stands_for_a_strategy_that_is_called_so(name):
    """It can be told to others, and play."""
    strategy = named(name)

    assert (WRITTEN[name], name) == (strategy, strategy.name)
    assert pickle.loads(pickle.dumps(strategy)) == strategy
    playing = strategy.ready(explore(program()))
    assert playing.weights.shape[-1] == len(playing.tables.choice)


chances = st.floats(0, 1)
heats = st.floats(0, allow_nan=False)
leaves = st.one_of(
    st.sampled_from([Random(), Best(), FairBest()]),
    st.builds(Rational, heats),
    st.builds(Tilted, heats, heats),
    st.builds(Habit, chances, st.just(("listen", "limit"))),
)


@given(st.recursive(leaves, lambda inner: st.builds(Mixed, chances, inner, inner)))
def test_every_strategy_is_read_back_from_its_name(strategy):
    """Whatever its numbers, and however it is mixed."""
    assert named(strategy.name) == strategy


def test_every_form_is_known():
    """Those that are listed, and no others."""
    kinds = {name.partition(":")[0] for name in WRITTEN} | {"table", "fitted"}

    assert kinds == {form.partition(":")[0] for form in FORMS}


def test_a_table_and_traces_are_read_from_files(tmp_path):
    """The name holds where they are."""
    table, trace = tmp_path / "table.json", tmp_path / "trace.json"
    line = {"when": {"heard": 1}, "choose": "limit"}
    data = {"kind": "scenario_engine table", "format": 1, "lines": [line]}
    table.write_text(json.dumps(data))
    session = Session.begin(program()).step("listen")
    trace.write_text(json.dumps(write(of_session(session))))

    for name in (f"table:{table}", f"fitted:{trace},{trace}"):
        strategy = named(name)
        assert (name, strategy) == (strategy.name, named(name))
        strategy.ready(explore(program()))


ALL = (
    "Write random, best, fair-best, script:ID,ID,…, checklist:ID,ID,…, "
    "habit:STRENGTH,ID,ID,…, rational:TEMPERATURE, tilted:BASE,RISE, "
    "mix:SHARE,NAME,NAME, table:FILE, or fitted:FILE,FILE,…."
)


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("wise", NotFoundError, f"No strategy 'wise'. {ALL}"),
        ("", NotFoundError, f"No strategy ''. {ALL}"),
        (
            "fairbest",
            NotFoundError,
            "No strategy 'fairbest'. Did you mean 'fair-best'?",
        ),
        (
            "script:",
            NotFoundError,
            "No strategy 'script:'. Did you mean 'script:ID,ID,…'",
        ),
        (
            "best:listen",
            NotFoundError,
            "No strategy 'best:listen'. Did you mean 'best'?",
        ),
        (
            "checklist",
            NotFoundError,
            "No strategy 'checklist'. Did you mean 'checklist:",
        ),
        ("script:a,,b", SimulationError, "A script names interventions: write script:"),
        (
            "rational:hot",
            SimulationError,
            "'hot' is no number for a temperature. Write",
        ),
        ("rational:-1", SimulationError, "The temperature is -1.0. Give a number of"),
        ("rational:nan", SimulationError, "The temperature is nan. Give a number of"),
        (
            "tilted:1",
            SimulationError,
            "'tilted:1' has 1 parts. Write tilted:BASE,RISE.",
        ),
        (
            "tilted:1,-2",
            SimulationError,
            "The rise is -2.0. Give a number of percentage",
        ),
        (
            "habit:2,listen",
            SimulationError,
            "The strength is 2.0, outside 0..1. Give a",
        ),
        (
            "habit:0.5",
            SimulationError,
            "A habit is of something: write habit:STRENGTH,",
        ),
        (
            "mix:2,best,random",
            SimulationError,
            "The share is 2.0, outside 0..1. Give a",
        ),
        (
            "mix:0.5,script:a,b,random",
            SimulationError,
            "'mix:0.5,script:a,b,random' has 4 parts. Write mix:SHARE,NAME,NAME.",
        ),
        ("mix:0.5,best,wise", NotFoundError, "No strategy 'wise'. Write random"),
        ("table:nowhere", NotFoundError, "Cannot read 'nowhere': No such file or"),
        ("fitted:nowhere", NotFoundError, "Cannot read 'nowhere': No such file or"),
        ("fitted:setup.cfg,", NotFoundError, "Cannot read"),
    ],
)
def test_a_name_that_is_none_is_refused(name, error, said):
    """With what comes close, and all that there is."""
    with pytest.raises(error) as caught:
        named(name)
    assert str(caught.value).startswith(said)


def test_files_that_hold_something_else_are_refused(tmp_path):
    """With what is wrong with them."""
    file = tmp_path / "file.json"
    file.write_text("{}")
    with pytest.raises(SavedError, match="Not a trace"):
        named(f"fitted:{file}")
    with pytest.raises(SimulationError, match="no table: its kind is not"):
        named(f"table:{file}")
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(NotFoundError, match="no UTF-8 text"):
        named(f"table:{file}")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("script:lisen", "No intervention 'lisen'. Did you mean 'listen'?"),
        ("script:sing", "No intervention 'sing'. There are listen, calm-down, limit."),
    ],
)
def test_what_a_scenario_has_not_is_refused_when_it_is_played(name, said):
    """For a strategy is the same in every scenario."""
    with pytest.raises(NotFoundError) as caught:
        named(name).ready(explore(program()))
    assert str(caught.value) == said
