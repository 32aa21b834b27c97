"""Strategies can be asked for by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import best, explore, under
from scenario_engine.analysis.strategies import scripted, uniform
from scenario_engine.errors import NotFoundError
from scenario_engine.simulation.named import first_best, named
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


@at_most(40)
@given(programs(largest_horizon=4))
def test_the_best_is_worth_the_best_and_takes_one_choice(made):
    """Of equally good ones, the first in the author's order."""
    space = explore(made)
    weights = first_best(space)
    values = best(space)

    assert under(space, weights).start == pytest.approx(values.start)
    for row in weights[1:]:
        assert set(row) <= {0.0, 1.0}
        taken = np.add.reduceat(row, space.pointer[space.ongoing])
        assert np.all(taken == 1.0)


def test_names_stand_for_strategies():
    """Random, best, and a script of interventions."""
    space = explore(program())

    np.testing.assert_array_equal(named(space, "random"), uniform(space))
    np.testing.assert_array_equal(named(space, "best"), first_best(space))
    np.testing.assert_array_equal(
        named(space, "script:limit,listen"), scripted(space, [2, 0])
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wise", "No strategy 'wise'. Write random, best, or script:ID,ID,…."),
        ("script:", "No strategy 'script:'. Write random, best, or"),
        ("best:listen", "No strategy 'best:listen'. Write random, best, or"),
        ("script:lisen", "No intervention 'lisen'. Did you mean 'listen'?"),
        ("script:sing", "No intervention 'sing'. There are listen, calm-down, limit."),
    ],
)
def test_a_name_that_is_none_is_refused(name, said):
    """With what there is."""
    with pytest.raises(NotFoundError) as caught:
        named(explore(program()), name)
    assert str(caught.value).startswith(said)
