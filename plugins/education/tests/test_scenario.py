"""What the scenario "Your turn to read" promises, held against exact values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenario_engine import check, load_packs
from scenario_engine.analysis import best, explore
from scenario_engine.program import Trainee
from scenario_engine.program.interpreter import Interpreter
from scenario_engine.testing import column, played, without, worth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenario_engine.analysis import StateSpace
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.program import Program
    from scenario_engine.testing import Rule

ANTI = (
    "explain-it-again",
    "say-it-is-easy",
    "reprimand-across-the-room",
    "announce-the-consequence",
)
"""What a tired teacher says."""

PEAK = 4
"""The student's highest level, at which nothing can be talked about."""


@pytest.fixture(scope="module")
def program() -> Program:
    """Return the program of the scenario, as the installed pack gives it."""
    return load_packs(only=["education"], strict=True).program("your-turn-to-read")


@pytest.fixture(scope="module")
def space(program: Program) -> StateSpace:
    """Return all that can be reached, for a trainee of skill 1."""
    return explore(program)


@pytest.fixture(scope="module")
def table(space: StateSpace) -> Floats:
    """Return the best chance of the goal, by turns left and state."""
    return best(space).table


def with_the_student(state: Mapping[str, int]) -> str:
    """Ask, say that it makes sense, own the public prompt, offer two beginnings."""
    if state["heard"] == 0:
        return "crouch-and-ask"
    if state["heard"] == 1:
        return "say-it-makes-sense"
    if state["student.trust"] == 0:
        return "own-the-public-prompt"
    return "offer-two-starts" if state["plan"] == 0 else "say-it-makes-sense"


def with_the_peer(state: Mapping[str, int]) -> str:
    """Take the point, then set the limit."""
    agreed = state["peer.trust"] == 1
    return "stop-the-comments" if agreed else "tell-the-peer-you-see-it"


def sensible(
    student: Rule = with_the_student,
    peer: Rule = with_the_peer,
    *,
    breathes: bool = True,
    clears: bool = True,
) -> Rule:
    """Return the plan that the literature asks for, one part of it replaced."""

    def rule(state: Mapping[str, int]) -> str:
        level = state["student.escalation"]
        if level == PEAK and not state["help"]:
            return "send-for-a-colleague"
        if clears and state["audience"] == 1:
            return "turn-the-class-to-work"
        if level >= 3:
            return "one-sentence-and-space"
        if breathes and state["composure"] <= 1:
            return "breathe-out-first"
        bothered = state["peer.escalation"]
        if bothered == 2 or (bothered == 1 and state["plan"] == 1 and level <= 1):
            return peer(state)
        return student(state)

    return rule


def test_the_scenario_can_be_won_and_no_trick_wins_it(program):
    """Best, random and repeated play keep to their limits, and nothing is a trap."""
    result = check(program)

    assert result.findings == ()
    assert result.goal_always_reachable
    assert 0.80 <= result.summary.best <= 0.95
    assert result.summary.random <= 0.15
    assert max(result.summary.repeats.values()) <= 0.20
    assert result.summary.states <= 25_000


def test_what_the_literature_asks_for_gets_there(space):
    """A plan that fits on a card does well, so that good practice is what is taught."""
    assert played(space, sensible()) >= 0.80


@pytest.mark.parametrize(
    "objective", ["private-before-anything", "both-of-them", "small-start"]
)
def test_every_objective_is_needed(program, space, objective):
    """Whoever lacks what an objective teaches does clearly worse at their best."""
    techniques = {each.id: each.techniques for each in program.objectives}[objective]
    lacking = best(explore(without(program, *techniques))).start

    assert lacking <= best(space).start - 0.05


def test_ones_own_calm_matters(program, space):
    """Never breathing out first costs the best play, and the plan on a card more."""
    hurried = best(explore(without(program, "self-breathe"))).start

    assert hurried <= best(space).start - 0.04
    assert played(space, sensible(breathes=False)) <= played(space, sensible()) - 0.08


def test_listening_comes_before_owning_and_offering(space):
    """The same sentences are worth less when they come before Robin was heard."""

    def owns_first(state: Mapping[str, int]) -> str:
        if state["student.trust"] == 0:
            return "own-the-public-prompt"
        return with_the_student(state)

    def offers_first(state: Mapping[str, int]) -> str:
        return "offer-two-starts" if state["plan"] == 0 else with_the_student(state)

    listens_first = played(space, sensible())

    assert played(space, sensible(owns_first)) <= listens_first - 0.05
    assert played(space, sensible(offers_first)) <= listens_first - 0.05


def test_the_audience_goes_before_anything_is_asked(space):
    """Asking while the class looks on does much worse than clearing the stage first."""
    watched = played(space, sensible(clears=False))

    assert watched <= played(space, sensible()) - 0.15


def test_the_limit_comes_after_the_point_was_taken(space):
    """A limit for Sam before anybody has taken Sam's point is worth less."""
    limit_first = played(space, sensible(peer=lambda _: "stop-the-comments"))

    assert limit_first <= played(space, sensible()) - 0.01


@pytest.mark.parametrize(
    ("provoking", "provoked"),
    [
        ("peer.escalation", "student.escalation"),
        ("student.escalation", "peer.escalation"),
    ],
)
def test_each_of_the_two_can_set_off_the_other(program, provoking, provoked):
    """The higher the one, the likelier that the other goes up, with nothing done."""
    names = [variable.name for variable in program.variables]
    calm = dict(zip(names, program.starts[0].state, strict=True))
    calm |= {"student.escalation": 1, "peer.escalation": 1, "audience": 0}
    at = names.index(provoked)

    def chance_to_rise(level: int) -> float:
        state = tuple((calm | {provoking: level}).values())
        found = Interpreter(program).world(state)
        return sum(float(b.chance) for b in found if b.state[at] > state[at])

    assert chance_to_rise(2) >= chance_to_rise(0) + 0.05


def test_a_tired_teachers_sentences_are_never_best_while_robin_is_upset(space, table):
    """From agitation up, each of them gives something away, whatever else holds."""
    upset = (column(space, "student.escalation") >= 2) & (space.ending < 0)
    for left in range(4, space.program.horizon + 1):
        for action in ANTI:
            said = worth(space, action, table[left - 1])[upset]
            offered = ~np.isnan(said)

            assert (said[offered] < table[left][upset][offered]).all()


def test_at_the_peak_sending_for_a_colleague_is_best(space, table):
    """With time enough left, nothing else is worth more in any state."""
    peak = (column(space, "student.escalation") == PEAK) & (column(space, "help") == 0)
    peak &= space.ending < 0
    for left in range(6, space.program.horizon + 1):
        sent = worth(space, "send-for-a-colleague", table[left - 1])

        assert sent[peak] == pytest.approx(table[left][peak], abs=1e-9)


def test_breaking_the_house_rule_does_not_pay(space):
    """Counting a win only when the rule was kept takes next to nothing away."""
    broken = column(space, "policy.call_at_the_peak") == 2
    firsts = space.pointer[space.ongoing]
    abiding = np.where(broken, 0.0, space.ends("goal"))
    for _ in range(space.program.horizon):
        later = space.expected(abiding)
        abiding[space.ongoing] = np.maximum.reduceat(later, firsts)
        abiding[broken] = 0.0

    at, chances = space.start
    assert broken.any()
    assert chances @ abiding[at] == pytest.approx(best(space).start, abs=1e-3)


def test_whoever_delivers_badly_gets_there_less_often(program, space):
    """The same plan in unskilled hands loses much of its worth, and not all of it."""
    clumsy = explore(program, Trainee(otherwise=0.4))

    skilled = played(space, sensible())

    assert 0.05 <= played(clumsy, sensible()) <= skilled - 0.20
