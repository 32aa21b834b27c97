"""The compiled loops play what is played without them, number for number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine import load_packs
from scenario_engine.analysis import explore, uniform
from scenario_engine.analysis.strategies import scripted
from scenario_engine.program import Trainee
from scenario_engine.simulation import Tables, compiled, simulate, tally
from scenario_engine.simulation.blocks import blocks, counts, courses
from scenario_engine.simulation.compiled import keeping, laid
from scenario_engine.simulation.episodes import Reading
from scenario_engine.simulation.episodes import columns as of_episodes
from scenario_engine.simulation.episodes import groups as episode_groups
from scenario_engine.simulation.named import first_best, named
from scenario_engine.simulation.running import EPISODES, TOTALS, TURNS, Cell, Plan, run
from scenario_engine.simulation.running.files import File
from scenario_engine.simulation.tracing import Tracing
from scenario_engine.simulation.tracing import columns as of_turns
from scenario_engine.simulation.tracing import groups as turn_groups
from scenario_engine.simulation.ways import Way
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.simulation.running.teams import Workers

SCENARIOS = ("billed-twice", "no-news", "your-turn-to-read", "wrong-dish")


def ways(tables):
    """Return a way that draws, one that does not, and one that minds the turn."""
    space = tables.space
    script = scripted(space, range(len(space.program.actions)))
    for weights in (uniform(space), script, first_best(space)):
        yield Way.of(tables, weights)


def same(one, other):
    for name in one.__slots__:
        if not name.startswith("_"):
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@at_most(60)
@given(
    programs(largest_horizon=13),
    st.integers(0, 2**64 - 1),
    st.one_of(st.integers(0, 10**6), st.just(2**48 - 900)),
    st.sampled_from([1, 3, 8]),
)
def test_episodes_are_the_same_turn_by_turn(made, seed, first, bits):
    """Ends, choices and places; with cells so wide that they hardly decide, too."""
    tables = Tables.of(made)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_START", "_CHOICE", "_RESPONSE", "_WORLD"):
            patch.setattr(laid, name, bits)
        for way in ways(tables):
            plain = list(courses(tables, way, seed, first, 700))
            fast = list(courses(tables, way, seed, first, 700, is_compiled=True))

            assert len(plain) == len(fast) == 1
            for one, other in zip(plain[0], fast[0], strict=True):
                same(one, other)
            (ended,) = blocks(tables, way, seed, first, 700, is_compiled=True)
            same(plain[0][0], ended)


@at_most(40)
@given(programs(largest_horizon=9), st.integers(0, 2**64 - 1), st.booleans())
def test_totals_are_the_same(made, seed, short):
    """Whether each episode could be opened or none, places being merged or not."""
    tables = Tables.of(made)
    for way in ways(tables):
        expected = counts(way, seed, 5, 1001)
        with pytest.MonkeyPatch.context() as patch:
            if short:
                patch.setattr("scenario_engine.simulation.blocks._MANY", 1000)
            found = counts(way, seed, 5, 1001, is_compiled=True)
        np.testing.assert_array_equal(expected, found)
    for play in (simulate, tally):
        plain = play(tables, episodes=1001, seed=seed, compiled=False)
        fast = play(tables, episodes=1001, seed=seed, compiled=True)
        np.testing.assert_array_equal(plain.counts, fast.counts)


@pytest.mark.packs
@pytest.mark.parametrize("name", ["random", "best"])
@pytest.mark.parametrize("id_", SCENARIOS)
def test_shipped_scenarios_are_played_alike(id_, name):
    """In blocks of several sizes, with all columns of turns and of episodes."""
    space = explore(load_packs().program(id_), Trainee(otherwise=0.5))
    who = named(name).ready(space)
    turns = of_turns(space.program, turn_groups(space.program))
    ends = of_episodes(space.program, episode_groups(space.program))
    for kind, wanted in ((Tracing, turns), (Reading, ends)):
        plain, fast = (
            [
                arrays
                for _, arrays in kind(who, wanted, is_compiled=how).blocks(7, 3, 15_000)
            ]
            for how in (False, True)
        )
        for column in wanted:
            one, other = (
                np.concatenate([part[column.name] for part in parts])
                for parts in (plain, fast)
            )
            assert one.dtype == other.dtype
            np.testing.assert_array_equal(one, other, err_msg=column.name)
    np.testing.assert_array_equal(
        tally(who.tables, who, episodes=150_000, compiled=False).counts,
        tally(who.tables, who, episodes=150_000, compiled=True).counts,
    )


@pytest.mark.parametrize("wanted", [EPISODES, TURNS])
def test_files_are_the_same_whoever_plays(wanted, tmp_path):
    """
    Here, in two processes or two threads, in whatever parts, compiled or not.

    The loops let go of the interpreter, so that threads play side by side.
    """
    found = set()
    cell = Cell(program(), named("random"), seed=5)
    threads = partial(ThreadPoolExecutor, 2)
    played: list[tuple[int, Workers, bool]] = [
        (1000, 1, False),
        (170, 1, True),
        (90, 2, True),
        (60, threads, True),
    ]
    for number, (at_once, workers, how) in enumerate(played):
        path = tmp_path / f"{number}.arrow"
        plan = Plan(700, wanted, at_once=at_once, compiled=how)
        with File(path, [cell], plan) as file:
            batch = run(cell, plan, keeper=file, workers=workers)
            file.keep()
        assert batch.lost == ()
        found.add(sha256(path.read_bytes()).hexdigest())

    assert len(found) == 1


def test_where_there_is_much_they_play_by_themselves(monkeypatch):
    """From so many turns on as there may be, and not before."""
    asked = []
    kept = compiled.loops

    def loops():
        asked.append("loops")
        return kept()

    monkeypatch.setattr(compiled, "loops", loops)
    horizon = program().horizon
    monkeypatch.setattr(compiled, "MANY", 100 * horizon)
    simulate(program(), episodes=99)
    assert asked == []
    simulate(program(), episodes=100)
    assert asked

    asked.clear()
    cell = Cell(program(), named("random"))
    run(cell, Plan(99, TOTALS), workers=1)
    assert asked == []
    run(cell, Plan(100, TOTALS), workers=1)
    assert asked


def test_a_worker_without_them_plays_all_the_same(monkeypatch):
    """What comes out is the same, so no part has to be given up."""
    cell = Cell(program(), named("random"), seed=5)
    expected = run(cell, Plan(300, TOTALS, compiled=True), workers=1).totals[0]
    monkeypatch.setattr(
        "scenario_engine.simulation.running.orders.is_there", lambda: False
    )
    found = run(cell, Plan(300, TOTALS, compiled=True), workers=1).totals[0]

    np.testing.assert_array_equal(expected.counts, found.counts)


def test_what_is_compiled_is_kept_or_not(monkeypatch, tmp_path):
    """Where no folder may be written, it is compiled every time."""

    def refuses(**options):
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return lambda function: ("compiled", function)

    monkeypatch.setattr(numba, "njit", refuses)

    assert keeping.kept(len) == ("compiled", len)


def test_what_is_remembered_counts(monkeypatch):
    """Places are not states there; and a block is handed on in parts."""
    monkeypatch.setattr("scenario_engine.simulation.compiled.episodes._AT_ONCE", 300)
    who = named("checklist:listen,calm-down").ready(explore(program()))
    assert len(np.unique(who.tables.state)) < len(who.tables.state)
    (plain,) = blocks(who.tables, who.way, 3, 0, 1000)
    fast = list(blocks(who.tables, who.way, 3, 0, 1000, is_compiled=True))

    assert [0, 300, 600, 900] == [each.first for each in fast]
    for name in ("ending", "turns", "place"):
        np.testing.assert_array_equal(
            getattr(plain, name), np.concatenate([getattr(each, name) for each in fast])
        )
