"""Shifted chances stay chances, alone and together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis.sensitivity import unfold
from scenario_engine.analysis.sensitivity.moving import corner, reach
from scenario_engine.testing import programs
from scenes import CALM_DOWN, LISTEN, effect, outcome, program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(60)
@given(programs(largest_horizon=3), st.integers(0, 2**32 - 1))
def test_every_corner_leaves_every_chance_a_chance(made: Program, seed: int) -> None:
    """Rows still sum to 1, nothing is below 0, and no range is left."""
    unfolded = unfold(made)
    known = unfolded.parameters
    draw = np.random.default_rng(seed)
    shifts = corner(unfolded, draw.choice([-1.0, 1.0], len(known)))
    at = np.array([parameter.nominal for parameter in known]) + shifts

    assert (at >= np.array([p.low for p in known]) - 1e-12).all()
    assert (at <= np.array([p.high for p in known]) + 1e-12).all()
    for layer in unfolded.shifted(shifts).layers:
        assert layer.chance.min() >= -1e-12
        np.testing.assert_allclose(layer.sums(layer.chance), 1.0, atol=1e-9)


def test_the_reach_ends_where_the_chances_of_a_case_sum_to_one() -> None:
    """Two outcomes of 0.5 and 0.45 leave 0.05 to either, and share it together."""
    two = effect(outcome("0.5", heard="+1"), outcome("0.45", escalation="-1"))
    listen = attrs.evolve(LISTEN, effects=(two,), delivery=None, poorly=())
    unfolded = unfold(program(interventions=(listen, CALM_DOWN), policies=()))
    names = [parameter.name for parameter in unfolded.parameters]
    at = [i for i, name in enumerate(names) if name.startswith("intervention 'lis")]
    least, most = reach(unfolded)

    assert least[at] == pytest.approx([-0.1, -0.1])
    assert most[at] == pytest.approx([0.05, 0.05])
    together = corner(unfolded, np.ones(len(names)))
    assert together[at] == pytest.approx([0.025, 0.025])
    apart = np.zeros(len(names))
    apart[at] = [1, -1]
    assert corner(unfolded, apart)[at] == pytest.approx([0.05, -0.1])
