"""What parameters can reach is explored, and what is a rule stays one."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import Budget, explore
from scenario_engine.analysis.sensitivity import unfold
from scenario_engine.errors import BudgetError, ProgramError
from scenario_engine.expressions import parse
from scenario_engine.program import Program, Trainee
from scenario_engine.testing import programs
from scenes import CALM_DOWN, LISTEN, effect, outcome, program
from searching import at_most


@at_most(40)
@given(programs(largest_horizon=2))
def test_every_state_of_play_is_there(made: Program) -> None:
    """And all that a chance of 0 could lead to, if a number moved it."""
    unfolded, space = unfold(made), explore(made)

    assert set(space.codes.tolist()) <= set(unfolded.codes.tolist())
    for layer in unfolded.layers:
        np.testing.assert_allclose(layer.sums(layer.chance), 1.0, atol=1e-12)
        assert not np.isin(layer.branch, layer.rest).any()


def test_a_rest_that_numbers_open_is_explored() -> None:
    """0.6 and 0.4 leave nothing over, but could."""
    full = effect(outcome("0.6", heard="+1"), outcome("0.4", escalation="+1"))
    listen = attrs.evolve(LISTEN, effects=(full,), delivery=None, poorly=())
    made = program(
        interventions=(listen,), triggers=(), world=(), policies=(), horizon=1
    )
    row = slice(*unfold(made).layers[1].pointer[:2])

    np.testing.assert_allclose([0.6, 0.4, 0.0], unfold(made).layers[1].chance[row])


def test_a_certain_change_stays_certain() -> None:
    """A chance written as 1 has no rest to be explored."""
    sure = effect(outcome("1", heard="+1"))
    listen = attrs.evolve(LISTEN, effects=(sure,), delivery=None, poorly=())
    made = program(interventions=(listen, CALM_DOWN), policies=())

    assert len(explore(made)) == len(unfold(made))


def test_the_skill_of_the_trainee_counts() -> None:
    """Without skill there is no good delivery, and no number that moves it."""
    unfolded = unfold(program(), Trainee(otherwise=0))

    assert len(unfolded.layers[0].branch) == 0
    assert len(unfold(program()).layers[0].branch) > 0


def test_too_many_states_are_refused() -> None:
    """With the budget of an exploration."""
    with pytest.raises(BudgetError, match="more than the budget of 5 states"):
        unfold(program(), budget=Budget(states=5))


def test_chances_that_sum_to_more_than_one_are_refused() -> None:
    """With the place and the state, as in an exploration."""
    wrong = effect(outcome("0.7", heard="+1"), outcome("0.4", escalation="+1"))
    listen = attrs.evolve(LISTEN, effects=(wrong,))

    with pytest.raises(ProgramError, match="the chances sum to more than 1"):
        unfold(program(interventions=(listen, CALM_DOWN), policies=()))


def test_a_state_without_a_choice_is_refused() -> None:
    """Even one that only moved numbers can reach."""
    full = effect(outcome("0.6", heard="+1"), outcome("0.4", escalation="+1"))
    listen = attrs.evolve(
        LISTEN,
        effects=(full,),
        delivery=None,
        poorly=(),
        available=parse("heard == 0 and escalation == 2 and composure == 2"),
    )
    with pytest.raises(ProgramError, match="no intervention is available"):
        unfold(program(interventions=(listen,), policies=()))
