"""What is made one comes to the same; what is not, does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import uniform
from scenario_engine.analysis.strategies import scripted
from scenario_engine.simulation import Tables, merging
from scenario_engine.simulation.merging import Kinds, alike
from scenario_engine.simulation.named import first_best
from scenario_engine.simulation.ways import Way
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


def ways(tables):
    space = tables.space
    script = scripted(space, range(len(space.program.actions)))
    for weights in (uniform(space), script, first_best(space)):
        yield Way.of(tables, weights)


def rows(cuts, row, kind):
    """Write down a row: where its number of kinds changes, and to which."""
    part = slice(*cuts.pointer[row : row + 2])
    found: list[tuple[int, int]] = []
    for cut, target in zip(cuts.cut[part], kind[cuts.target[part]], strict=True):
        if found and found[-1][1] == target:
            found.pop()
        found.append((int(cut), int(target)))
    return tuple(found)


@at_most(30)
@given(programs(largest_horizon=5))
def test_kinds_are_those_of_splitting_by_hand(made):
    """Places are split, one look at all of them after another, until none is."""
    tables = Tables.of(made)
    for way in ways(tables):
        track = way.track
        places = [int(ending) for ending in track.ending]
        while True:
            kind = np.unique(places, return_inverse=True)[1]
            situations = [rows(track.world, s, kind) for s in range(track.world.rows)]
            kind = numbered(situations)
            choices = [
                rows(track.response, c, kind) for c in range(track.response.rows)
            ]
            kind = numbered(choices)
            split = [
                (int(ending),)
                if ending >= 0
                else tuple(rows(cuts, track.row[place], kind) for cuts in track.ways)
                for place, ending in enumerate(track.ending)
            ]
            if len(set(split)) == len(set(places)):
                break
            places = split_numbers(split)
        found = alike(track.ending, track.ways, track.response, track.world)

        assert together(found.places.kind) == together(numbered(split))
        assert together(found.choices.kind) == together(numbered(choices))
        assert together(found.situations.kind) == together(numbered(situations))


def numbered(values):
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.array([numbers[value] for value in values])


def split_numbers(values):
    return numbered(values).tolist()


def together(kind):
    """Return the sets of rows that are of one kind."""
    found: dict[int, list[int]] = {}
    for row, each in enumerate(kind.tolist()):
        found.setdefault(each, []).append(row)
    return sorted(map(tuple, found.values()))


@pytest.mark.parametrize("kept", [0, 1])
def test_keys_that_lie_make_nothing_one(monkeypatch, kept):
    """Rows of a kind are compared: with keys that tell little, all stay apart."""
    monkeypatch.setattr(merging, "_mixed", lambda number: number & np.uint64(kept))
    tables = Tables.of(program())
    (way, *_) = ways(tables)
    track = way.track
    found = alike(track.ending, track.ways, track.response, track.world)

    assert len(track.ending) == len(found.places.first)
    assert track.world.rows == len(found.situations.first)
    assert track.response.rows == len(found.choices.first)


def test_a_kind_has_a_first_row():
    """The first there is of it."""
    kinds = Kinds.by(np.array([7, 3, 7, 3, 5], dtype=np.uint64))

    assert kinds.kind[kinds.first].tolist() == [0, 1, 2]
    assert sorted(kinds.first.tolist()) == [0, 1, 4]
