"""What "The wrong dish at table seven" promises, held against exact values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenario_engine import Session, check, load_packs
from scenario_engine.analysis import aims, best, explore, fair, strategies, under
from scenario_engine.analysis.values import Status
from scenario_engine.expressions import evaluate
from scenario_engine.packs.casting import cast
from scenario_engine.testing import column, played, without

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scenario_engine.analysis import StateSpace
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.program import Program
    from scenario_engine.testing import Rule

RETURNS, PASSES = "guest-who-returns", "guest-passing-through"
LISTEN, ACKNOWLEDGE, APOLOGISE = (
    "listen-to-the-end",
    "acknowledge-what-happened",
    "apologise",
)
FEEL, OFFER, WRITE = "ask-how-they-feel", "offer-a-way-on", "write-it-down"
MEND = (FEEL, OFFER, WRITE)
SATISFACTION = [("service-recovery", "satisfaction")]

GOOD_ENOUGH = 1e-9
"""A difference that only rounding makes."""


@pytest.fixture(scope="module")
def program() -> Program:
    """Return the program of the scenario, as the installed pack gives it."""
    return load_packs(only=["customer-service"], strict=True).program("wrong-dish")


@pytest.fixture(scope="module")
def space(program: Program) -> StateSpace:
    """Return all that can be reached, for a trainee of skill 1."""
    return explore(program)


@pytest.fixture(scope="module")
def table(space: StateSpace) -> Floats:
    """Return the best chance of the goal, by turns left and state."""
    return best(space).table


@pytest.fixture(scope="module")
def adviser(space: StateSpace) -> fair.Adviser:
    """Return whoever says what choices are worth by what could be known."""
    return fair.adviser(space)


@pytest.fixture(scope="module")
def tables() -> Mapping[str, StateSpace]:
    """Return all that can be reached with one guest, and with the other."""
    registry = load_packs(only=["customer-service"], strict=True)
    guests = (RETURNS, PASSES)
    return {
        guest: explore(cast(registry, "wrong-dish", {"guest": guest}))
        for guest in guests
    }


def rows_of(space: StateSpace) -> list[list[int]]:
    """Return every state as the values of its variables."""
    rows: list[list[int]] = space.packing.unpack(space.codes).tolist()
    return rows


def satisfaction(space: StateSpace, *script: str) -> float:
    """Return the points for satisfaction that a script comes to on average."""
    ids = [action.id for action in space.program.actions]
    weights = strategies.scripted(space, [ids.index(each) for each in script])
    return under(space, weights, aims.score(space, SATISFACTION)).start


def advantage(space: StateSpace) -> float:
    """Return what listening and acknowledging first adds to satisfaction."""
    first = satisfaction(space, LISTEN, ACKNOWLEDGE, APOLOGISE, *MEND)
    return first - satisfaction(space, APOLOGISE, LISTEN, ACKNOWLEDGE, *MEND)


def test_it_can_be_won_from_everywhere_and_no_trick_wins_it(program: Program):
    """Best play wins with room to spare, random and repeated play hardly ever do."""
    found = check(program)

    assert found.findings == ()
    assert found.goal_always_reachable
    assert 0.80 <= found.summary.best <= 0.95
    assert found.summary.random <= 0.05
    assert max(found.summary.repeats.values()) <= 0.20


def test_it_is_small(space: StateSpace):
    """A study of many episodes, and whoever looks at every state, need not wait."""
    assert len(space) <= 6_000


def test_listening_before_apologising_satisfies_a_guest_who_will_return(
    tables: Mapping[str, StateSpace],
):
    """The direction of the studies: hear, acknowledge, and only then apologise."""
    assert advantage(tables[RETURNS]) >= 0.30


def test_the_order_turns_round_for_a_guest_who_is_passing_through(
    tables: Mapping[str, StateSpace],
):
    """Who does not expect to be here again may well take the apology first."""
    assert -0.20 <= advantage(tables[PASSES]) <= -0.05


@pytest.mark.parametrize("guest", [RETURNS, PASSES])
def test_a_late_apology_satisfies_less(tables: Mapping[str, StateSpace], guest: str):
    """The same sentences; the apology comes when all is settled, or before."""
    space = tables[guest]
    early = satisfaction(space, LISTEN, ACKNOWLEDGE, APOLOGISE, *MEND)
    late = satisfaction(space, LISTEN, ACKNOWLEDGE, *MEND, APOLOGISE)

    assert early >= late + 0.05


def test_who_the_guest_is_decides_what_to_do_next(tables: Mapping[str, StateSpace]):
    """Once it is known how they feel: one is heard out, the other offered a way on."""
    asked = {"guest.escalation": 1, "guest.trust": 1, "composure": 1, "progress": 1}
    wanted = {RETURNS: LISTEN, PASSES: OFFER}
    for guest, space in tables.items():
        names = [variable.name for variable in space.program.variables]
        here = next(
            number
            for number in space.ongoing.tolist()
            if dict.fromkeys(names, 0) | asked
            == dict(zip(names, space.state(number), strict=True))
        )
        worth = space.expected(best(space).table[-3])
        rows = np.flatnonzero(space.owner == here)
        advised = space.program.actions[space.action[rows[worth[rows].argmax()]]]

        assert advised.id == wanted[guest]


def test_what_a_choice_is_worth_to_a_trainee_is_exact(adviser: fair.Adviser):
    """Few beliefs can be reached; and knowing who it is would be worth something."""
    found = adviser.value

    assert found.status is Status.EXACT_UP_TO_ROUNDING
    assert found.information.lower >= 0.01


def test_asking_tells_who_the_guest_is(program: Program, adviser: fair.Adviser):
    """For certain, where there is an answer; nothing at the table shows it before."""
    known = set()
    for seed in range(8):
        session = Session.begin(program, seed=seed).step("ask-what-they-need")
        before, after = adviser.along(session.history())
        assert before.belief.chance_of("guest.persona") == {0: 0.5, 1: 0.5}
        known.add(tuple(sorted(after.belief.chance_of("guest.persona"))))

    assert known == {(0,), (1,), (0, 1)}


def careful(*, listen: bool) -> Rule:
    """
    Return a plan for somebody who does not know who the guest is.

    Args:
        listen: Whether the guest is heard out and acknowledged before a way on is
            offered; or never.
    """

    def rule(state: Mapping[str, int]) -> str:
        progress, upset = state["progress"], state["guest.escalation"]
        if progress == -1 or (upset == 2 and progress > 0 and state["heard"]):
            return "bring-the-manager"
        if progress == 0:
            return FEEL
        if listen and state["heard"] == 0:
            return LISTEN
        if state["guest.trust"] == 0 and upset < 2:
            return "ask-what-they-need"
        if listen and state["heard"] == 1:
            return ACKNOWLEDGE
        if progress == 1:
            return OFFER
        if progress == 2 and not (upset == 1 and state["apology"] < 2):
            return WRITE
        return APOLOGISE if state["apology"] < 2 else "bring-the-manager"

    return rule


def test_the_plan_that_it_teaches_comes_near_the_best_play(
    space: StateSpace, table: Floats
):
    """Nobody has to see hidden things or to calculate in order to do well."""
    reached = played(space, careful(listen=True))

    assert reached >= float(table[-1, space.start[0]] @ space.start[1]) - 0.10
    assert reached >= played(space, careful(listen=False)) + 0.10


@pytest.mark.parametrize(
    "techniques",
    [
        ("active-listening", "validate"),
        ("meet-need", "follow-through"),
        ("apologise",),
        ("open-question",),
        ("hand-over",),
    ],
)
def test_what_it_teaches_matters(
    program: Program, space: StateSpace, techniques: Collection[str]
):
    """Without it, even the best play loses."""
    lacking = best(explore(without(program, *techniques))).start

    assert lacking <= best(space).start - 0.004


def test_every_choice_that_is_no_bad_habit_is_the_best_one_somewhere(
    space: StateSpace, table: Floats
):
    """Nothing is offered only to fill the list, and no bad habit is ever needed."""
    needed = set()
    for left in range(1, len(table)):
        worth = space.expected(table[left - 1])
        firsts = space.pointer[space.ongoing]
        for number, action in enumerate(space.program.actions):
            rows = np.flatnonzero(space.action == number)
            others = worth.copy()
            others[rows] = -1.0
            rest = np.zeros(len(space))
            rest[space.ongoing] = np.maximum.reduceat(others, firsts)
            if (worth[rows] > rest[space.owner[rows]] + GOOD_ENOUGH).any():
                needed.add(action.id)

    assert needed == {each.id for each in space.program.actions if not each.anti}


def test_what_is_marked_as_good_practice_is_no_bad_advice(
    space: StateSpace, table: Floats
):
    """With all turns left it costs a few hundredths at most, wherever it is marked."""
    names = [variable.name for variable in space.program.variables]
    regret = table[-1, space.owner] - space.expected(table[-2])
    states = [dict(zip(names, row, strict=True)) for row in rows_of(space)]
    for number, action in enumerate(space.program.actions):
        if action.good_practice is None:
            continue
        marked = [
            row
            for row in np.flatnonzero(space.action == number).tolist()
            if evaluate(action.good_practice, states[space.owner[row]])
        ]

        assert marked
        assert regret[marked].max() <= 0.08


def test_symptoms_that_are_not_seen_to_end_badly(space: StateSpace):
    """Whoever goes on talking about plates meets the ambulance, sooner or later."""
    itching = np.flatnonzero(column(space, "progress") == -1)
    names = [ending.id for ending in space.program.endings]
    emergency = aims.Aim(
        "emergency",
        "chance",
        (space.ending == names.index("ambulance-at-the-door")).astype(np.float64),
        np.zeros(len(space.action)),
    )
    ids = [action.id for action in space.program.actions]
    talking = under(space, strategies.repeating(space, ids.index(APOLOGISE)), emergency)

    assert talking.table[-1, itching[space.ending[itching] < 0]].min() >= 0.4
