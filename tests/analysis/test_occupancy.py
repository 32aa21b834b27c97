"""How often states are met agrees with what plays are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import aims, best, explore, under, uniform
from scenario_engine.analysis.occupancy import occupancy
from scenario_engine.analysis.strategies import scripted
from scenario_engine.program.ir import GOAL, HARM
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(60)
@given(programs())
def test_the_goal_is_met_as_often_as_it_is_reached(made: Program) -> None:
    """Forward from the start and backward from the endings are one number."""
    space = explore(made)
    script = list(range(min(2, len(made.actions))))
    for weights in (uniform(space), scripted(space, script)):
        met = occupancy(space, weights)
        for kind in (GOAL, HARM):
            reached = under(space, weights, aims.chance(space, kind)).start
            timed_out = made.timeout.kind == kind
            late = met[0][space.ending < 0].sum() * timed_out
            assert met[:, space.ends(kind)].sum() + late == pytest.approx(reached)


@at_most(40)
@given(programs())
def test_every_episode_is_somewhere(made: Program) -> None:
    """In each turn it has ended before, or is in one of the states."""
    space = explore(made)
    met = occupancy(space, uniform(space))
    ended = met[:, space.ending >= 0].sum(axis=1)

    for left in range(made.horizon + 1):
        assert ended[left + 1 :].sum() + met[left].sum() == pytest.approx(1.0)


def test_an_ending_is_met_once() -> None:
    """Nothing goes on from it."""
    space = explore(program())
    met = occupancy(space, uniform(space))

    assert 0 < met[:, space.ending >= 0].sum() <= 1 + 1e-12
    assert np.all(met >= 0)
    assert best(space).start > met[:, space.ends(GOAL)].sum()
