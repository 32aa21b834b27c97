"""Values of beliefs where they are known, and bounds where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import riddles
from scenario_engine.analysis import best, explore
from scenario_engine.analysis.hidden.bounds import Above, Below, Glances, Known
from scenario_engine.analysis.hidden.glancing import glancing
from scenario_engine.analysis.hidden.keeping import Mixed, Rounded
from scenario_engine.analysis.hidden.space import explore_beliefs, starts
from scenario_engine.analysis.hidden.updating import Chances
from scenario_engine.analysis.observations import observe
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(40)
@given(riddles(horizon=4), st.sampled_from([2, 3, 9]), st.sampled_from([1, 8]))
def test_bounds_enclose_the_value(made: Program, points: int, parts: int) -> None:
    """At the start, with any number of turns left, the loose ones outside the tight."""
    observed = observe(explore(made))
    full = best(observed.space)
    glances = glancing(observed, full)
    begun, _ = starts(observed)
    whole = explore_beliefs(observed, Mixed(), most=10**6, turns=made.horizon)
    grid = explore_beliefs(observed, Mixed(points), most=10**6)
    rounded = explore_beliefs(observed, Rounded(parts), most=10**6)
    nested = (
        Glances(glances),
        Below.of(rounded, glances),
        Above.of(whole, full),
        Above.of(grid, full, points),
        Known(full),
    )
    for left in range(made.horizon + 1):
        worth = np.array([bound.at(begun, left) for bound in nested])

        assert (np.diff(worth, axis=0) >= -1e-12).all()


@at_most(25)
@given(riddles(horizon=4))
def test_finer_is_closer(made: Program) -> None:
    """A fine grid comes at least as near as none."""
    observed = observe(explore(made))
    full = best(observed.space)
    begun, _ = starts(observed)
    none, fine = (
        Above.of(explore_beliefs(observed, Mixed(points), most=10**6), full, points).at(
            begun, made.horizon
        )
        for points in (2, 33)
    )

    assert (fine <= none + 1e-12).all()


@at_most(25)
@given(riddles(horizon=3))
def test_a_grid_of_certainties_is_full_knowledge(made: Program) -> None:
    """With two points there are no doubts, so it is worth what knowing all is."""
    observed = observe(explore(made))
    full = best(observed.space)
    bound = Above.of(explore_beliefs(observed, Mixed(2), most=10**6), full, 2)
    begun, chances = starts(observed)

    np.testing.assert_allclose(
        chances @ bound.at(begun, made.horizon), full.start, atol=1e-12
    )


def test_a_belief_that_cannot_be_met_has_no_exact_value() -> None:
    """Better no answer than a wrong one."""
    made = program()
    observed = observe(explore(made))
    full = best(observed.space)
    whole = explore_beliefs(observed, Mixed(), most=10**6, turns=made.horizon)
    begun = observed.look[observed.space.start[0][0]]
    alike = np.flatnonzero(observed.look == begun)[-1:]
    other = observed.space.ongoing[-1:]
    two = np.unique(np.concatenate([alike, other]))
    odd = Chances(np.array([0, 2]), two, np.array([0.9, 0.1]))

    with pytest.raises(LookupError, match="cannot lead"):
        Above.of(whole, full).at(odd, made.horizon)
