"""The curve of skill is that of a trainee with each skill, worked out one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import best, explore, strategies, under, values
from scenario_engine.analysis.findings.curve import KNOWS, SKILLS, curve
from scenario_engine.errors import ProgramError
from scenario_engine.expressions import parse
from scenario_engine.program import Trainee
from scenario_engine.testing import programs
from scenes import CALM_DOWN, LIMIT, LISTEN, program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.analysis import StateSpace
    from scenario_engine.program import Program


def novice(space: StateSpace) -> float:
    """Follow the best table one time in four, turn by turn; guess otherwise."""
    known = best(space)
    guess = strategies.uniform(space)
    weights = np.zeros((space.program.horizon + 1, len(guess)))
    for left in range(1, len(weights)):
        good = values.best_choices(space, known, left).astype(np.float64)
        among = np.bincount(space.owner, good, len(space))[space.owner]
        weights[left] = KNOWS * good / among + (1 - KNOWS) * guess
    return under(space, weights).start


@at_most(40)
@given(programs())
def test_each_point_is_that_of_a_trainee_with_that_skill(made: Program) -> None:
    """The best and a novice's play, explored anew for each skill."""
    found = curve(made)
    for at, skill in enumerate(SKILLS):
        space = explore(made, Trainee(otherwise=skill))

        assert found.best[at] == pytest.approx(best(space).start, abs=1e-12)
        assert found.novice[at] == pytest.approx(novice(space), abs=1e-12)


def test_where_skill_helps_the_curve_rises() -> None:
    """And a novice lies between random play and the best."""
    found = curve(program())
    space = explore(program())

    assert SKILLS == found.skills
    for points in (found.best, found.novice):
        assert list(points) == sorted(set(points))
    assert under(space, strategies.uniform(space)).start < found.novice[-1]
    assert found.novice[-1] < found.best[-1]


def test_a_delivery_that_is_no_chance_without_skill_is_refused() -> None:
    """Full skill alone would not show it."""
    shy = attrs.evolve(LISTEN, delivery=parse("skill - 0.5"))
    made = program(interventions=(shy, CALM_DOWN, LIMIT))
    with pytest.raises(ProgramError, match="not a chance"):
        curve(made)
