"""What a file of results says about itself can be read back, whatever is in it."""

from __future__ import annotations

import json

import attrs

from scenario_engine.program.saved import to_data
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import Cell, Plan, describing
from scenario_engine.simulation.running.describing import described, read
from scenes import program


def cells():
    """Return two cells of one program and one of another, with awkward parameters."""
    one, other = program(), attrs.evolve(program(), id="another")
    plain = Cell(one, named("random"))
    awkward = {plain.digest: plain.digest, 'a "b"': f'"{plain.digest}":"x"'}
    return (
        plain,
        Cell(one, named("random"), seed=1, parameters=awkward),
        Cell(other, named("best"), seed=2),
    )


def test_programs_stand_in_it_once_each():
    """As they are saved, whatever parameters are called; and all is in order."""
    given = cells()
    told = described(given, Plan(10), 'a "command"')
    data = json.loads(told)

    assert data["programs"] == {each.digest: to_data(each.program) for each in given}
    assert data["cells"][1]["parameters"] == given[1].parameters
    assert told == json.dumps(data, sort_keys=True, separators=(",", ":"))


def test_it_is_read_back():
    """Cell by cell, with the programs."""
    given = cells()
    found = read(described(given, Plan(10, first=3), ""))

    assert [each.program for each in found] == [each.program for each in given]
    assert [each.seed for each in found] == [0, 1, 2]
    assert {(each.first, each.episodes) for each in found} == {(3, 10)}


def test_programs_that_are_too_long_are_left_out(monkeypatch):
    """Their digests stay."""
    monkeypatch.setattr(describing, "MOST_BYTES", 100)
    given = cells()
    found = read(described(given, Plan(10), ""))

    assert [each.program for each in found] == [None] * 3
    assert [each.digest for each in found] == [each.digest for each in given]
