"""Whoever takes what is best by what could be observed comes to the fair value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import ASK, GUESS, PROBE, RISK, riddle, riddles
from scenario_engine.analysis import explore, fair
from scenario_engine.analysis.observations import Seen, observe
from scenario_engine.analysis.values import Status
from scenario_engine.errors import BudgetError
from scenario_engine.packs import load_packs
from scenario_engine.program import Trainee
from scenario_engine.simulation.strategies import foresight as foresights
from scenario_engine.simulation.strategies.fair import FairBest, best
from scenario_engine.simulation.strategies.foresight import Foresight
from scenario_engine.testing import programs
from searching import at_most
from simulation.strategies.playing_by_hand import replayed

if TYPE_CHECKING:
    from scenario_engine.session import Session
    from scenario_engine.simulation.planning import Plan

CLOSE = 1e-9


def regrets(adviser: fair.Adviser, session: Session) -> list[float]:
    """Return what each choice of an episode gave away."""
    told = adviser.along(session.history())
    return [each.advice.regret(each.choice) for each in told if each.choice]


@at_most(14)
@given(st.one_of(riddles(), programs(largest_horizon=4)))
def test_its_value_is_the_fair_value(made):
    """Worked out over places, against the adviser's, over beliefs."""
    space = explore(made)
    adviser = fair.adviser(space)
    assert adviser.status is Status.EXACT_UP_TO_ROUNDING

    worth = FairBest().plan(space).value()
    assert worth == pytest.approx(adviser.value.start.lower, abs=CLOSE)


@at_most(12)
@given(st.one_of(riddles(), programs(largest_horizon=4)), st.sampled_from([1, 0.4]))
def test_it_does_what_the_adviser_advises(made, skill):
    """In episodes of a batch, opened live, by what was observed of them alone."""
    space = explore(made, Trainee(otherwise=skill))
    adviser = fair.adviser(space)
    playing = FairBest().ready(space)
    for episode in range(4):
        session = replayed(playing, episode)
        told = adviser.along(session.history())
        assert [each.advice.advised for each in told[:-1]] == list(session.taken)
        assert regrets(adviser, session) == pytest.approx([0.0] * session.turn)


def test_whoever_cannot_know_asks_first():
    """And does then what was learnt."""
    plan = FairBest().plan(explore(riddle(*RISK, ASK, horizon=2)))
    playing = plan.playing()
    taken = {replayed(playing, episode).taken for episode in range(30)}

    assert plan.value() == pytest.approx(0.8)
    assert taken == {("ask",), ("ask", "try-0"), ("ask", "try-1")}


def observed_only(foresight: Foresight, session: Session) -> list[str]:
    """Choose along an episode by nothing but what a session shows."""
    observed, memory = foresight.observed, foresight.memory
    assert memory is not None
    ids = [action.id for action in foresight.space.program.actions]
    chosen = []
    horizon = session.program.horizon
    held = -1
    for moment in session.history():
        seen = Seen.of(moment.observation)
        if moment.turn == 0:
            look = np.array([observed.looks.index(seen.look)])
            held = int(memory.begin(look)[0])
        else:
            action = np.array([ids.index(moment.choice)])
            held = after(foresight, held, action, seen, last=moment.turn == horizon)
        if moment.ending is None:
            left = horizon - moment.turn
            at = slice(foresight.pointer[held], foresight.pointer[held + 1])
            taken = int(np.argmax(best(foresight, left)[at]))
            chosen.append(seen.look.choices[taken])
    return chosen


def after(foresight: Foresight, held: int, action, seen: Seen, *, last: bool) -> int:
    """Return the only memory that what was seen can lead to."""
    observed, memory = foresight.observed, foresight.memory
    assert memory is not None
    between = int(memory.chosen(np.array([held]), action)[0])
    found = set()
    for heard in signals(memory.reply, between):
        reply = int(memory.heard(np.array([between]), np.array([heard]))[0])
        for end in signals(memory.turn, reply):
            if observed.seen(heard, end, last=last) == seen:
                then = memory.seen(np.array([reply]), np.array([end]))
                found.add(int(then[0]))
    (only,) = found
    return only


def signals(rows, row: int) -> list[int]:
    """Return what may be observed of a row."""
    here = rows.keys[rows.keys // rows.signals == row]
    return [int(each) for each in here % rows.signals]


@at_most(9)
@given(riddles(), st.sampled_from([1, 3]))
def test_a_rounded_belief_is_enough_to_play_by(made, parts):
    """It comes to no more than the fair value, and goes by observations alone."""
    space = explore(made)
    foresight = Foresight.rounded(space, observe(space), [parts])
    plan = foresight.plan(best)
    most = fair.value(space).start.upper

    assert foresight.status is Status.BOUNDED
    assert plan.value() <= most + CLOSE
    playing = plan.playing()
    for episode in range(3):
        session = replayed(playing, episode)
        assert observed_only(foresight, session) == list(session.taken)


@at_most(14)
@given(riddles(horizon=2))
def test_the_exact_belief_goes_by_observations_alone(made):
    """The memory of beliefs that are not rounded, driven by hand."""
    space = explore(made)
    foresight = Foresight.of(space)
    if foresight.memory is None:
        return
    playing = foresight.plan(best).playing()
    for episode in range(3):
        session = replayed(playing, episode)
        assert observed_only(foresight, session) == list(session.taken)


def test_rounding_finely_costs_next_to_nothing():
    """And a single part, that all states are as likely, costs something."""
    space = explore(riddle(*GUESS, PROBE, horizon=5))
    observed = observe(space)
    exact = FairBest().plan(space).value()
    worths = [
        Foresight.rounded(space, observed, [parts]).plan(best).value()
        for parts in (1, 50)
    ]

    assert worths[0] < exact - 0.001
    assert exact - 0.001 < worths[1] <= exact + CLOSE


def test_where_beliefs_are_too_many_they_are_rounded_or_refused():
    """With what else to take."""
    space = explore(riddle(*GUESS, PROBE, horizon=5))

    assert Foresight.of(space, most=17).status is Status.BOUNDED
    with pytest.raises(BudgetError, match="Take a strategy that goes by less"):
        Foresight.of(space, most=2)


@at_most(9)
@given(riddles())
def test_where_play_leads_everywhere_less_is_remembered(made):
    """The limit is for whoever may do anything; the best is played exactly."""
    space = explore(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foresights, "FEW_PLACES", 0)
        plan = FairBest().plan(space)
        assert plan.value() == pytest.approx(fair.value(space).start.lower, abs=CLOSE)
        if not plan.is_forgetful:
            with pytest.raises(BudgetError, match="one of them in more than 0 states"):
                plan.spared()


def test_where_what_was_seen_gives_the_state_away_nothing_is_remembered():
    """Places are then states, and values those of any strategy without memory."""
    plan = FairBest().plan(explore(riddle(*GUESS, horizon=1)))
    assert not plan.is_forgetful

    seen = attrs.evolve(riddle(*GUESS, horizon=1))
    variables = tuple(attrs.evolve(each, visible=True) for each in seen.variables)
    plan = FairBest().plan(explore(attrs.evolve(seen, variables=variables)))
    assert plan.is_forgetful
    assert plan.value() == pytest.approx(1.0)


@pytest.mark.packs
@pytest.mark.long
@pytest.mark.parametrize("id_", ["wrong-dish", "no-news"])
def test_in_the_shipped_scenarios_nothing_is_given_away(id_):
    """Where values are exact; where they are bounded, no more than a fifth of a point."""
    space = explore(load_packs().program(id_))
    adviser = fair.adviser(space)
    plan: Plan = FairBest().plan(space)
    fair_value = adviser.value.start
    is_exact = adviser.status is Status.EXACT_UP_TO_ROUNDING

    short = fair_value.lower - plan.value()
    assert abs(short) <= CLOSE if is_exact else 0 <= short <= 0.002
    playing = plan.playing()
    for episode in range(3):
        given_away = regrets(adviser, replayed(playing, episode))
        assert max(given_away) <= (CLOSE if is_exact else 0.01)
