"""Arms that faced the same dice are compared pair by pair."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from scenario_engine.analysis import explore
from scenario_engine.analysis.strategies import scripted, uniform
from scenario_engine.simulation import SimulationError, Tables
from scenario_engine.simulation.episodes import collect
from scenario_engine.simulation.pairing import Paired, paired
from scenario_engine.simulation.playing import Playing
from scenes import program

SPACE = explore(program())


def arm(weights, **options):
    return collect(Playing.of(Tables.over(SPACE), weights), **options)


def test_a_difference_is_that_of_the_shares():
    """And an arm does not differ from itself."""
    one = arm(uniform(SPACE), episodes=2_000, seed=3)
    other = arm(scripted(SPACE, [0]), episodes=2_000, seed=3)
    found = paired(other, one)
    shares = [(each["kind"] == "goal").mean() for each in (other, one)]

    assert found.value == pytest.approx(shares[0] - shares[1])
    assert found.low < found.value < found.high
    assert paired(one, one).value == 0.0
    assert paired(one, one, "harm").one == 0


@pytest.mark.parametrize(("first", "second"), [(0.1, 0.05), (0.3, 0.3), (0.02, 0.4)])
def test_the_interval_holds_the_difference_as_often_as_it_says(first, second):
    """Worked out over all that 30 pairs can come to: near 95 %, not below 93 %."""
    pairs, held = 30, 0.0
    for one in range(pairs + 1):
        for other in range(pairs + 1 - one):
            rest = pairs - one - other
            chance = (
                comb(pairs, one)
                * comb(pairs - one, other)
                * first**one
                * second**other
                * (1 - first - second) ** rest
            )
            found = Paired.of(one, other, pairs)
            held += chance * (found.low <= first - second <= found.high)

    assert 0.93 < held <= 0.995


@pytest.mark.parametrize(
    "options", [{"seed": 4}, {"first": 1}, {"episodes": 9}], ids=["seed", "first", "n"]
)
def test_arms_with_other_dice_are_refused(options):
    """They are no pairs."""
    one = arm(uniform(SPACE), episodes=10, seed=3)
    other = arm(uniform(SPACE), **{"episodes": 10, "seed": 3, **options})
    with pytest.raises(SimulationError, match="Play both with the same seed"):
        paired(one, other)


def test_the_same_dice_make_the_interval_narrower():
    """Than two arms apart would have it: that is what they are for."""
    one = arm(uniform(SPACE), episodes=5_000, seed=3)
    other = arm(scripted(SPACE, [0, 1, 2]), episodes=5_000, seed=3)
    found = paired(one, other)
    variances = [np.var(each["kind"] == "goal") / 5_000 for each in (one, other)]

    assert found.high - found.low < 2 * 1.96 * sum(variances) ** 0.5
