"""Named reasons, with what each did to the chance of the goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from debriefed import ready, traced, unrecorded
from riddles import ASK, WAIT, riddle, spoken
from scenario_engine.analysis import best, explore
from scenario_engine.debrief.reasons import Reasons
from scenario_engine.errors import ProgramError
from scenario_engine.expressions import parse
from scenario_engine.program import Interpreter, Program
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Reason
from scenes import LISTEN, effect, outcome, program
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.analysis import StateSpace, Values
    from scenario_engine.debrief.course import Course
    from scenario_engine.program import State, ir

HEARD = Reason(when=parse("heard == 1"), by=parse("0.3"), why="she had been heard")
LOUD = Reason(when=parse("trust <= 1"), by=parse("-0.2"), why="there was no trust yet")
MOODY = Reason(when=parse("mood == 1"), by=parse("-0.25"), why="it was the wrong mood")


def reasons(found: Course) -> Reasons:
    """Return the reasons of an episode."""
    assert found.worth is not None
    assert not isinstance(found.worth, str)
    return Reasons(found, found.worth)


def settling(*why: Reason, **change: str) -> Program:
    """Return a program in which one sentence may settle it, for reasons."""
    soothe = spoken(
        "soothe", effect(outcome("0.5", *why, **(change or {"escalation": "-1"})))
    )
    return program(horizon=3, interventions=(LISTEN, soothe), policies=(), scoring=())


@at_most(40)
@given(programs(largest_horizon=3), st.integers(0, 2**32), st.data())
def test_reasons_are_worth_what_taking_them_away_would_cost(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """In the turn itself, all that comes after it being as it is."""
    trace = traced(made, lambda s: data.draw(st.sampled_from(s.choices)).id, seed=seed)
    found = ready(trace, made)
    told = reasons(found)
    space = explore(made)
    values = best(space)
    for at, choice in enumerate(trace.choices):
        action = next(each for each in made.actions if each.id == choice)
        assume(action.delivery is None or not action.delivery.reasons)
        state = trace.moments[at].state
        assert state is not None
        place, left = tuple(state.values()), made.horizon - at
        for good in (True, False):
            if not good and action.delivery is None:
                continue
            worths = [each.worth for each in told.of(choice, at, good=good)]
            if None in worths:
                continue
            try:
                bare = _delivered(space, values, _without(action), place, left, good)
                with_ = _delivered(space, values, action, place, left, good)
            except (ProgramError, IndexError):
                continue
            assert sum(filter(None, worths)) == pytest.approx(with_ - bare, abs=1e-9)


def test_a_reason_is_told_with_what_it_did() -> None:
    """What it added, to which outcome, whether that helps, and what it was worth."""
    made = settling(HEARD)
    session = Session.begin(made, seed=2)
    while session.state["heard"] == 0:
        session = session.step("listen")
    turn = session.turn
    session = session.step("soothe")
    (told,) = reasons(ready(of_session(session), made)).of("soothe", turn, good=None)

    assert (told.why, told.by, told.outcome) == (HEARD.why, 0.3, "escalation -1")
    assert told.helps is True
    assert told.worth is not None
    assert 0 < told.worth <= 0.3
    assert told.was_known
    assert told.since == turn
    assert told.shown == session.previous.observation.cues  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("by", "change", "helps"),
    [
        ("0.2", "-1", True),
        ("-0.2", "-1", False),
        ("0.2", "+1", False),
        ("-0.2", "+1", True),
    ],
)
def test_whether_a_reason_helps_follows_from_what_the_outcome_is_worth(
    by: str, change: str, helps: bool
) -> None:
    """Less of what does harm helps; more of it does not."""
    why = attrs.evolve(LOUD, by=parse(by))
    made = settling(why, escalation=change)
    session = Session.begin(made, seed=1).step("soothe")
    (told,) = reasons(ready(of_session(session), made)).of("soothe", 0, good=None)

    assert told.helps is helps


def test_a_reason_that_makes_no_difference_is_at_work_all_the_same() -> None:
    """Neither for the choice nor against it."""
    made = settling(LOUD, trust="-1")
    session = Session.begin(made, seed=1).step("soothe")
    (told,) = reasons(ready(of_session(session), made)).of("soothe", 0, good=None)

    assert told.helps is None


def test_what_is_hidden_is_told_when_it_is_over() -> None:
    """Until then only reasons that could be known; then all, marked as hidden."""
    made = riddle(
        spoken("try", effect(outcome("0.5", MOODY, escalation="=0"))), horizon=2
    )
    for seed in range(40):
        last = Session.begin(made, seed=seed)
        if last.state["mood"] != 1:
            continue
        first = last.step("try")
        if first.ending is None:
            break
    over = first.step("try")
    during = reasons(ready(of_session(first), made)).of("try", 0, good=None)
    (after,) = reasons(ready(of_session(over), made)).of("try", 0, good=None)

    assert during == ()
    assert (after.why, after.was_known, after.since) == (MOODY.why, False, None)


def test_what_showed_it_is_told() -> None:
    """Asking shows the mood: from then on the reason could be known."""
    made = riddle(
        ASK,
        WAIT,
        spoken("try", effect(outcome("0.5", MOODY, escalation="=0"))),
        horizon=3,
    )
    for seed in range(60):
        session = Session.begin(made, seed=seed).step("wait").step("ask")
        if session.observation.cues == ("A look.",):
            break
    (told,) = reasons(ready(of_session(session.step("try")), made)).of(
        "try", 2, good=None
    )

    assert told.was_known
    assert (told.since, told.shown) == (2, ("A look.",))


def test_without_states_only_what_could_be_known_is_told() -> None:
    """And nothing is said of what it was worth, for that depends on what is hidden."""
    made = settling(LOUD, HEARD)
    session = Session.begin(made, seed=2)
    while session.ending is None:
        session = session.step("soothe")
    found = ready(unrecorded(of_session(session)), made)
    told = reasons(found).of("soothe", 0, good=None)

    assert all(reason.was_known for reason in told)
    assert {reason.worth for reason in told} <= {None}


def _without(action: ir.Action) -> ir.Action:
    """Return *action* without any reason."""
    return attrs.evolve(action, good=_bare(action.good), poor=_bare(action.poor))


def _bare(cases: tuple[ir.Case, ...]) -> tuple[ir.Case, ...]:
    return tuple(
        attrs.evolve(
            case,
            outcomes=tuple(
                attrs.evolve(o, chance=attrs.evolve(o.chance, reasons=()))
                for o in case.outcomes
            ),
        )
        for case in cases
    )


def _delivered(
    space: StateSpace,
    values: Values,
    action: ir.Action,
    state: State,
    left: int,
    good: bool,
) -> float:
    """Return what a delivery of *action* is worth, by the reference interpreter."""
    interpreter = Interpreter(space.program)
    only = attrs.evolve(
        action, delivery=None, good=action.good if good else action.poor
    )
    total = 0.0
    for response in interpreter.response(state, only):
        ways = [response] if response.ending else interpreter.world(response.state)
        for way in ways:
            chance = 1.0 if response.ending else float(way.chance)
            worth = values.table[left - 1, space.index(way.state)]
            total += float(response.chance) * chance * float(worth)
    return total
