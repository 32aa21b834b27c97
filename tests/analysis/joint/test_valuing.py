"""Joint values are those of exploring and valuing, state by state."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brute_force import Choose, mean, successors, value
from pairs import CALM_ONE, CALM_OTHER, STIR, move, pair
from scenario_engine.analysis import aims, best, explore, under, uniform, worst
from scenario_engine.analysis.joint import estimate, joint_values
from scenario_engine.analysis.joint.valuing import ROOMY
from scenario_engine.analysis.values import Status
from scenario_engine.errors import BudgetError
from scenario_engine.expressions import parse
from scenario_engine.program import Trainee
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Variable
from scenes import SCENARIO, outcome
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.analysis import StateSpace, Values
    from scenario_engine.analysis.joint.sweeps import Play
    from scenario_engine.program import Program

SOME_SKILL = Trainee(otherwise=0.7)
AIMS = ("goal", "harm", "neutral", "turns", "score")
PLAYS: tuple[Play, ...] = ("best", "worst", "random")


def valued(space: StateSpace, aim: str, play: Play) -> Values:
    """Value the explored space, the way that writes every branch down."""
    counted = getattr(aims, aim)(space) if aim in ("turns", "score") else aim
    if play == "random":
        return under(space, uniform(space), counted)
    return {"best": best, "worst": worst}[play](space, counted)


def assert_alike(made: Program, aim: str, play: Play, trainee: Trainee) -> None:
    """Compare both routes in every state."""
    space = explore(made, trainee)
    values = valued(space, aim, play)
    found = joint_values(made, aim, trainee, play=play)

    assert len(space) == found.states == np.count_nonzero(found.reached)
    np.testing.assert_allclose(found.start, values.start, rtol=0, atol=1e-12)
    np.testing.assert_allclose(
        [found.of(space.state(index)) for index in range(len(space))],
        values.table[-1],
        rtol=0,
        atol=1e-12,
    )


@at_most(80)
@given(programs(), st.sampled_from(AIMS), st.sampled_from(PLAYS))
def test_every_state_is_worth_what_it_is_to_the_other_route(
    made: Program, aim: str, play: Play
) -> None:
    """Same states, same values, for whatever is counted and whoever chooses."""
    assert_alike(made, aim, play, SOME_SKILL)


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("aim", AIMS)
def test_so_it_is_in_a_scene_of_two(aim: str, play: Play) -> None:
    """Where whole rows of what a step does not touch are moved at a time."""
    # The last stage could act only where the scene is over.
    limit = move("limit", outcome("0.3", friend__escalation="-1"), when="heard >= 1")

    cool = attrs.evolve(STIR, id="cool", change=outcome("1", heard="+1").change)
    never = attrs.evolve(
        STIR,
        id="never",
        when=parse("visitor.escalation == 0 and friend.escalation == 0"),
        change=outcome("1", friend__trust="+1").change,
    )
    stages, rules = (STIR, cool, never), SCENARIO.scoring
    made = pair(CALM_ONE, CALM_OTHER, limit, world=stages, scoring=rules)

    assert_alike(made, aim, play, SOME_SKILL)


@at_most(30)
@given(programs(largest_horizon=3))
def test_the_beginning_is_worth_what_brute_force_finds(made: Program) -> None:
    """Over all strategies, in fractions, through the reference interpreter."""
    plays: dict[Play, Choose] = {"best": max, "worst": min, "random": mean}
    for play, choose in plays.items():
        found = joint_values(made, play=play)

        assert abs(found.start - float(value(made, choose))) < 1e-12
        assert len(successors(made)) == found.states


def test_the_status_says_how_far_to_trust_them() -> None:
    """They are exact up to rounding, as those of the other route."""
    assert Status.EXACT_UP_TO_ROUNDING is joint_values(pair()).status


def test_a_state_that_play_cannot_reach_is_worth_nothing_to_ask_about() -> None:
    """A valuation inside the ranges, and one that no change can lead to."""
    made = pair()
    names = [variable.name for variable in made.variables]
    begin = dict(zip(names, made.starts[0].state, strict=True))
    found = joint_values(made)
    settled_unheard = {"visitor.escalation": 0, "friend.escalation": 0, "heard": 0}

    for change in (settled_unheard, {"composure": 0}):
        with pytest.raises(KeyError):
            found.of(tuple({**begin, **change}.values()))


def wide(top: int, *names: str) -> Program:
    """Return a scene with more variables, all of which rise from 0."""
    return pair(
        CALM_ONE,
        move("more", *(outcome("0.1", **{name: "+1"}) for name in names)),
        variables={
            name: Variable(range=(0, top), start=0) for name in ("heard", *names)
        },
    )


def test_what_would_take_too_much_memory_is_refused_before_it_begins() -> None:
    """The message has the estimate and what multiplies it."""
    made = wide(50, "one", "two")
    with pytest.raises(BudgetError) as caught:
        joint_values(made, budget=attrs.evolve(ROOMY, megabytes=1))

    cells = 3 * 2 * 51**2
    assert str(caught.value) == (
        f"a-visit: {cells} joint states would take about "
        f"{estimate(made) / 1e6:.1f} megabytes, more than the budget of 1. They "
        "multiply by one (51 values), two (51 values), visitor.escalation (3 values), "
        "friend.escalation (2 values), composure (1 values). "
        "Narrow these variables, or give a larger budget."
    )
    assert cells * 8 < estimate(made)


def test_memory_stays_within_the_estimate() -> None:
    """And the estimate is not idle; some 15 000 cells."""
    made = wide(50, "one", "two")
    tracemalloc.start()
    states = joint_values(made, "turns").states
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert 8 * states < most < estimate(made) < 8 * most


def test_with_as_much_as_the_estimate_it_is_not_refused() -> None:
    """And with a little less it is."""
    made = pair()
    just = attrs.evolve(ROOMY, megabytes=estimate(made) / 1e6)

    assert joint_values(made, budget=just).states > 0
    with pytest.raises(BudgetError):
        joint_values(made, budget=attrs.evolve(just, megabytes=just.megabytes / 1.01))
