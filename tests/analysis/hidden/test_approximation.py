"""Bounds with no more beliefs than allowed, each by a method that has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from riddles import PROBE, RISK, riddle, riddles
from scenario_engine.analysis import best, explore
from scenario_engine.analysis.hidden.approximation import above, below
from scenario_engine.analysis.hidden.bounds import Above, Below
from scenario_engine.analysis.hidden.space import starts
from scenario_engine.analysis.observations import observe
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program


@at_most(30)
@given(riddles(horizon=4))
def test_more_beliefs_are_no_worse(made: Program) -> None:
    """Than none: from above, and from below, and these never cross."""
    observed = observe(explore(made))
    full = best(observed.space)
    begun, _ = starts(observed)
    highs, lows = (
        [
            bound(observed, full, most)[0].at(begun, made.horizon)
            for most in (0, 40, 1_000)
        ]
        for bound in (above, below)
    )

    for low, high in zip(lows, highs, strict=True):
        assert (lows[0] <= low + 1e-12).all()
        assert (low <= high + 1e-12).all()
        assert (high <= highs[0] + 1e-12).all()


@at_most(20)
@given(riddles(horizon=4))
def test_no_more_beliefs_are_held_than_allowed(made: Program) -> None:
    """Neither from above nor from below."""
    observed = observe(explore(made))
    full = best(observed.space)
    for most in (30, 300):
        for bound in (above, below):
            found, _ = bound(observed, full, most)
            if isinstance(found, Above | Below):
                held = len(found.space.beliefs) + len(found.space.situations)
                assert 1 <= held <= most


@at_most(10)
@given(riddles(horizon=3))
def test_a_bound_says_how_it_was_found(made: Program) -> None:
    """With its size; or that there was no room for any belief."""
    observed = observe(explore(made))
    full = best(observed.space)

    assert "full knowledge" in above(observed, full, 0)[1]
    assert "without memory" in below(observed, full, 0)[1]
    assert "a grid of up to" in above(observed, full, 1_000)[1]
    assert "remembered beliefs comes to" in below(observed, full, 1_000)[1]


def test_refining_comes_to_an_end() -> None:
    """However many beliefs are allowed: a grid is made finer a few times only."""
    observed = observe(explore(riddle(*RISK, PROBE, horizon=2)))
    found, _ = above(observed, best(observed.space), 10**6)

    assert isinstance(found, Above)
    assert 626 == found.points
