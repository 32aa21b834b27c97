"""Storm, reading what we export, comes to our values: over generated programs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from every_strategy import TooManyError, chances
from scenario_engine.analysis import explore
from scenario_engine.program import Trainee
from scenario_engine.testing import programs

from .answers import CLOSE, by_brute_force, in_floats, in_fractions, storms

if TYPE_CHECKING:
    from scenario_engine.program import Program

SKILLS = st.sampled_from([0, Fraction(1, 3), 0.6, 1])
ANY = st.one_of(programs(winnable=True), programs())
"""Where the goal is never lost, what is done makes the more difference."""

TINY = st.one_of(
    programs(winnable=True, largest_horizon=3), programs(largest_horizon=3)
)
MOST = 20_000


@settings(max_examples=200)
@given(ANY, SKILLS)
def test_our_values_are_storms(made: Program, skill: float) -> None:
    """
    Twelve answers within 1e-9, and six of them to the last digit.

    For trainees of every skill, also of one that no decimal writes.
    """
    trainee = Trainee(otherwise=skill)
    expected = storms(made, trainee)
    found = in_floats(explore(made, trainee))
    exactly = in_fractions(made, trainee)

    assert found.keys() == expected.keys()
    for name in found:
        assert abs(found[name] - float(expected[name])) <= CLOSE, name
    assert exactly == {name: expected[name] for name in exactly}


@settings(max_examples=30)
@given(TINY)
def test_the_reference_interpreters_values_are_storms(made: Program) -> None:
    """All twelve, to the last digit."""
    assert by_brute_force(made) == storms(made)


@settings(max_examples=40)
@given(TINY)
def test_no_strategy_does_better_or_worse_than_storm_says(made: Program) -> None:
    """Every strategy there is was tried, and two of them come to just that."""
    expected = storms(made)
    try:
        goal, harm = chances(made, "goal", MOST), chances(made, "harm", MOST)
    except TooManyError:
        return

    assert (max(goal), min(goal)) == (expected["best"], expected["worst"])
    assert (max(harm), min(harm)) == (expected["most harm"], expected["least harm"])
