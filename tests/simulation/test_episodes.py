"""Columns of episodes tell what live sessions tell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import explore
from scenario_engine.analysis.strategies import uniform
from scenario_engine.errors import NotFoundError
from scenario_engine.program import Trainee
from scenario_engine.simulation import Tables, replay
from scenario_engine.simulation.episodes import collect, columns, groups
from scenario_engine.simulation.playing import Playing
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

EVERY = ("visible", "state", "points", "policies")


def playing(made, trainee=None):
    space = explore(made, trainee or Trainee())
    return Playing.of(Tables.over(space), uniform(space))


@at_most(30)
@given(programs(largest_horizon=5), st.integers(0, 2**64 - 1), st.integers(0, 10**6))
def test_every_column_is_what_the_live_session_has(made, seed, first):
    """How it ended, in which state, with what score and which policies broken."""
    play = playing(made)
    found = collect(play, episodes=4, seed=seed, first=first, names=EVERY)
    for row in range(len(found)):
        live = replay(play.tables, play.weights, seed=seed, episode=first + row)
        assert live.ending is not None
        told = {name: found[name][row] for name in found.arrays}
        assert told["episode"] == first + row
        assert (told["ending"], told["kind"]) == (live.ending.id, live.ending.kind)
        assert told["turns"] == live.turn
        assert told["broken"] == len(live.broken)
        for name, value in live.state.items():
            assert told[f"end.{name}"] == value
        for monitor in made.monitors:
            assert told[f"broken.{monitor.policy}"] == (monitor.policy in live.broken)
        for name in groups(made)["points"]:
            instrument, _, item = name.removeprefix("points.").partition(".")
            assert told[name] == pytest.approx(
                live.score.get((instrument, item), 0.0), abs=1e-9
            )


def test_the_score_counts_fewer_slips_as_better():
    """As the exact score does: it is what `Reward.worth` adds up to."""
    play = playing(program(), Trainee(otherwise=0.4))
    found = collect(play, episodes=300, seed=2, names=("points",))

    np.testing.assert_allclose(found["score"], found["points.scale.hears"])
    assert found["score"].max() > 0


def test_composure_is_there_where_the_program_has_it():
    """As it was at the end."""
    found = collect(playing(program()), episodes=50, names=("end.composure",))

    np.testing.assert_array_equal(found["composure"], found["end.composure"])


def test_blocks_make_no_difference(monkeypatch):
    """Columns are those of the episodes, wherever a run begins."""
    play = playing(program())
    whole = collect(play, episodes=40_000, seed=3)
    part = collect(play, episodes=7_000, seed=3, first=33_000)
    for name in whole.arrays:
        np.testing.assert_array_equal(whole.arrays[name][33_000:], part.arrays[name])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("end.trst", "No column 'end.trst'. Did you mean 'end.visitor.trust'?"),
        ("weather", "No column 'weather'. There are usual, visible, state, points,"),
    ],
)
def test_a_column_that_there_is_not_is_refused(name, said):
    """With what comes close, or what there is."""
    with pytest.raises(NotFoundError) as caught:
        columns(program(), (name,))
    assert str(caught.value).startswith(said)


def test_columns_are_as_narrow_as_they_can_be():
    """A byte holds what goes from 0 to 4."""
    dtypes = {column.name: column.dtype for column in columns(program())}

    assert dtypes["turns"] == dtypes["kind"] == dtypes["composure"] == "int8"
    assert (dtypes["episode"], dtypes["score"]) == ("int64", "float64")
