"""Simulated episodes are live ones, and their shares are the exact chances."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import Budget, explore, under, uniform
from scenario_engine.analysis.strategies import scripted
from scenario_engine.errors import BudgetError
from scenario_engine.program import Trainee, dice
from scenario_engine.program.dice import LARGEST_EPISODE, DiceError
from scenario_engine.session import Session
from scenario_engine.simulation import SimulationError, Tables, replay, simulate
from scenario_engine.simulation.blocks import blocks
from scenario_engine.simulation.playing import Playing, Weighed
from scenario_engine.simulation.ways import Way
from scenario_engine.testing import programs
from scenes import program
from searching import at_most


@at_most(40)
@given(programs(largest_horizon=6), st.integers(0, 2**64 - 1), st.integers(0, 10**6))
def test_every_episode_is_the_live_one(made, seed, first):
    """The same ending, after the same turns, in the same state."""
    tables = Tables.of(made)
    script = scripted(tables.space, range(len(made.actions)))
    for weights in (None, script):
        (block,) = blocks(tables, Way.of(tables, weights), seed, first, 5)
        for place in range(5):
            live = replay(tables, weights, seed=seed, episode=first + place)
            ending = (*made.endings, made.timeout)[block.ending[place]]
            assert live.ending is not None
            assert (live.ending.id, live.turn) == (ending.id, block.turns[place])
            state = tables.space.state(int(tables.state[block.place[place]]))
            assert tuple(live.state.values()) == state


def test_a_script_is_played_live_by_its_choices():
    """Without anything of the simulation: the session is driven by hand."""
    tables = Tables.of(program())
    listen = scripted(tables.space, [0])
    live = replay(tables, listen, seed=3, episode=8)
    by_hand = Session.begin(program(), seed=3, episode=8)
    while by_hand.ending is None:
        by_hand = by_hand.step("listen")

    assert (by_hand.taken, by_hand.state) == (live.taken, live.state)


def test_episodes_do_not_depend_on_how_many_are_played_together():
    """Nor on where a run begins; totals of parts are the total of all."""
    tables = Tables.of(program())
    whole = simulate(tables, episodes=40_000, seed=5)
    parts = [
        simulate(tables, episodes=count, seed=5, first=first)
        for first, count in ((0, 1), (1, 17_000), (17_001, 22_999))
    ]

    assert 40_000 == whole.episodes
    np.testing.assert_array_equal(whole.counts, sum(part.counts for part in parts))


@pytest.mark.parametrize("skill", [1, 0.4])
def test_shares_lie_where_the_exact_chances_are(skill):
    """Six standard errors apart at most; dice that are fixed make it no chance."""
    space = explore(program(), Trainee(otherwise=skill))
    tables = Tables.over(space)
    script = scripted(space, [0, 1])
    for weights in (uniform(space), script):
        totals = simulate(tables, weights, episodes=200_000, seed=11)
        for kind in ("goal", "harm"):
            exact = under(space, weights, kind).start
            error = (exact * (1 - exact) / totals.episodes) ** 0.5
            assert abs(totals.share(kind).value - exact) <= 6 * error


def test_totals_count_every_turn():
    """As the sessions have them."""
    tables = Tables.of(program())
    totals = simulate(tables, episodes=200, seed=2)
    lived = [replay(tables, seed=2, episode=number) for number in range(200)]

    assert sum(session.turn for session in lived) == totals.turns
    kinds = [session.ending.kind for session in lived if session.ending]
    goals = kinds.count("goal")
    assert goals / 200 == totals.share("goal").value


@pytest.mark.parametrize("episodes", [0, -1, 1.5, True, "many"])
def test_no_episode_is_refused(episodes):
    """With what to give."""
    with pytest.raises(SimulationError, match="Give a whole number from 1"):
        simulate(program(), episodes=episodes)


@pytest.mark.parametrize(
    "options", [{"seed": -1}, {"first": LARGEST_EPISODE}, {"seed": 2**64}]
)
def test_dice_that_there_are_not_are_refused(options):
    """Before anything is played."""
    with pytest.raises(DiceError, match="Give a whole number"):
        simulate(program(), episodes=2, **options)


def test_too_many_states_are_refused():
    """As exploring refuses them."""
    with pytest.raises(BudgetError, match="budget of 3 states"):
        Tables.of(program(), budget=Budget(states=3))


@at_most(25)
@given(programs(largest_horizon=5), st.integers(0, 2**64 - 1))
def test_play_at_random_needs_no_more_than_what_bears_on_play(made, seed):
    """A program is played without its monitors; its tables, with them: all the same."""
    for episodes in (300, 9_000):
        bare = simulate(made, episodes=episodes, seed=seed)
        whole = simulate(Tables.of(made), episodes=episodes, seed=seed)

        np.testing.assert_array_equal(whole.counts, bare.counts)
        assert (whole.digest, whole.endings) == (bare.digest, bare.endings)


def test_who_chooses_can_be_given_in_any_form():
    """As weights, as a strategy of program or tables, or ready to play."""
    made = program()
    tables = Tables.of(made)
    script = scripted(tables.space, [0, 2])
    strategy = Weighed("mine", script)
    ready = Playing.of(tables, script)
    given_ = ((tables, script), (tables, strategy), (made, strategy), (made, ready))
    one, *others = (
        simulate(what, who, episodes=500, seed=4).counts for what, who in given_
    )
    live = [
        replay(tables, who, seed=4, episode=9).taken
        for who in (script, strategy, ready)
    ]

    for other in others:
        np.testing.assert_array_equal(one, other)
    assert [live[0]] * 3 == live


def test_whoever_draws_draws_by_the_numbers_of_the_strategy():
    """Live, from the stream as it is documented: two turns a word, the lower first."""
    made = program()
    tables = Tables.of(made)
    for episode in range(20):
        expected = Session.begin(made, seed=6, episode=episode)
        for number in dice.choice_draws(6, episode, made.horizon):
            if expected.ending is not None:
                break
            offered = [entry.id for entry in expected.choices]
            expected = expected.step(offered[int(number * len(offered))])
        found = replay(tables, seed=6, episode=episode)

        assert (expected.taken, expected.state) == (found.taken, found.state)
