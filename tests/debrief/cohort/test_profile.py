"""A profile counts what the turns say, technique by technique."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.debrief.cohort.attempts import Cohort
from scenario_engine.debrief.cohort.profile import Tally, figures, profile
from scenario_engine.debrief.review import Verdict
from scenario_engine.simulation import Share


def test_every_turn_is_taken_once(six, registry):
    """Over techniques, what was taken comes to all turns."""
    found = profile(six, registry)
    turns = sum(len(attempt.review.turns) for attempt in six.attempts)

    assert sum(each.figures.taken for each in found.techniques) == turns
    assert found.every.taken == found.every.offered == turns
    assert all(each.figures.taken <= each.figures.offered for each in found.techniques)


def test_figures_are_what_turns_say_one_by_one(six, registry):
    """Counted again, by hand."""
    turns = [turn for attempt in six.attempts for turn in attempt.review.turns]
    for each in profile(six, registry).techniques:
        mine = [turn for turn in turns if turn.chosen.technique == each.id]
        mattered = [turn for turn in mine if turn.mattered]
        good = [t for t in mattered if t.verdict in (Verdict.BEST, Verdict.SOUND)]
        assert each.figures.taken == len(mine)
        assert (each.figures.well.count, each.figures.well.among) == (
            len(good),
            len(mattered),
        )
        assert each.figures.delivered.among == sum(t.good is not None for t in mine)
        if each.figures.given_away:
            regrets = [turn.fair.regret for turn in mine]
            assert each.figures.given_away.value == pytest.approx(
                sum(regrets) / len(regrets)
            )


def test_a_better_choice_that_was_passed_over_is_missed(six):
    """Where one of it was best, it mattered, and something else gave something away."""
    turns = list(six.turns())
    found = figures(turns, {"active-listening"})
    wanted = [
        turn.reviewed
        for turn in turns
        if turn.reviewed.mattered
        and any(
            o.is_best and o.technique == "active-listening"
            for o in turn.reviewed.options
        )
    ]
    passed = [t for t in wanted if t.chosen.technique != "active-listening"]

    assert found.missed.among == len(wanted) > 0
    assert 0 < found.missed.count <= len(passed)
    marked = {Verdict.SLIP, Verdict.MISTAKE, Verdict.GRAVE}
    assert found.missed.count == sum(turn.verdict in marked for turn in passed)


def test_nobody_misses_by_a_choice_that_is_as_good(six):
    """Who always takes the best choice misses nothing."""
    fay = attrs.evolve(six, attempts=six.of("Fay"))
    turns = list(fay.turns())
    for technique in ("active-listening", "validate", "problem-solve"):
        assert figures(turns, {technique}).missed.count == 0


def test_intervals_are_over_players_where_there_are_enough(six, alone, registry):
    """Else over the sessions of those there are."""
    assert profile(six, registry).over == "players"
    over_players = profile(six, registry).every.given_away
    assert over_players is not None
    assert over_players.clusters == 6
    assert profile(alone, registry).over == "sessions"
    few = Cohort(tuple(each for each in six.attempts if each.player in {"Ada", "Ben"}))
    assert profile(few, registry).over == "sessions"
    over_sessions = profile(few, registry).every.given_away
    assert over_sessions is not None
    assert over_sessions.clusters == 8


def test_little_is_counted_and_not_judged(alone, registry):
    """Two sessions have no mean with an interval, but they have counts."""
    found = profile(alone, registry)

    assert found.every.taken > 0
    assert found.every.given_away is None
    assert Tally.of([True] * 9).share is None
    assert Tally.of([True] * 10).share == Share.of(10, 10)


def test_what_cannot_be_evaluated_is_no_zero(six):
    """It is counted as such, and left out of means and shares."""
    turns = [
        attrs.evolve(
            turn,
            reviewed=attrs.evolve(
                turn.reviewed,
                fair=None,
                verdict=Verdict.NOT_EVALUABLE,
                mattered=False,
            ),
        )
        for turn in six.turns()
    ]
    found = figures(turns, {"active-listening"})

    assert found.unknown == found.taken > 0
    assert found.given_away is None
    assert found.well.among == found.missed.among == 0


def test_an_objective_is_the_sum_of_its_techniques(six, registry):
    """In its own scenario."""
    for each in profile(six, registry).objectives:
        turns = [t for t in six.turns() if t.attempt.scenario == each.scenario]
        assert each.figures == figures(turns, each.techniques)


def test_techniques_stand_by_name_with_habits_marked(six, registry):
    """In the words of the catalogue."""
    found = profile(six, registry).techniques
    names = [each.name for each in found]

    assert names == sorted(names)
    assert {each.id for each in found if each.anti} == {"false-promise", "policy-wall"}
    assert registry.library.techniques["validate"].name in names
