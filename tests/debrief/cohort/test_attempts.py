"""A cohort knows its players, its scenarios, and what intervals are over."""

from __future__ import annotations

from scenario_engine.debrief.cohort.attempts import Cohort, anonymous


def test_players_and_scenarios_are_those_of_the_attempts(six):
    """Players in the order in which they come, scenarios in that of their names."""
    assert six.players == ("Ada", "Ben", "Chi", "Dee", "Eve", "Fay")
    assert six.scenarios == ("late-parcel",)
    assert len(six.of("Ben")) == 4


def test_turns_of_a_player_are_one_cluster_where_there_are_enough(six):
    """With four players, each session is one."""
    four = Cohort(tuple(each for each in six.attempts if each.player < "E"))

    assert (six.over, four.over) == ("players", "sessions")
    assert {turn.cluster for turn in six.turns()} == set(six.players)
    assert len({turn.cluster for turn in four.turns()}) == 16


def test_without_names_nothing_tells_who_played(six):
    """Neither players, nor files, nor the traces themselves."""
    found = anonymous(six)

    assert found.players == tuple(f"trainee {number}" for number in range(1, 7))
    assert all(each.where == "" for each in found.attempts)
    assert all(each.review.trace.player == "" for each in found.attempts)
    assert [each.number for each in found.attempts] == [
        each.number for each in six.attempts
    ]
