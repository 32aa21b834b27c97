"""At random, by a script, as somebody who knows everything: exact, state by state."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import best, explore, under
from scenario_engine.analysis.strategies import repeating, scripted, uniform
from scenario_engine.simulation.strategies.steady import (
    Best,
    Random,
    Scripted,
    first_best,
)
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


@at_most(12)
@given(programs(largest_horizon=4))
def test_the_best_is_worth_the_best_and_takes_one_choice(made):
    """Of equally good ones, the first in the author's order."""
    space = explore(made)
    weights = first_best(space)
    values = best(space)

    assert under(space, weights).start == pytest.approx(values.start)
    assert Best().plan(space).value() == pytest.approx(values.start)
    for row in weights[1:]:
        assert set(row) <= {0.0, 1.0}
        taken = np.add.reduceat(row, space.pointer[space.ongoing])
        assert np.all(taken == 1.0)


def test_nothing_is_remembered():
    """What is played is what the analysis has: the same chances, state by state."""
    space = explore(program())
    for strategy, weights in (
        (Random(), uniform(space)),
        (Best(), first_best(space)),
        (Scripted(("limit", "listen")), scripted(space, [2, 0])),
        (Scripted(("listen", "listen")), repeating(space, 0)),
    ):
        playing = strategy.ready(space)
        np.testing.assert_array_equal(weights, playing.weights)
        np.testing.assert_array_equal(playing.tables.state, np.arange(len(space)))
        for kind in ("goal", "harm"):
            value = strategy.plan(space).value(kind)
            assert value == under(space, weights, kind).start
