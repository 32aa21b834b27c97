"""A belief as a number that what is chosen and observed moves on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import riddles
from scenario_engine.analysis import aims, explore, fair
from scenario_engine.analysis.hidden.following import firsts, following, worth
from scenario_engine.analysis.hidden.space import starts
from scenario_engine.analysis.observations import observe
from searching import at_most


@at_most(14)
@given(riddles(), st.sampled_from([0, 2]))
def test_each_signal_leads_to_one_belief(made, parts):
    """With chances that sum to 1, and no signal twice."""
    observed = observe(explore(made))
    turns = None if parts else observed.horizon
    found = following(observed, parts, most=10_000, turns=turns)
    for rows, size in (
        (found.reply, len(found.space.choices)),
        (found.turn, len(found.space.situations)),
    ):
        assert len(rows.pointer) == size + 1
        row = np.repeat(np.arange(size), np.diff(rows.pointer))
        keys = row * rows.signals + rows.signal
        assert (np.diff(keys) > 0).all()
        np.testing.assert_allclose(np.bincount(row, rows.chance, size), 1.0)


@at_most(14)
@given(riddles())
def test_whole_beliefs_are_worth_their_fair_value(made):
    """From the start, against the adviser."""
    space = explore(made)
    observed = observe(space)
    found = following(observed, 0, most=10_000, turns=observed.horizon)
    final = aims.chance(observed.space, "goal").final
    table = worth(found, final, observed.horizon)
    _, chances = starts(observed)
    pointer = found.space.pointer
    best = [table[-1][pointer[i] : pointer[i + 1]].max() for i in range(len(chances))]

    expected = fair.value(space).start.lower
    assert float(chances @ best) == pytest.approx(expected, abs=1e-9)


def test_the_first_of_equally_good_choices_is_taken():
    """In each group; a group of nothing has none."""
    pointer = np.array([0, 2, 2, 5])

    assert firsts(np.array([0.1, 0.1 + 1e-12, 0.3, 0.2, 0.3]), pointer).tolist() == [
        0,
        2,
    ]
