"""Simulated episodes become traces of the same episodes, played live."""

from __future__ import annotations

import pytest

from cohorts import parcels
from scenario_engine.analysis import explore
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.debrief.cohort.found import Gathered
from scenario_engine.debrief.cohort.power import mixed
from scenario_engine.debrief.cohort.reviewing import reviewed
from scenario_engine.debrief.cohort.simulated import gather_batch, simulated
from scenario_engine.program.dice import DiceError
from scenario_engine.session.trace import of_session
from scenario_engine.simulation import Tables, replay
from scenario_engine.simulation.playing import Playing


@pytest.fixture(scope="module")
def playing():
    """Return somebody who takes the best choice half of the time."""
    tables = Tables.of(parcels().program("late-parcel"))
    return Playing.of(tables, mixed(tables.space, 0.5))


def test_each_trace_is_that_of_the_replayed_episode(playing):
    """Choice by choice, however many are played together."""
    found = gather_batch(playing, "half", seed=3, first=40, episodes=12).found
    for at, each in enumerate(found):
        live = replay(playing.tables, playing.weights, seed=3, episode=40 + at)
        assert each.trace == of_session(live, player="half", strategy="half")
        assert each.where == f"half, seed 3, episode {40 + at}"


def test_what_does_not_bear_on_play_is_there_in_the_trace(playing):
    """Simulated without it, played live with it: the dice are the same."""
    program = parcels().program("late-parcel")
    tables = Tables.of(sliced(program))
    slim = Playing.of(tables, mixed(tables.space, 0.5))
    whole = list(simulated(slim, "half", 3, range(40, 52), program=program))

    assert [each.trace for each in whole] == [
        each.trace
        for each in gather_batch(playing, "half", seed=3, first=40, episodes=12).found
    ]
    assert len(tables.space) < len(explore(program))


def test_dice_that_there_are_none_of_are_refused(playing):
    """As everywhere."""
    with pytest.raises(DiceError):
        gather_batch(playing, "half", seed=-1, episodes=1)


def test_simulated_episodes_are_played_again_live(play, knowing):
    """Each trace has the dice of its episode, and can be gone through."""
    found = play({"random": 0.0}, episodes=3).found

    assert [each.trace.dice.episode for each in found] == [0, 1, 2]
    assert {each.trace.strategy for each in found} == {"random"}
    assert reviewed(Gathered(found), knowing).refused == ()
