"""`replay`: one episode of a simulation, again."""

from __future__ import annotations

import json

import pytest

from scenario_engine.packs import load_packs
from scenario_engine.session.trace import Dice, read_text, verify
from scenario_engine.simulation import Tables, replay

from .places import PARCELS

EPISODE = ("replay", "late-parcel", "--seed", 4, "--episode", 17)


def test_an_episode_is_written_as_a_trace(parcels, tmp_path):
    """One that can be read, was played so, and is the episode of the simulation."""
    out = tmp_path / "trace.json"
    ran = parcels(*EPISODE, "--out", out)
    program = load_packs(only=[], folders=[PARCELS]).program("late-parcel")
    trace = read_text(out.read_text(encoding="utf-8"))
    verify(trace, program)
    live = replay(Tables.of(program), seed=4, episode=17)

    assert (ran.code, ran.err) == (0, "")
    told = f"{live.turn} turns, {trace.ending}: {out}"
    assert ran.out.split() == told.split()
    assert trace.choices == live.taken
    assert (trace.strategy, trace.dice) == ("random", Dice(4, 17))
    assert list(tmp_path.iterdir()) == [out]


def test_without_a_file_it_is_told_as_a_dialogue(parcels):
    """Every turn of it, and the end."""
    ran = parcels(*EPISODE)
    told = json.loads(parcels(*EPISODE, "--json").out)
    turns = len(told["moments"]) - 1

    assert ran.code == 0
    assert ran.out.count("Turn ") == turns
    assert f"turns         {turns}" in ran.out
    for moment in told["moments"][1:]:
        assert f"({moment['choice']})" in ran.out


def test_a_file_that_is_there_stays_as_it_is(parcels, tmp_path):
    """Unless it is said otherwise."""
    out = tmp_path / "trace.json"
    out.write_text("mine")
    ran = parcels(*EPISODE, "--out", out)

    assert (ran.code, out.read_text()) == (2, "mine")
    assert "the file exists. Name another one, or add --force." in ran.err
    assert parcels(*EPISODE, "--out", out, "--force").code == 0
    assert out.read_text() != "mine"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("replay", "late-parcle"), "Did you mean 'late-parcel'?"),
        ((*EPISODE, "--strategy", "wild"), "No strategy 'wild'"),
        ((*EPISODE, "--out", "no-folder/trace.json"), "No such file or directory"),
        (("replay", "late-parcel", "--episode", "-1"), "is not a whole number"),
    ],
)
def test_what_cannot_be_replayed_is_one_message(argv, said, parcels):
    """Nothing is written."""
    ran = parcels(*argv)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
