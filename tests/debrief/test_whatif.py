"""Another choice, the same dice; and a turn again, with the answer hidden."""

from __future__ import annotations

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debriefed import played, registry, traced
from scenario_engine.debrief.knowing import Knowing
from scenario_engine.debrief.whatif import ADVISED, SAME, STOP, retry, whatif
from scenario_engine.debrief.written import write_retry, write_what_if
from scenario_engine.errors import BudgetError, ChoiceError, SavedError
from scenario_engine.session import Session
from scenario_engine.session.trace import of_session
from scenes import CALM_DOWN, LIMIT, LISTEN, SCENARIO, effect, outcome, scenario
from searching import at_most

KNOWING = Knowing(registry(SCENARIO))
MADE = KNOWING.registry.program("a-visit")
TRACE = next(
    trace
    for trace in (traced(MADE, lambda s: "calm-down", seed=seed) for seed in range(99))
    if trace.turns > 2
)
"""An episode of several mistakes."""


@at_most(40)
@given(st.integers(0, 2**32), st.sampled_from((ADVISED, SAME, STOP)), st.data())
def test_it_is_what_a_session_does_with_these_dice(seed, then, data) -> None:
    """The same up to the turn; then the other choice, and what these dice give."""
    last = played(MADE, lambda s: data.draw(st.sampled_from(s.choices)).id, seed=seed)
    history = [*last.history()]
    turn = data.draw(st.integers(1, last.turn))
    before = history[turn - 1]
    choice = data.draw(st.sampled_from(before.choices)).id
    found = whatif(of_session(last), turn, choice, KNOWING, then)
    session = before.step(choice)
    for later in found.other.trace.choices[turn:]:
        session = session.step(later)

    assert found.other.trace == attrs.evolve(of_session(session), strategy=then)
    assert found.other.trace.choices[: turn - 1] == last.taken[: turn - 1]
    assert (found.chosen.id, found.instead.id) == (last.taken[turn - 1], choice)
    if then == STOP:
        assert found.other.trace.turns == turn
    if then == ADVISED:
        assert session.ending is not None
        assert {t.fair.regret for t in found.other.turns[turn:] if t.fair} <= {0.0}
    if then == SAME:
        rest = found.other.trace.choices[turn:]
        assert rest == last.taken[turn:][: len(rest)]
        assert session.ending is not None or found.note


def test_what_the_choices_are_worth_on_average_stands_beside_it() -> None:
    """One throw of dice is no judgement."""
    found = whatif(TRACE, 1, "listen", KNOWING)

    assert found.gain is not None
    assert found.gain > 0
    assert found.gain == found.instead.value - found.chosen.value  # type: ignore[operator]
    assert found.instead.value == found.played.turns[0].options[0].value


def test_later_choices_that_are_not_offered_end_it() -> None:
    """The course stops where the trainee could not have gone on so."""
    harmless = attrs.evolve(CALM_DOWN, effects=(effect(outcome("0.6", trust="-1")),))
    here = registry(scenario(interventions=(LISTEN, harmless, LIMIT), triggers=()))
    for seed in range(99):
        heard = Session.begin(here.program("a-visit"), seed=seed).step("listen")
        if "limit" in {choice.id for choice in heard.choices}:
            break
    found = whatif(of_session(heard.step("limit")), 1, "calm-down", here, SAME)

    assert found.other.trace.turns == 1
    assert found.note == "'limit' could not be chosen any more"


def test_a_retry_tells_nothing_of_what_choices_are_worth() -> None:
    """Until one is tried; then everything."""
    again = retry(TRACE, KNOWING)
    told = json.dumps(write_retry(again))

    assert again.before.value is None
    assert [option.id for option in again.options] == ["listen", "calm-down"]
    assert set(json.loads(told)["options"][0]) == {"id", "line"}
    assert "value" not in json.loads(told)["before"]
    tried = again.tried("listen")
    assert tried.turn == again.turn
    assert tried.instead.value is not None
    assert write_what_if(tried)["gain"] == tried.gain


def test_a_retry_is_of_the_turn_in_which_most_was_given_away() -> None:
    """Or of the one that is named."""
    found = whatif(TRACE, 1, "listen", KNOWING).played
    regrets = [turn.fair.regret for turn in found.turns if turn.fair]

    assert retry(TRACE, KNOWING).turn == 1 + regrets.index(max(regrets))
    assert retry(TRACE, KNOWING, 2).turn == 2


def test_without_a_mistake_there_is_none_to_try_again() -> None:
    """A turn can be named all the same."""
    good = whatif(TRACE, 1, "listen", KNOWING).other
    assert good.next_time is None

    with pytest.raises(ChoiceError, match=r"none to try again\. Name a turn"):
        retry(good.trace, KNOWING)
    assert retry(good.trace, KNOWING, 1).turn == 1


@pytest.mark.parametrize("turn", [0, -1, 99])
def test_a_turn_that_was_not_played_is_refused(turn: int) -> None:
    """With those that were."""
    with pytest.raises(ChoiceError, match=f"There is no turn {turn}.*from 1 to"):
        whatif(TRACE, turn, "listen", KNOWING)


def test_an_episode_without_a_turn_has_none_to_change() -> None:
    """It was only begun."""
    with pytest.raises(ChoiceError, match="has no turn yet"):
        whatif(of_session(Session.begin(MADE)), 1, "listen", KNOWING)


def test_a_choice_that_is_not_offered_is_refused() -> None:
    """In the words of live play."""
    with pytest.raises(ChoiceError, match="cannot be chosen now"):
        whatif(TRACE, 1, "limit", KNOWING)


def test_without_dice_nobody_can_tell() -> None:
    """What each choice was worth on average is in the review."""
    with pytest.raises(SavedError, match="has no dice"):
        whatif(attrs.evolve(TRACE, dice=None), 1, "listen", KNOWING)


def test_where_nothing_can_be_advised_another_way_is_named(monkeypatch) -> None:
    """The other ways to go on need no advice."""
    knowing = Knowing(KNOWING.registry)
    monkeypatch.setitem(knowing.of(TRACE).__dict__, "worth", "too many states")

    with pytest.raises(BudgetError, match=r"too many states\. Go on another way: same"):
        whatif(TRACE, 1, "listen", knowing)
    assert whatif(TRACE, 1, "listen", knowing, STOP).gain is None
