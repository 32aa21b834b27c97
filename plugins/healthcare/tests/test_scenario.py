"""What the scenario "Two hours without news" promises, held against exact values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenario_engine import Session, check, load_packs
from scenario_engine.analysis import best, explore
from scenario_engine.testing import column, opening, played, without, worth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scenario_engine.analysis import StateSpace
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.program import Program
    from scenario_engine.testing import Rule

EARLIER_COMPLAINT, WORRIED = 0, 1
"""The hidden types, numbered in the order of their ids."""

FEELS_WHOLE = 2
"""The composure at which good sentences come out as they are meant."""


@pytest.fixture(scope="module")
def program() -> Program:
    """Return the program of the scenario, as the installed pack gives it."""
    return load_packs(only=["healthcare"], strict=True).program("no-news")


@pytest.fixture(scope="module")
def space(program: Program) -> StateSpace:
    """Return all that can be reached, for a trainee of skill 1."""
    return explore(program)


@pytest.fixture(scope="module")
def table(space: StateSpace) -> Floats:
    """Return the best chance of the goal, by turns left and state."""
    return best(space).table


def starting(space: StateSpace, persona: int) -> int:
    """Return the state in which the play with that type begins."""
    types = column(space, "daughter.persona")
    return next(int(at) for at in space.start[0] if types[at] == persona)


def sensible(acknowledge: Callable[[Mapping[str, int]], str]) -> Rule:
    """Return a rule that listens to the end, acknowledges, finds out, tells, offers."""

    def rule(state: Mapping[str, int]) -> str:
        if state["daughter.escalation"] == 4:
            return "call-a-colleague"
        if state["composure"] == 0:
            return "see-it-from-her-side"
        if state["taken_seriously"] == -1:
            return "own-our-part"
        if state["heard"] < 2:
            return "ask-and-listen"
        if state["taken_seriously"] == 0:
            return acknowledge(state)
        steps = ("find-out-now", "tell-her-honestly", "offer-two-ways-to-wait")
        return steps[state["news"]]

    return rule


def test_the_scenario_can_be_won_and_no_trick_wins_it(program):
    """Best, random and repeated play keep to their limits, and nothing is a trap."""
    result = check(program)

    assert result.findings == ()
    assert result.goal_always_reachable
    assert result.summary.best >= 0.80
    assert result.summary.random <= 0.20
    assert max(result.summary.repeats.values()) <= 0.20
    assert result.summary.states <= 20_000


@pytest.mark.parametrize(
    "objective", ["hear-her-first", "honest-news", "keep-your-own-calm"]
)
def test_every_objective_is_needed(program, table, space, objective):
    """Whoever lacks what an objective teaches does clearly worse at their best."""
    techniques = {each.id: each.techniques for each in program.objectives}[objective]
    lacking = best(explore(without(program, *techniques))).start

    assert lacking <= best(space).start - 0.05


def test_listening_before_apologising_pays(space, table):
    """The same two sentences are worth more when the listening comes first."""
    ask, sorry = "ask-and-listen", "apologise-for-the-wait"

    start = starting(space, WORRIED)
    listened_first = opening(space, table, start, ask, sorry)
    apologised_first = opening(space, table, start, sorry, ask)

    assert listened_first >= apologised_first + 0.03


def test_an_empty_apology_backfires_for_whom_it_was_the_last_answer(space, table):
    """Early on it costs the one with the earlier complaint more than the other."""
    ask, sorry = "ask-and-listen", "apologise-for-the-wait"
    costs = [
        opening(space, table, start, ask) - opening(space, table, start, ask, sorry)
        for start in (starting(space, EARLIER_COMPLAINT), starting(space, WORRIED))
    ]

    assert costs[0] >= costs[1] + 0.02


def test_what_helps_after_listening_depends_on_who_she_is(space, table):
    """Owning the past turns it for the one, naming the worry for the other."""
    own = worth(space, "own-our-part", table[8])
    name = worth(space, "name-the-worry", table[8])
    listened = (
        (column(space, "heard") == 2)
        & (column(space, "taken_seriously") == 0)
        & (column(space, "composure") == FEELS_WHOLE)
        & np.isin(column(space, "daughter.escalation"), [1, 2])
        & (space.ending < 0)
    )
    earlier = listened & (column(space, "daughter.persona") == EARLIER_COMPLAINT)
    worried = listened & (column(space, "daughter.persona") == WORRIED)

    assert (own[earlier] > name[earlier]).all()
    assert (name[worried] > own[worried]).all()


def test_knowing_who_she_is_is_worth_the_asking(space):
    """Acknowledging what she has told does better than one sentence for everybody."""
    own, name = "own-our-part", "name-the-worry"
    fitting = played(
        space, sensible(lambda state: name if state["daughter.persona"] else own)
    )

    assert fitting >= played(space, sensible(lambda _: name)) + 0.05
    assert fitting >= played(space, sensible(lambda _: own)) + 0.05


def test_at_first_sight_the_two_daughters_are_the_same(program):
    """Nothing that the trainee sees before the first choice tells which one she is."""
    sessions = [Session.begin(program, seed=seed) for seed in range(20)]
    drawn = {session.state["daughter.persona"] for session in sessions}
    seen = [session.observation for session in sessions]

    assert drawn == {EARLIER_COMPLAINT, WORRIED}
    assert all(each == seen[0] for each in seen)


def test_breaking_the_rules_of_the_house_does_not_pay(space, table):
    """Counting a win only when no rule was broken takes nothing from the best play."""
    broken = np.zeros(len(space), dtype=np.bool_)
    for variable in space.program.variables:
        if variable.standard == "policy":
            broken |= column(space, variable.name) == variable.high
    firsts = space.pointer[space.ongoing]
    abiding = np.where(broken, 0.0, space.ends("goal"))
    for _ in range(space.program.horizon):
        later = space.expected(abiding)
        abiding[space.ongoing] = np.maximum.reduceat(later, firsts)
        abiding[broken] = 0.0

    at, chances = space.start
    assert chances @ abiding[at] == pytest.approx(best(space).start, abs=1e-4)


def test_at_the_crisis_level_calling_for_help_is_best(space, table):
    """With at least four turns left, nothing else is worth more in any state."""
    crisis = (column(space, "daughter.escalation") == 4) & (space.ending < 0)
    for left in range(4, space.program.horizon + 1):
        called = worth(space, "call-a-colleague", table[left - 1])

        assert called[crisis] == pytest.approx(table[left][crisis], abs=1e-9)


def test_with_the_calm_used_up_it_is_best_to_win_some_of_it_back(space, table):
    """Below the crisis level nothing is worth clearly more, with time enough left."""
    left = 10
    spent = (
        (column(space, "composure") == 0)
        & (column(space, "daughter.escalation") <= 3)
        & (space.ending < 0)
    )
    thought = worth(space, "see-it-from-her-side", table[left - 1])

    assert (thought[spent] >= table[left][spent] - 0.001).all()
