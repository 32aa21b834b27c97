"""A number picks the branch that live play picks with it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import inf

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.simulation.cuts import Cuts, running
from searching import at_most

NUMBERS = st.one_of(
    st.sampled_from([0, 1, 2**28 - 1, 2**28, 2**31, 2**32 - 1]),
    st.integers(0, 2**32 - 1),
)


@st.composite
def rows(draw):
    """Draw rows of chances that sum to 1, up to rounding, with what they lead to."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        weights = draw(st.lists(st.integers(1, 1000), min_size=1, max_size=9))
        chances = [weight / sum(weights) for weight in weights]
        targets = [draw(st.integers(0, 3)) for _ in chances]
        found.append((chances, targets))
    return found


def made(drawn):
    row = np.repeat(np.arange(len(drawn)), [len(chances) for chances, _ in drawn])
    chance = np.concatenate([chances for chances, _ in drawn])
    target = np.concatenate([targets for _, targets in drawn])
    return Cuts.of(row, chance, target, len(drawn))


@at_most(100)
@given(rows(), st.lists(NUMBERS, min_size=1))
def test_a_number_picks_as_live_play_does(drawn, numbers):
    """By the first running sum above it; the last branch takes what rounding leaves."""
    cuts = made(drawn)
    for place, (chances, targets) in enumerate(drawn):
        sums = [*list(accumulate(chances))[:-1], inf]
        picked = cuts.pick(
            np.full(len(numbers), place, dtype=np.int32),
            np.array(numbers, dtype=np.uint32),
        )
        assert [targets[bisect_right(sums, n * 2.0**-32)] for n in numbers] == list(
            picked
        )


@at_most(60)
@given(rows())
def test_edges_of_every_branch_fall_on_the_right_side(drawn):
    """The last number below a running sum, and the first one that is not."""
    cuts = made(drawn)
    for place, (chances, targets) in enumerate(drawn):
        sums = [*list(accumulate(chances))[:-1], inf]
        for edge in sums[:-1]:
            near = int(edge * 2**32)
            for number in (near - 1, near, near + 1):
                picked = cuts.pick(
                    np.array([place], dtype=np.int32),
                    np.array([number], dtype=np.uint32),
                )
                assert targets[bisect_right(sums, number * 2.0**-32)] == picked[0]


@at_most(60)
@given(rows())
def test_running_sums_are_those_of_adding_in_order(drawn):
    """To the last bit: another order would round otherwise."""
    chance = np.concatenate([chances for chances, _ in drawn])
    pointer = np.cumsum([0, *(len(chances) for chances, _ in drawn)])
    expected = [value for chances, _ in drawn for value in accumulate(chances)]

    assert expected == running(chance, pointer).tolist()
