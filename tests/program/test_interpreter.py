"""The reference interpreter does what a turn is said to do."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.errors import ProgramError
from scenario_engine.expressions import parse
from scenario_engine.program import Branch, Interpreter, Program, Trainee, pick
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Ending, Outcome, Reason
from scenes import (
    CALM_DOWN,
    LIMIT,
    LISTEN,
    SCENARIO,
    effect,
    outcome,
    program,
)
from searching import at_most

START = (2, 1, 2, 0, 0)
"""Visitor's escalation and trust, composure, heard, and the policy's monitor."""


def responses(
    interpreter: Interpreter, state: tuple[int, ...], choice: str
) -> tuple[Branch, ...]:
    """Return what can follow *choice*."""
    action = next(a for a in interpreter.program.actions if a.id == choice)
    return interpreter.response(state, action)


def test_the_episode_begins_where_the_scenario_says() -> None:
    """Each variable has its first value, in the program's order."""
    interpreter = Interpreter(program())

    assert [branch.state for branch in interpreter.starts()] == [START]
    assert interpreter.valuation(START) == {
        "visitor.escalation": 2,
        "visitor.trust": 1,
        "composure": 2,
        "heard": 0,
        "policy.hear_first": 0,
    }


def test_only_available_actions_are_offered() -> None:
    """A limit can be set once the visitor was heard."""
    interpreter = Interpreter(program())

    assert [a.id for a in interpreter.choices(START)] == ["listen", "calm-down"]
    assert [a.id for a in interpreter.choices((2, 1, 2, 1, 0))] == [
        "listen",
        "calm-down",
        "limit",
    ]


def test_a_response_is_good_or_poor_by_skill_and_composure() -> None:
    """Delivery is 0.8 at composure 2; the outcomes of each delivery follow in order."""
    found = responses(Interpreter(program(), exact=True), START, "listen")

    assert [
        (Fraction(8, 10) * Fraction(5, 10), (1, 1, 2, 1, 1), True),
        (Fraction(8, 10) * Fraction(2, 10), (2, 1, 2, 1, 1), True),
        (Fraction(8, 10) * Fraction(3, 10), (2, 1, 2, 0, 1), True),
        (Fraction(2, 10) * Fraction(3, 10), (2, 0, 2, 0, 1), False),
        (Fraction(2, 10) * Fraction(7, 10), (2, 1, 2, 0, 1), False),
    ] == [(b.chance, b.state, b.good) for b in found]


def test_skill_scales_the_chance_of_a_good_delivery() -> None:
    """With half the skill a good delivery is half as likely."""
    trainee = Trainee({"active-listening": Fraction(1, 2)})
    found = responses(Interpreter(program(), trainee, exact=True), START, "listen")

    assert Fraction(4, 10) == sum(b.chance for b in found if b.good)


def test_nothing_changes_where_no_case_applies() -> None:
    """At level 3 listening has no effect of its own: only the monitor notes it."""
    found = responses(Interpreter(program(), exact=True), (3, 1, 3, 0, 0), "listen")

    assert [(Fraction(1), (3, 1, 3, 0, 1), ())] == [
        (b.chance, b.state, b.outcomes) for b in found
    ]


def test_changes_saturate_at_the_range() -> None:
    """Trust of 0 stays 0, however often it is taken away."""
    found = responses(Interpreter(program(), exact=True), (1, 0, 2, 0, 0), "calm-down")

    assert found[0].state == (2, 0, 2, 0, 2)


def test_a_response_that_ends_the_episode_leaves_the_world_no_turn() -> None:
    """The ending that holds after the response is told with the branch."""
    found = responses(Interpreter(program(), exact=True), START, "calm-down")

    assert [b.ending.id if b.ending else None for b in found] == ["hurt", None]


def test_the_world_goes_through_its_stages_in_order() -> None:
    """Trigger first, then own stress; what each leaves over comes last."""
    found = Interpreter(program(), exact=True).world((2, 1, 2, 0, 0))

    assert [
        (Fraction(1, 10), (3, 1, 2, 0, 0), "hurt"),
        (Fraction(9, 40), (2, 1, 1, 0, 0), None),
        (Fraction(27, 40), (2, 1, 2, 0, 0), None),
    ] == [(b.chance, b.state, b.ending.id if b.ending else None) for b in found]


def test_an_ending_within_the_world_stops_it() -> None:
    """After the trigger has ended the episode, no later stage acts."""
    found = Interpreter(program(), exact=True).world((2, 1, 2, 0, 0))

    assert [o.cue for o in found[0].outcomes] == ["The clock."]


def test_the_first_ending_that_holds_counts() -> None:
    """Two endings hold at level 3; the author's order decides."""
    left = Ending(id="left", kind="neutral", when=parse("escalation >= 3"), text=".")
    endings = (left, *SCENARIO.endings)
    found = Interpreter(program(endings=endings)).ending((3, 1, 1, 0, 0))

    assert found is not None
    assert found.id == "left"


def test_rewards_are_counted_in_the_state_of_the_choice() -> None:
    """Listening to somebody unheard is worth 1.5, to somebody heard nothing."""
    interpreter = Interpreter(program(), exact=True)
    listen = interpreter.program.actions[0]

    assert Fraction(3, 2) == interpreter.points(listen.rewards, START)
    assert interpreter.points(listen.rewards, (2, 1, 2, 1, 0)) == 0


@pytest.mark.parametrize(("item", "worth"), [("slips", -1.5), ("notes", 0)])
def test_points_of_which_fewer_are_better_count_against(item, worth) -> None:
    """And where neither more nor fewer is better, they do not count."""
    (rule, _) = SCENARIO.scoring
    made = program(scoring=(attrs.evolve(rule, item=item),))

    assert worth == Interpreter(made).points(made.actions[0].rewards, START)


STATE = (
    "in the state visitor.escalation = 2, visitor.trust = 1, composure = 2, heard = 0, "
    "policy.hear_first = 1"
)
WHERE = f"{STATE}. Change the chances or reasons, or write clamp(…) where you mean it."


def listening(*outcomes: Outcome, **changes: Any) -> Program:
    """Return the program whose first intervention has these outcomes."""
    listen = attrs.evolve(LISTEN, effects=(effect(*outcomes),), **changes)
    return program(interventions=(listen, CALM_DOWN, LIMIT))


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        (
            listening(outcome("0.7"), outcome("0.4")),
            "sample: scenario 'a-visit': intervention 'listen' > effect 1: 11/10: "
            f"the chances sum to more than 1 {WHERE}",
        ),
        (
            listening(outcome("0.1 - 0.2 * heard - 0.2")),
            "sample: scenario 'a-visit': intervention 'listen' > effect 1 > outcome 1: "
            f"-1/10: not a chance in 0..1 {WHERE}",
        ),
        (
            listening(outcome("1 / heard")),
            "sample: scenario 'a-visit': intervention 'listen' > effect 1 > outcome 1: "
            f"'1 / heard' divides by zero {STATE}. Guard the division by a condition, "
            "or use max to keep the divisor above 0.",
        ),
    ],
)
def test_what_is_no_chance_is_refused_with_the_state(
    faulty: Program, message: str
) -> None:
    """The message names pack, object, field, value, state and mend."""
    with pytest.raises(ProgramError) as caught:
        responses(Interpreter(faulty, exact=True), START, "listen")

    assert message == str(caught.value)


def test_reasons_add_to_the_base_while_they_hold() -> None:
    """0.2, and 0.3 more once the visitor was heard."""
    heard = Reason(when=parse("heard == 1"), by=parse("0.3"), why="she was heard")
    made = listening(outcome("0.2", heard, trust="+1"), poorly=(), delivery=None)
    interpreter = Interpreter(made, exact=True)

    assert Fraction(2, 10) == responses(interpreter, START, "listen")[0].chance
    assert Fraction(5, 10) == (
        responses(interpreter, (2, 1, 2, 1, 0), "listen")[0].chance
    )


def test_a_number_picks_the_first_branch_whose_running_sum_exceeds_it() -> None:
    """Half, a quarter, a quarter."""
    branches = [Branch(c, (i,)) for i, c in enumerate((0.5, 0.25, 0.25))]

    assert [pick(branches, u).state for u in (0.0, 0.49, 0.5, 0.75, 0.999)] == [
        (0,),
        (0,),
        (1,),
        (2,),
        (2,),
    ]


def test_the_last_branch_takes_what_rounding_leaves() -> None:
    """Ten times 0.1 sums to less than 1 in floats; no number falls through."""
    branches = [Branch(0.1, (i,)) for i in range(10)]

    assert pick(branches, 1 - 2**-53).state == (9,)


@at_most(60)
@given(programs(largest_horizon=2), st.data())
def test_chances_sum_to_one(made: Program, data: st.DataObject) -> None:
    """Responses and world are distributions, exactly."""
    interpreter = Interpreter(made, exact=True)
    starts = interpreter.starts()
    state = data.draw(st.sampled_from(starts)).state
    action = data.draw(st.sampled_from(interpreter.choices(state)))
    branches = interpreter.response(state, action)

    assert sum(branch.chance for branch in starts) == 1
    assert sum(branch.chance for branch in branches) == 1
    for branch in branches:
        if branch.ending is None:
            assert sum(b.chance for b in interpreter.world(branch.state)) == 1


@at_most(60)
@given(programs(largest_horizon=2), st.data())
def test_floats_follow_the_fractions(made: Program, data: st.DataObject) -> None:
    """Both modes give the same branches; chances differ by rounding alone."""
    exact, rounded = Interpreter(made, exact=True), Interpreter(made)
    state = data.draw(st.sampled_from(exact.starts())).state
    for action in exact.choices(state):
        ones, others = exact.response(state, action), rounded.response(state, action)

        assert [b.state for b in ones] == [b.state for b in others]
        for one, other in zip(ones, others, strict=True):
            assert abs(float(one.chance) - other.chance) < 1e-12
