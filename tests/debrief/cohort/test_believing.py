"""Fair regret from tables is that of reviews, and its moments are exact."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import explore, fair, values
from scenario_engine.analysis.spread import spread
from scenario_engine.analysis.values import Status
from scenario_engine.debrief.cohort.believing import believing
from scenario_engine.debrief.cohort.power import OUTCOME, REGRET, measured, mixed
from scenario_engine.debrief.cohort.reviewing import reviewed
from scenario_engine.debrief.cohort.simulated import gather_batch
from scenario_engine.debrief.cohort.tables import graded, summed
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.blocks import blocks
from scenario_engine.testing import programs
from searching import at_most

SCENARIO = "late-parcel"


@pytest.fixture(scope="module")
def found(registry):
    """Return what choices of the small scenario are graded, where somebody is hidden."""
    space = explore(registry.program(SCENARIO))
    assert fair.hides_something(space.program)
    return believing(space)


def test_fair_regret_is_that_of_reviews(found, knowing):
    """Episode by episode: by tables, and by following what could be believed."""
    playing = found.playing(0.5)
    quick = summed(
        playing, found.grades.regret, seed=4, first=3, episodes=30, by_place=True
    )
    slow = reviewed(
        gather_batch(playing, "half", seed=4, first=3, episodes=30), knowing
    )

    assert quick == pytest.approx([a.regret for a in slow.attempts], abs=1e-9)
    assert quick.max() > 0.1
    assert found.status is Status.EXACT_UP_TO_ROUNDING


def test_the_best_fair_play_gives_nothing_away(found):
    """And reaches the goal as often as the fair value says."""
    regrets = summed(
        found.playing(1.0), found.grades.regret, episodes=200, by_place=True
    )

    assert regrets.max() <= 1e-9
    start = fair.value(explore(found.foresight.space.program)).start
    assert found.grades.start == pytest.approx(start.lower)


def test_moments_of_fair_regret_are_those_of_simulated_sessions(found):
    """Mean and deviation, within five standard errors; the goal as often as said."""
    exact, episodes = measured(found.grades, found.mixed(0.5)), 40_000
    playing = found.playing(0.5)
    sums = summed(playing, found.grades.regret, episodes=episodes, by_place=True)
    error = exact[REGRET].deviation / episodes**0.5
    kinds = [each.kind for each in found.foresight.space.program.endings]
    goals = sum(
        np.isin(block.ending, [i for i, kind in enumerate(kinds) if kind == GOAL]).sum()
        for block in blocks(playing.tables, playing.way, 0, 0, episodes)
    )

    assert sums.mean() == pytest.approx(exact[REGRET].mean, abs=5 * error)
    assert sums.std() == pytest.approx(exact[REGRET].deviation, rel=0.03)
    assert goals / episodes == pytest.approx(exact[OUTCOME].mean, abs=5 * 0.0025)


@at_most(6)
@given(programs(largest_horizon=3))
def test_what_is_seen_by_everybody_is_graded_alike(made):
    """Where nothing is hidden, fair regret is that of somebody who knows everything."""
    space = explore(made)
    if fair.hides_something(made):
        return
    one, other = believing(space), graded(space)
    weights = one.mixed(0.3)

    assert one.grades.start == pytest.approx(values.best(space).start)
    by_place = spread(one.grades.space, weights, one.grades.regret)
    by_state = spread(space, mixed(space, 0.3), other.regret)
    assert by_place.mean == pytest.approx(by_state.mean, abs=1e-9)
    assert by_place.variance == pytest.approx(by_state.variance, abs=1e-9)
