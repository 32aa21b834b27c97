"""What became of an episode is what choices gave away and what chance did, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debriefed import bounded, played, ready, traced, unrecorded
from fair_play import Onlooker
from riddles import ASK, GUESS, PROBE, RISK, WAIT, riddle, riddles, spoken
from scenario_engine.analysis import best, explore
from scenario_engine.analysis.values import Status, choice_values
from scenario_engine.debrief.accounting import fair_account, full_account
from scenario_engine.debrief.course import course
from scenario_engine.debrief.knowing import Known
from scenario_engine.program import Interpreter, Program, Trainee
from scenario_engine.session import Session
from scenario_engine.session.trace import Moment, Offer, Seen, Trace, of_session
from scenario_engine.testing import programs
from scenes import effect, outcome, program
from searching import at_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fair_play import Sight
    from scenario_engine.debrief.account import Account
    from scenario_engine.program import State

CLOSE = 1e-12
LITTLE = (0, 20, 400)
"""Most beliefs: none at all, hardly any, all of a small program."""

made_of_all = st.one_of(programs(largest_horizon=3), riddles(horizon=3))


def holds(account: Account) -> None:
    """Hold *account* to what every account keeps to."""
    terms = account.luck - account.regret
    assert abs(account.result - account.start - terms) <= CLOSE
    for turn in account.turns:
        assert turn.regret >= 0
        assert turn.unbooked >= 0
        assert turn.best - turn.value == turn.regret
        assert turn.choices
    if account.status is not Status.BOUNDED:
        assert all(turn.unbooked == 0 for turn in account.turns)


@at_most(30)
@given(made_of_all, st.integers(0, 2**64 - 1), st.floats(0, 1), st.data())
def test_the_terms_sum_to_what_became_of_it(
    made: Program, seed: int, skill: float, data: st.DataObject
) -> None:
    """At every moment at which an episode may have been stopped, and at its end."""
    last = played(
        made,
        lambda session: data.draw(st.sampled_from(session.choices)).id,
        seed=seed,
        trainee=Trainee(otherwise=skill),
    )
    known = Known(made, last.tables.trainee)
    for session in last.history():
        found = course(of_session(session), known)
        fair, full = fair_account(found), full_account(found)
        assert fair is not None
        assert full is not None
        holds(fair)
        holds(full)
        assert [turn.choice for turn in fair.turns] == [*session.taken]
        if session.ending is not None:
            reached = float(session.ending.kind == "goal")
            assert fair.result == full.result == reached


@at_most(25)
@given(riddles(horizon=3), st.sampled_from(LITTLE), st.data())
def test_bounded_accounts_keep_to_the_same(
    made: Program, most: int, data: st.DataObject
) -> None:
    """What looking ahead finds anew is booked apart, and never negative."""
    trace = traced(made, lambda s: data.draw(st.sampled_from(s.choices)).id)
    account = fair_account(course(trace, bounded(made, most)))

    assert account is not None
    assert account.status is Status.BOUNDED
    holds(account)


@at_most(25)
@given(made_of_all, st.integers(0, 2**32))
def test_who_follows_the_advice_gives_nothing_away(made: Program, seed: int) -> None:
    """Fair regret is 0 in every turn, exactly."""
    account = fair_account(ready(of_session(advised(made, seed)), made))

    assert account is not None
    assert {turn.regret for turn in account.turns} <= {0.0}


@at_most(25)
@given(made_of_all, st.integers(0, 2**32))
def test_the_best_strategy_gives_nothing_away(made: Program, seed: int) -> None:
    """Regret with everything known is 0 in every turn, exactly."""
    space = explore(made)
    values = best(space)

    def choose(session: Session) -> str:
        at = space.index(tuple(session.state.values()))
        rows = slice(space.pointer[at], space.pointer[at + 1])
        left = made.horizon - session.turn
        worths = choice_values(space, values, left)[rows]
        return made.actions[int(space.action[rows][worths.argmax()])].id

    account = full_account(ready(traced(made, choose, seed=seed), made))

    assert account is not None
    assert {turn.regret for turn in account.turns} <= {0.0}


@at_most(15)
@given(riddles(horizon=2), st.sampled_from((*LITTLE, None)))
def test_fair_luck_has_mean_zero(made: Program, most: int | None) -> None:
    """Over every way an episode can go, weighed in fractions; turn by turn."""
    known = Known(made, Trainee()) if most is None else bounded(made, most)
    means: dict[tuple[object, ...], float] = {}
    for weight, trace in every_episode(made):
        account = fair_account(course(trace, known))
        assert account is not None
        for at, turn in enumerate(account.turns):
            key = (at, *(m.observation.cues for m in trace.moments[: at + 1]))
            drawn = float(weight) * (turn.luck - turn.unbooked)
            means[key] = means.get(key, 0.0) + drawn

    assert all(abs(mean) <= CLOSE for mean in means.values())


@at_most(15)
@given(programs(largest_horizon=2))
def test_full_knowledge_luck_has_mean_zero(made: Program) -> None:
    """From every state, over every way a turn can go, weighed in fractions."""
    known = Known(made, Trainee())
    means: dict[tuple[object, ...], float] = {}
    for weight, trace in every_episode(made):
        account = full_account(course(trace, known))
        assert account is not None
        for at, turn in enumerate(account.turns):
            state = trace.moments[at].state
            assert state is not None
            key = (at, *state.values())
            means[key] = means.get(key, 0.0) + float(weight) * turn.luck

    assert all(abs(mean) <= CLOSE for mean in means.values())


@at_most(15)
@given(riddles(horizon=2), st.integers(0, 2**32), st.data())
def test_fair_values_are_those_of_brute_force(
    made: Program, seed: int, data: st.DataObject
) -> None:
    """A second implementation, in fractions, that follows the same episode."""
    trace = traced(made, lambda s: data.draw(st.sampled_from(s.choices)).id, seed=seed)
    account = fair_account(ready(trace, made))
    onlooker = Onlooker(made)
    sight = _sight(trace.moments[0])
    belief, left = onlooker.beginnings()[sight].belief, made.horizon

    assert account is not None
    assert account.start == pytest.approx(float(onlooker.best(belief, left)), abs=1e-9)
    for turn, moment in zip(account.turns, trace.moments[1:], strict=True):
        worth = float(onlooker.after(belief, turn.choice, left))
        assert turn.value == pytest.approx(worth, abs=1e-9)
        assert turn.best == pytest.approx(float(onlooker.best(belief, left)), abs=1e-9)
        belief = onlooker.turn(belief, turn.choice, left)[_sight(moment)].belief
        left -= 1


def test_what_only_rounding_could_tell_apart_is_no_regret() -> None:
    """Of two choices as good as each other the first is advised, and costs nothing."""
    made = riddle(
        *(
            spoken(id_, effect(outcome(chance, escalation="=0")))
            for id_, chance in (("first", "0.5"), ("second", "0.5000000001"))
        ),
        horizon=1,
    )
    found = ready(traced(made, lambda session: "first"), made)
    fair, full = fair_account(found), full_account(found)

    assert fair is not None
    assert full is not None
    assert fair.regret == full.regret == 0
    holds(fair)
    holds(full)


def test_what_looks_alike_has_the_same_fair_account() -> None:
    """Whatever is true behind it; with everything known the accounts differ."""
    made = riddle(*GUESS, ASK, WAIT, horizon=3)
    accounts = {}
    for seed in range(40):
        trace = traced(made, lambda session: "wait", seed=seed)
        state = trace.moments[0].state
        assert state is not None
        if all(not moment.observation.cues for moment in trace.moments):
            found = ready(trace, made)
            accounts[state["mood"]] = fair_account(found), full_account(found)

    assert set(accounts) == {0, 1}
    assert accounts[0][0] == accounts[1][0]


def test_asking_first_is_a_mistake_only_to_who_knows_everything() -> None:
    """Asking costs who knows a fifth; who does not know it is the best there is."""
    risky = riddle(*RISK, ASK, horizon=3)
    found = ready(traced(risky, lambda session: session.choices[-1].id), risky)
    fair, full = fair_account(found), full_account(found)

    assert fair is not None
    assert full is not None
    assert fair.turns[0].regret == 0
    assert fair.start == pytest.approx(0.8)
    assert full.start == pytest.approx(1.0)
    assert full.turns[0].regret == pytest.approx(0.2)


def test_an_account_needs_no_states_but_the_full_one() -> None:
    """What was seen is enough for fair values; "not evaluable" is no zero."""
    made = riddle(*GUESS, PROBE, horizon=3)
    trace = traced(made, lambda session: "probe")
    bare = ready(unrecorded(trace), made)

    assert fair_account(bare) == fair_account(ready(trace, made))
    assert full_account(bare) is None
    assert "neither dice nor every state" in bare.note


def test_where_all_is_visible_nothing_needs_recording() -> None:
    """States then follow from what was seen."""
    made = riddle(*GUESS, horizon=2)
    made = attrs.evolve(
        made, variables=tuple(attrs.evolve(v, visible=True) for v in made.variables)
    )
    trace = traced(made, lambda session: session.choices[0].id)
    found = ready(unrecorded(trace), made)

    assert full_account(found) == full_account(ready(trace, made))
    assert not found.note


def test_an_episode_that_was_stopped_is_worth_what_it_was_worth_then() -> None:
    """The result is the value of its last moment, and no 0."""
    made = program()
    session = Session.begin(made, seed=3).step("listen")
    account = fair_account(ready(of_session(session), made))
    begun = fair_account(ready(of_session(Session.begin(made, seed=3)), made))

    assert account is not None
    assert begun is not None
    assert 0 < account.result < 1
    assert begun.turns == ()
    assert begun.result == begun.start == account.start


def advised(made: Program, seed: int) -> Session:
    """Play *made* as could be advised."""
    adviser = Known(made, Trainee()).worth.adviser  # type: ignore[union-attr]
    assert adviser is not None
    return played(
        made,
        lambda session: adviser.along(session.history())[-1].advice.advised,
        seed=seed,
    )


def every_episode(made: Program) -> Iterator[tuple[Fraction, Trace]]:
    """Yield every way play at its last offered choice can go, with its chance."""
    interpreter = Interpreter(made, exact=True)
    blank = of_session(Session.begin(made))
    for branch in interpreter.starts():
        moment = _moment("", branch.state, (), None, interpreter, made.horizon)
        begun = attrs.evolve(blank, dice=None, moments=(moment,))
        yield from _onwards(interpreter, begun, branch.state, Fraction(branch.chance))


def _onwards(
    interpreter: Interpreter, trace: Trace, state: State, weight: Fraction
) -> Iterator[tuple[Fraction, Trace]]:
    made = interpreter.program
    left = made.horizon - trace.turns
    ending = interpreter.ending(state) or (None if left else made.timeout)
    if ending is not None:
        yield weight, attrs.evolve(trace, ending=ending.id)
        return
    action = interpreter.choices(state)[-1]
    for response in interpreter.response(state, action):
        worlds = [response] if response.ending else interpreter.world(response.state)
        for world in worlds:
            own = 1 if response.ending else world.chance
            outcomes = response.outcomes + (() if response.ending else world.outcomes)
            cues = tuple(outcome.cue for outcome in outcomes if outcome.cue)
            good = response.good if response.outcomes else None
            moment = _moment(action.id, world.state, cues, good, interpreter, left - 1)
            after = attrs.evolve(trace, moments=(*trace.moments, moment))
            chance = weight * Fraction(response.chance) * Fraction(own)
            yield from _onwards(interpreter, after, world.state, chance)


def _moment(
    choice: str,
    state: State,
    cues: tuple[str, ...],
    good: bool | None,
    interpreter: Interpreter,
    left: int,
) -> Moment:
    made = interpreter.program
    valuation = dict(interpreter.valuation(state))
    ending = interpreter.ending(state) or (None if left else made.timeout)
    offered = () if ending else interpreter.choices(state)
    seen = Seen(
        {v.name: valuation[v.name] for v in made.variables if v.visible},
        tuple(Offer(action.id) for action in offered),
        cues,
        ending.text if ending else "",
    )
    return Moment(choice, seen, valuation, good)


def _sight(moment: Moment) -> Sight:
    seen = moment.observation
    offered = tuple(offer.id for offer in seen.choices)
    return tuple(seen.visible.values()), offered, seen.cues, seen.ending
