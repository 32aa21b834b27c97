"""Laid out in cells, episodes are what the tables say, turn by turn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import uniform
from scenario_engine.analysis.strategies import scripted
from scenario_engine.program import dice
from scenario_engine.simulation import Tables, steps
from scenario_engine.simulation.blocks import blocks, counts
from scenario_engine.simulation.draws import words
from scenario_engine.simulation.named import first_best
from scenario_engine.simulation.plain import run_plainly
from scenario_engine.simulation.runs import Room, run
from scenario_engine.simulation.ways import Way
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


class Kept:
    """Keeps all that a watcher is told."""

    def __init__(self):
        self.told = []

    def begin(self, first, place):
        self.told.append((first, place.copy()))

    def turn(self, *told):
        self.told.append(tuple(np.array(each) for each in told))


def drawn(way, seed, first, count):
    horizon = way.tables.space.program.horizon
    numbers = words(seed, first, count, horizon, dice.STRATEGY)
    return words(seed, first, count, horizon), numbers[: 0 if way.is_certain else None]


def same(left, right):
    assert len(left) == len(right)
    for one, other in zip(left, right, strict=True):
        for a, b in zip(one, other, strict=True):
            np.testing.assert_array_equal(a, b)


def of(ended):
    return [(each.turn, each.which, each.place) for each in ended]


def ways(tables):
    space = tables.space
    script = scripted(space, range(len(space.program.actions)))
    for weights in (uniform(space), script, first_best(space)):
        yield Way.of(tables, weights)


@at_most(40)
@given(programs(largest_horizon=6), st.integers(0, 2**64 - 1), st.integers(0, 10**6))
def test_cells_and_tables_play_the_same_episodes(made, seed, first):
    """The same ends, and the same choice, situation and place in every turn."""
    tables = Tables.of(made)
    for way in ways(tables):
        plain, fast = Kept(), Kept()
        dice_, numbers = drawn(way, seed, first, 200)
        expected = of(run_plainly(tables, way, dice_, numbers, first, plain))
        room = Room(way.steps, 300)

        same(expected, of(run(way.steps, room, dice_, numbers, first, fast)))
        same(plain.told, fast.told)


@at_most(30)
@given(programs(largest_horizon=6), st.integers(0, 2**64 - 1), st.sampled_from([1, 3]))
def test_merged_places_lead_to_the_same_endings(made, seed, bits):
    """After the same turns; with cells so wide that they hardly ever decide, too."""
    tables = Tables.of(made)
    for way in ways(tables):
        dice_, numbers = drawn(way, seed, 0, 200)
        merged = way.track.merged()
        with pytest.MonkeyPatch.context() as patch:
            for name in ("_CHOICE", "_RESPONSE", "_WORLD"):
                patch.setattr(steps, name, bits)
            laid = steps.Steps.of(merged)
        plainly = [
            (each.turn, each.which, tables.ending[each.place])
            for each in run_plainly(tables, way, dice_, numbers)
        ]

        same(
            plainly,
            [
                (each.turn, each.which, merged.ending[each.place])
                for each in run(laid, Room(laid, 200), dice_, numbers)
            ],
        )


@pytest.mark.parametrize("number", range(3))
def test_many_are_played_as_few_are(number):
    """Blocks from which tables are laid out hold what smaller ones do."""
    tables = Tables.of(program())
    way = list(ways(tables))[number]
    (many,) = blocks(tables, way, 3, 5, 20_000)
    few = [
        block
        for first in range(5, 20_005, 5_000)
        for block in blocks(tables, way, 3, first, 5_000)
    ]

    for name in ("ending", "turns", "place"):
        whole = np.concatenate([getattr(block, name) for block in few])
        np.testing.assert_array_equal(getattr(many, name), whole)
    parts = [counts(way, 3, first, 5_000) for first in range(5, 20_005, 5_000)]
    np.testing.assert_array_equal(counts(way, 3, 5, 20_000), sum(parts))
