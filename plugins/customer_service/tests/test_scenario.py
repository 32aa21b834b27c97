"""What the scenario "Billed twice, third call" promises, held against exact values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenario_engine import check, load_packs
from scenario_engine.analysis import best, explore
from scenario_engine.testing import column, opening, played, without

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scenario_engine.analysis import StateSpace
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.program import Program
    from scenario_engine.testing import Rule

RATTLED, CALM = 0, 2
"""Composure at its lowest and at its highest."""

GOOD_ENOUGH = 1e-9
"""A difference that only rounding makes."""


@pytest.fixture(scope="module")
def program() -> Program:
    """Return the program of the scenario, as the installed pack gives it."""
    return load_packs(only=["customer-service"], strict=True).program("billed-twice")


@pytest.fixture(scope="module")
def space(program: Program) -> StateSpace:
    """Return all that can be reached, for a trainee of skill 1."""
    return explore(program)


@pytest.fixture(scope="module")
def table(space: StateSpace) -> Floats:
    """Return the best chance of the goal, by turns left and state."""
    return best(space).table


def chosen(space: StateSpace, action: str) -> Index:
    """Return the numbers of the choices that take *action*."""
    number = [each.id for each in space.program.actions].index(action)
    return np.flatnonzero(space.action == number)


def plan(calm_enough: int, *, listen: bool = True) -> Rule:
    """
    Return the plan that the scenario teaches: hear, say back, acknowledge, mend.

    Args:
        calm_enough: The composure below which the trainee takes a moment first.
        listen: Whether the story is heard before anything else; or the account is
            opened first, and the story heard when nothing else is left to do.
    """

    def heard(state: Mapping[str, int]) -> str | None:
        if state["heard"] == 0:
            return "ask-and-listen"
        if state["heard"] == 1:
            return "say-it-back"
        if state["acknowledged"] < 2:
            return "say-what-it-has-been-like"
        return None

    def mended(state: Mapping[str, int]) -> str | None:
        steps = ("check-who-is-calling", "find-both-charges")
        return steps[state["progress"]] if state["progress"] < 2 else None

    def rule(state: Mapping[str, int]) -> str:
        if state["customer.escalation"] == 3 and state["warned"] == 0:
            return "warn-once"
        if state["composure"] < calm_enough:
            return "steady-yourself"
        first, second = (heard, mended) if listen else (mended, heard)
        step = first(state) or second(state)
        if step is not None:
            return step
        if state["progress"] == 2 and state["customer.escalation"] <= 1:
            return "name-an-owner-and-a-date"
        return "apologise"

    return rule


def test_it_can_be_won_from_everywhere_and_no_trick_wins_it(program: Program):
    """Best play wins with room to spare, random and repeated play hardly ever do."""
    found = check(program)

    assert () == found.findings
    assert found.goal_always_reachable
    assert found.summary.best >= 0.80
    assert found.summary.random <= 0.20
    assert max(found.summary.repeats.values()) <= 0.20


def test_the_plan_that_it_teaches_comes_near_the_best_play(
    space: StateSpace, table: Floats
):
    """Nobody has to see hidden variables or to calculate in order to do well."""
    start = int(space.start[0][0])

    assert played(space, plan(CALM)) >= table[-1, start] - 0.10


def test_hearing_the_story_first_beats_opening_the_account_first(space: StateSpace):
    """The same plan, with the mending before the listening, does worse."""
    assert played(space, plan(CALM)) >= played(space, plan(CALM, listen=False)) + 0.20


def test_listening_before_apologising_pays(space: StateSpace, table: Floats):
    """With the best play afterwards, the order of the first two sentences counts."""
    start = int(space.start[0][0])
    listened = opening(space, table, start, "ask-and-listen", "apologise")
    apologised = opening(space, table, start, "apologise", "ask-and-listen")

    assert listened >= apologised + 0.015


def test_an_apology_helps_once_the_customer_is_understood(program: Program):
    """Somebody who cannot apologise does worse, even when the rest is perfect."""
    assert best(explore(program)).start >= (
        best(explore(without(program, "apologise"))).start + 0.005
    )


@pytest.mark.parametrize(
    "techniques",
    [
        ("active-listening", "paraphrase"),
        ("paraphrase",),
        ("validate",),
        ("problem-solve",),
    ],
)
def test_what_an_objective_teaches_matters(
    program: Program, table: Floats, space: StateSpace, techniques: Collection[str]
):
    """Without it, even the best play loses."""
    lacking = best(explore(without(program, *techniques))).start

    assert lacking <= table[-1, int(space.start[0][0])] - 0.05


def test_looking_after_your_own_calm_matters(program: Program, space: StateSpace):
    """Without it, the best play loses, and so does the plan that it teaches."""
    lacking = best(explore(without(program, "reappraise"))).start

    assert lacking <= best(space).start - 0.03
    assert played(space, plan(RATTLED)) <= played(space, plan(CALM)) - 0.05


def test_a_rattled_trainee_is_worth_less_wherever_they_stand(
    space: StateSpace, table: Floats
):
    """Of two states that differ in composure alone, the calmer is never the worse."""
    names = [variable.name for variable in space.program.variables]
    rows = space.packing.unpack(space.codes)
    at = names.index("composure")
    number = {tuple(row): index for index, row in enumerate(rows.tolist())}
    pairs = [
        (index, number[calmer])
        for row, index in number.items()
        if row[at] == RATTLED
        and (calmer := (*row[:at], CALM, *row[at + 1 :])) in number
    ]
    rattled, calm = np.array(pairs).T

    assert (table[-1, rattled] <= table[-1, calm] + GOOD_ENOUGH).all()


def test_breaking_a_house_rule_never_pays(space: StateSpace, table: Floats):
    """In no state and with no turns left is a breach the only best thing to do."""
    kept = np.ones(len(space.action), dtype=bool)
    kept[chosen(space, "promise-the-refund")] = False
    unchecked = (column(space, "progress") == 0)[space.owner]
    unwarned = (column(space, "warned") == 0)[space.owner]
    data = chosen(space, "find-both-charges")
    hang_up = chosen(space, "end-with-a-call-back")
    kept[data[unchecked[data]]] = False
    kept[hang_up[unwarned[hang_up]]] = False
    firsts = space.pointer[space.ongoing]

    for left in range(1, len(table)):
        worth = space.expected(table[left - 1])
        lawful = np.maximum.reduceat(np.where(kept, worth, -1.0), firsts)
        gain = table[left, space.ongoing] - lawful
        assert gain.max() <= GOOD_ENOUGH


def test_every_choice_that_is_no_bad_habit_is_the_best_one_somewhere(
    space: StateSpace, table: Floats
):
    """Nothing is offered only to fill the list, and no bad habit is ever needed."""
    needed = set()
    for left in range(1, len(table)):
        worth = space.expected(table[left - 1])
        others = worth.copy()
        for number, action in enumerate(space.program.actions):
            rows = np.flatnonzero(space.action == number)
            others[rows] = -1.0
            firsts = space.pointer[space.ongoing]
            rest = np.zeros(len(space))
            rest[space.ongoing] = np.maximum.reduceat(others, firsts)
            if (worth[rows] > rest[space.owner[rows]] + GOOD_ENOUGH).any():
                needed.add(action.id)
            others[rows] = worth[rows]

    assert needed == {each.id for each in space.program.actions if not each.anti}
