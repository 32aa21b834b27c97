"""Parts cover all episodes once, and what makes no sense is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.program.dice import LARGEST_EPISODE, DiceError
from scenario_engine.simulation.running import BatchError, Plan, Width
from searching import at_most


@at_most(60)
@given(
    st.integers(1, 500),
    st.integers(0, 1000),
    st.integers(1, 200),
    st.none() | st.integers(1, 120),
)
def test_parts_cover_all_episodes_once(episodes, first, at_once, every):
    """In order; and none reaches over where it is looked at if to stop."""
    until = None if every is None else Width(0.1, every=every)
    plan = Plan(episodes, first=first, at_once=at_once, until=until)
    covered: list[int] = []
    for part in plan.parts(3):
        numbers = range(part.first, part.first + part.episodes)
        covered += numbers
        assert part.cell == 3
        assert 1 <= len(numbers) <= at_once
        if every is not None:
            assert len({(number - first) // every for number in numbers}) == 1
            assert plan.may_stop(numbers[-1] + 1) == (len(covered) % every == 0)
        else:
            assert not plan.may_stop(numbers[-1] + 1)
    assert covered == list(range(first, first + episodes))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"episodes": 0}, "episodes is 0. Give a whole number from 1."),
        ({"episodes": True}, "episodes is True. Give a whole number from 1."),
        ({"tries": 0}, "tries is 0. Give a whole number from 1."),
        ({"at_once": 1.5}, "at_once is 1.5. Give a whole number from 1."),
        ({"wanted": "all"}, "wanted is 'all'. Write totals, episodes, turns."),
        ({"patience": 0}, "patience is 0. Give seconds above 0, or None."),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(options, said):
    """With what to write."""
    with pytest.raises(BatchError) as caught:
        Plan(**{"episodes": 10, **options})
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"width": 0.0}, "width is 0.0. Give a number above 0 and below 1."),
        ({"kind": "win"}, "kind is 'win'. Write goal, harm or neutral."),
        ({"every": 0}, "every is 0. Give a whole number from 1."),
    ],
)
def test_a_width_that_makes_no_sense_is_refused(options, said):
    """With what to write."""
    with pytest.raises(BatchError) as caught:
        Width(**{"width": 0.1, **options})
    assert str(caught.value) == said


def test_dice_that_there_are_not_are_refused():
    """Before anything is played."""
    with pytest.raises(DiceError, match=f"to {LARGEST_EPISODE}"):
        Plan(2, first=LARGEST_EPISODE)
