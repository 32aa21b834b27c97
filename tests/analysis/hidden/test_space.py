"""The beliefs that play can lead to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair_play import Onlooker
from riddles import riddles, spoken
from scenario_engine.analysis import explore
from scenario_engine.analysis.hidden.keeping import Mixed, Rounded
from scenario_engine.analysis.hidden.space import explore_beliefs, offered, starts
from scenario_engine.analysis.observations import observe
from scenario_engine.errors import BudgetError
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Variable
from scenes import effect, outcome, program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program

made_of_all = st.one_of(programs(largest_horizon=3), riddles(horizon=2))


@at_most(40)
@given(made_of_all)
def test_play_begins_with_a_belief_for_each_look(made: Program) -> None:
    """As likely as the brute force says."""
    begun, chances = starts(observe(explore(made)))
    expected = Onlooker(made).beginnings().values()

    assert sorted(chances.tolist()) == pytest.approx(
        sorted(float(fork.chance) for fork in expected)
    )
    np.testing.assert_allclose(begun.mean(np.ones(len(begun.state))), 1.0)


@at_most(40)
@given(made_of_all)
def test_all_ways_lead_somewhere(made: Program) -> None:
    """Chances sum to 1, and no belief before the turn limit is left out."""
    observed = observe(explore(made))
    found = explore_beliefs(observed, Mixed(), most=10**6, turns=observed.horizon)
    ended = observed.space.ending[found.beliefs.heads] >= 0

    for rows in (found.response, found.world):
        np.testing.assert_allclose(rows.mean(np.ones(rows.target.max() + 1)), 1.0)
    shut = np.diff(found.pointer) == 0
    assert shut[ended].all()
    np.testing.assert_array_equal(shut, ended | (np.arange(len(shut)) >= _looked(shut)))


def _looked(shut: np.ndarray) -> int:
    """Return how many beliefs were looked at: those found before the turn limit."""
    return 1 + int(np.flatnonzero(~shut).max(initial=-1))


@at_most(40)
@given(made_of_all)
def test_all_states_of_a_belief_look_alike(made: Program) -> None:
    """So that what is offered is the same in each of them."""
    observed = observe(explore(made))
    found = explore_beliefs(observed, Rounded(4), most=10**6)
    looks = observed.look[found.beliefs.state]
    counts, choices = offered(observed, found.beliefs)

    np.testing.assert_array_equal(
        looks, observed.look[found.beliefs.heads][found.beliefs.owner]
    )
    assert counts.sum() == len(choices)
    actions = observed.space.action[choices.state]
    np.testing.assert_array_equal(
        actions, observed.space.action[choices.heads][choices.owner]
    )


@at_most(30)
@given(riddles(horizon=4))
def test_grids_are_explored_until_nothing_is_new(made: Program) -> None:
    """Each belief that has not ended has its choices."""
    observed = observe(explore(made))
    for keeping in (Mixed(3), Rounded(2)):
        found = explore_beliefs(observed, keeping, most=10**6)
        ended = observed.space.ending[found.beliefs.heads] >= 0

        np.testing.assert_array_equal(np.diff(found.pointer) == 0, ended)


def test_too_many_beliefs_are_refused() -> None:
    """With the budget, and what to do."""
    observed = observe(explore(program()))

    with pytest.raises(BudgetError, match=r"more than 2 beliefs .* Give a larger"):
        explore_beliefs(observed, Mixed(), most=2, turns=4)


def test_beliefs_over_too_many_states_are_refused() -> None:
    """Few beliefs may be as large as many: sixteen states in each are too many."""
    even = {"0": Decimal("0.5"), "1": Decimal("0.5")}
    moods = {f"mood_{i}": even for i in range(4)}
    said = effect(outcome("0.5"), when=" + ".join(moods) + " >= 0")
    made = program(
        interventions=(spoken("wait", said),),
        variables={
            "heard": Variable(range=(0, 1), start=1, visible=True),
            **{name: Variable(range=(0, 1), draw=draw) for name, draw in moods.items()},
        },
        triggers=(),
        world=(),
        policies=(),
        scoring=(),
    )
    observed = observe(explore(made))

    found = explore_beliefs(observed, Rounded(1), most=10)
    few = len(found.beliefs) + len(found.situations)

    with pytest.raises(BudgetError, match="10 states in each"):
        explore_beliefs(observed, Rounded(1), most=few)
