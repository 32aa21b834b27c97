"""Storm comes to our values: over the shipped scenarios."""

from __future__ import annotations

from functools import cache

import pytest

from scenario_engine.analysis import StateSpace, explore
from scenario_engine.analysis.sensitivity import robust_range, unfold
from scenario_engine.interop.prism import prism
from scenario_engine.packs import load_packs

from .answers import CLOSE, in_floats
from .interval_model import storms_bounds
from .storm import CHOSEN, RANDOM, asked

pytestmark = pytest.mark.packs

SCENARIOS = load_packs().scenarios
ASKED = ("best", "worst", "most harm", "longest", "shortest", "highest")
"""Each takes Storm seconds; the generated programs are asked all that there is."""


@cache
def explored(id_: str) -> StateSpace:
    """Return the states of a shipped scenario."""
    return explore(load_packs().program(id_))


def test_there_are_scenarios() -> None:
    """One for each sector at least."""
    assert len(SCENARIOS) >= 3


@pytest.mark.parametrize(
    ("play", "questions"),
    [("chosen", {name: CHOSEN[name] for name in ASKED}), ("random", RANDOM)],
)
@pytest.mark.parametrize("id_", SCENARIOS)
def test_the_prism_model_is_worth_the_same(id_, play, questions, tmp_path) -> None:
    """Ten answers a scenario, over about a million states."""
    space = explored(id_)
    text = prism(space.program, play=play).text
    found, expected = in_floats(space), asked(text, questions, tmp_path, exact=False)

    assert expected.keys() == questions.keys()
    for name, value in expected.items():
        assert abs(found[name] - float(value)) <= CLOSE, name


@pytest.mark.parametrize("id_", SCENARIOS)
def test_the_bounds_of_the_sensitivity_are_the_same(id_) -> None:
    """Of the intervals themselves: in a file they would take minutes to write."""
    unfolded = unfold(load_packs().program(id_))
    ours = robust_range(unfolded)
    low, high = storms_bounds(unfolded)

    assert ours.lower < ours.nominal < ours.upper
    assert abs(ours.lower - low) <= CLOSE
    assert abs(ours.upper - high) <= CLOSE
