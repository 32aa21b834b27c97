"""What is known of a scenario is found by digest and skill, and kept for a while."""

from __future__ import annotations

import attrs
import pytest

from debriefed import registry, traced
from scenario_engine.debrief.knowing import Knowing, Known
from scenario_engine.debrief.reviewing import review
from scenario_engine.errors import NotFoundError, SavedError
from scenario_engine.program import EXPERT, Trainee
from scenes import SCENARIO, program

HERE = registry(SCENARIO)


def test_the_same_scenario_and_skill_are_known_once() -> None:
    """However the skill is written."""
    knowing = Knowing(HERE)
    first = knowing.about("a-visit", Trainee({"set-limit": 1}, 0.5), {})

    assert knowing.about("a-visit", Trainee({"set-limit": 1.0}, 0.5), {}) is first
    assert knowing.about("a-visit", EXPERT, {}) is not first
    assert first.worth is first.worth


def test_what_was_not_asked_for_longest_goes_first() -> None:
    """No more are kept than was said."""
    knowing = Knowing(HERE, most=2)
    half, full, none = (
        knowing.about("a-visit", Trainee(otherwise=skill), {}) for skill in (0.5, 1, 0)
    )

    assert knowing.about("a-visit", Trainee(otherwise=1), {}) is full
    assert knowing.about("a-visit", Trainee(otherwise=0.5), {}) is not half
    assert knowing.about("a-visit", Trainee(otherwise=0), {}) is not none


def test_values_are_for_the_skill_of_the_trainee() -> None:
    """Whoever delivers poorly has less to expect."""
    trace = traced(program(), lambda session: "listen")
    poor = traced(program(), lambda session: "listen", trainee=Trainee(otherwise=0))
    starts = [review(each, HERE).fair.start for each in (trace, poor)]  # type: ignore[union-attr]

    assert starts[0] > starts[1]


def test_a_scenario_that_is_not_there_is_named() -> None:
    """With what comes close."""
    trace = attrs.evolve(traced(program(), lambda s: "listen"), scenario="a-visitt")

    with pytest.raises(NotFoundError, match="Did you mean 'a-visit'"):
        review(trace, HERE)


def test_a_scenario_that_has_changed_is_not_the_one_that_was_played() -> None:
    """A review by other values would say what is not so."""
    changed = registry(attrs.evolve(SCENARIO, horizon=5))

    with pytest.raises(SavedError, match="has changed since the session was played"):
        review(traced(program(), lambda s: "listen"), changed)


def test_a_program_that_is_too_large_is_told_as_such(monkeypatch) -> None:
    """Values that cost more than the budget are not evaluable, and no error."""
    known = Known(program(), EXPERT)
    monkeypatch.setitem(known.__dict__, "worth", "more than the budget of 3 states")

    assert known.worth == "more than the budget of 3 states"
