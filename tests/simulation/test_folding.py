"""What is folded into one draw has the chances of what was folded."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import SFC64

from scenario_engine.simulation.cuts import Cuts
from scenario_engine.simulation.folding import Folded, Joint
from searching import at_most

WEIGHTS = st.lists(st.integers(0, 2**20), min_size=1, max_size=9).filter(any)


@st.composite
def joints(draw):
    """Draw rows of chances, some of none, that sum to 1."""
    row: list[int] = []
    target: list[int] = []
    chance: list[float] = []
    for number in range(draw(st.integers(1, 4))):
        weights = draw(WEIGHTS)
        row += [number] * len(weights)
        target += range(len(weights))
        chance += [weight / sum(weights) for weight in weights]
    return Joint.merged(np.array(row), np.array(target), np.array(chance))


def chances(folded, row):
    """Return the chance of each target of a row, counting numbers of 32 bits."""
    size, slots = 2 ** (32 - folded.bits), 2**folded.bits
    found: dict[int, int] = {}
    for slot in range(slots):
        at = (row << folded.bits) + slot
        below = int(folded.cut[at]) - slot * size
        if below >= size - 1 and slot == slots - 1:
            below = size
        low, high = folded.target[at].tolist()
        found[low] = found.get(low, 0) + below
        found[high] = found.get(high, 0) + size - below
    return {target: count / 2**32 for target, count in found.items() if count}


@at_most(100)
@given(joints())
def test_slots_have_the_chances_of_their_branches(joint):
    """To within rounding: a 2**32nd for each branch of the row."""
    folded = Folded.of(joint)
    for row in range(int(joint.row[-1]) + 1):
        own = joint.row == row
        found = chances(folded, row)
        for target, chance in zip(joint.target[own], joint.chance[own], strict=True):
            near = (own.sum() + 1) / 2**32
            assert abs(found.pop(int(target), 0.0) - chance) <= near
        assert not found


def test_a_draw_is_that_of_its_half_of_a_word():
    """Two rows draw from one word: the first from its lower half."""
    joint = Joint.merged(
        np.zeros(3, dtype=np.int64), np.arange(3), np.array([0.5, 0.3, 0.2])
    )
    folded = Folded.of(joint)
    word = int(SFC64(8).random_raw())
    found = folded.drawn(np.zeros(2, dtype=np.int32), SFC64(8))
    for number, target in zip((word % 2**32, word >> 32), found, strict=True):
        at = number >> (32 - folded.bits)
        assert folded.target[at, int(number >= folded.cut[at])] == target


def test_two_rounds_of_chance_are_one():
    """The chance of a way is the product along it, summed over ways to one target."""
    first = Joint.merged(np.array([0, 0]), np.array([0, 1]), np.array([0.25, 0.75]))
    second = Joint.merged(
        np.array([0, 0, 1, 1]), np.array([3, 4, 4, 5]), np.array([0.5, 0.5, 0.4, 0.6])
    )
    both = first.then(second)

    assert [0, 0, 0] == both.row.tolist()
    assert [3, 4, 5] == both.target.tolist()
    np.testing.assert_allclose(both.chance, [0.125, 0.425, 0.45])


def test_numbers_count_as_chances():
    """A cut at three quarters, and one at all."""
    cuts = Cuts.at(
        np.array([0, 0, 1]),
        np.array([3 * 2**30 - 1, 2**32 - 1, 2**32 - 1], dtype=np.uint32),
        np.array([7, 2, 5]),
        2,
    )
    joint = Joint.of(cuts)

    assert [(0, 2, 0.25), (0, 7, 0.75), (1, 5, 1.0)] == list(
        zip(joint.row, joint.target, joint.chance, strict=True)
    )
