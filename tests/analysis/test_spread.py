"""Mean and variance of a sum along an episode are those of its whole distribution."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import best, explore, under, uniform
from scenario_engine.analysis.spread import ratio_spread, spread
from scenario_engine.analysis.strategies import scripted
from scenario_engine.analysis.values import choice_values
from scenario_engine.testing import programs
from scenes import program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.analysis import StateSpace
    from scenario_engine.analysis.strategies import Weights


def distribution(space: StateSpace, weights: Weights, gains) -> dict[int, float]:
    """How likely each sum is: forward, every state with every sum so far."""
    now: dict[tuple[int, int], float] = defaultdict(float)
    for at, p in zip(*space.start, strict=True):
        now[int(at), 0] += float(p)
    over: dict[int, float] = defaultdict(float)
    for left in range(space.program.horizon, 0, -1):
        after: dict[tuple[int, int], float] = defaultdict(float)
        for (state, total), chance in now.items():
            if space.ending[state] >= 0:
                over[total] += chance
                continue
            for choice in range(space.pointer[state], space.pointer[state + 1]):
                chosen = weights[choice] if weights.ndim == 1 else weights[left, choice]
                more = total + int(gains[left, choice])
                for to, p in leads(space, choice).items():
                    after[to, more] += chance * chosen * p
        now = after
    for (_, total), chance in now.items():
        over[total] += chance
    return over


def leads(space: StateSpace, choice: int) -> dict[int, float]:
    """Where a choice leads."""
    found: dict[int, float] = defaultdict(float)
    response, world = space.response, space.world
    for i in range(response.pointer[choice], response.pointer[choice + 1]):
        row = response.target[i]
        for j in range(world.pointer[row], world.pointer[row + 1]):
            found[int(world.target[j])] += response.chance[i] * world.chance[j]
    return found


@at_most(15)
@given(programs(largest_horizon=3), st.integers(0, 1000))
def test_moments_are_those_of_the_whole_distribution(made, seed):
    """Whatever choices gain, however is chosen."""
    space = explore(made)
    shape = (made.horizon + 1, len(space.action))
    gains = np.random.default_rng(seed).integers(-2, 4, shape).astype(float)
    for weights in (uniform(space), scripted(space, range(len(made.actions)))):
        sums = distribution(space, weights, gains)
        mean = sum(p * total for total, p in sums.items())
        square = sum(p * total * total for total, p in sums.items())
        found = spread(space, weights, gains)
        assert found.mean == pytest.approx(mean, abs=1e-12)
        assert found.variance == pytest.approx(square - mean * mean, abs=1e-10)
        assert found.deviation == pytest.approx(found.variance**0.5)


@at_most(20)
@given(programs())
def test_what_choices_give_away_is_what_the_goal_lacks(made):
    """The chance of the goal is the best one less the mean of summed regret."""
    space, values = explore(made), best(explore(made))
    regret = np.zeros((made.horizon + 1, len(space.action)))
    for left in range(1, made.horizon + 1):
        worth = choice_values(space, values, left)
        regret[left] = values.table[left, space.owner] - worth
    weights = uniform(space)

    lost = spread(space, weights, regret).mean
    assert values.start - lost == pytest.approx(under(space, weights).start, abs=1e-12)


def test_a_ratio_of_sums_that_are_always_alike_does_not_vary():
    """Twice the turns, over the turns, is 2, whatever happens."""
    space = explore(program())
    turns = np.ones((program().horizon + 1, len(space.action)))

    found = ratio_spread(space, uniform(space), 2 * turns, turns)
    assert found.mean == pytest.approx(2)
    assert found.variance == pytest.approx(0)


def test_a_ratio_over_a_count_that_never_varies_is_a_mean():
    """One turn each: the ratio varies as the sum does."""
    space = explore(program(horizon=1))
    gains = np.arange(2 * len(space.action), dtype=float).reshape(2, -1) % 3
    turns = np.ones_like(gains)

    found = ratio_spread(space, uniform(space), gains, turns)
    whole = spread(space, uniform(space), gains)
    assert found.mean == pytest.approx(whole.mean)
    assert found.variance == pytest.approx(whole.variance)
