"""What to play next: live, good play really meets it there."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.analysis.observations import Look
from scenario_engine.debrief.cohort.attempts import Cohort
from scenario_engine.debrief.cohort.coverage import coverage, described
from scenario_engine.debrief.cohort.grouping import groups
from scenario_engine.debrief.cohort.suggesting import suggestions, unplayed
from scenario_engine.session import Session
from scenario_engine.session.trace import Dice, Moment, Offer, Seen
from scenario_engine.simulation import Tables, replay


@pytest.fixture(scope="module")
def group(six, knowing):
    """Return what one session of one turn has met."""
    attempt = six.of("Ada")[0]
    review = attempt.review
    trace = attrs.evolve(review.trace, moments=review.trace.moments[:2])
    cut = attrs.evolve(review, trace=trace, turns=review.turns[:1])
    [found] = groups(Cohort((attrs.evolve(attempt, review=cut),)), knowing)
    return found


def met(group, seed, episode):
    """Return, turn by turn, how good play finds the scene, in the whole program."""
    slim = Tables.over(group.meeting.observed.space)
    choices = replay(slim, group.meeting.weights, seed=seed, episode=episode).taken
    session = Session.begin(group.known.program, seed=seed, episode=episode)
    found = []
    for choice in choices:
        seen = session.observation
        look = Look(tuple(seen.visible.values()), tuple(c.id for c in seen.choices))
        found.append(described(group.known.program, look))
        session = session.step(choice)
    return found


def test_live_play_meets_what_was_promised(group):
    """The same dice, in the whole program: the looks are there, from the turn told."""
    found = suggestions(group)
    assert found
    for each in found:
        looks = met(group, each.seed, each.episode)
        assert set(each.meets) <= set(looks)
        assert min(looks.index(look) for look in each.meets) == each.turn


def test_the_first_meets_most_and_the_next_what_is_left(group):
    """Nothing is promised twice."""
    [scenario] = coverage([group], most=1000)
    stakes = {each.look: each.likely * each.stake for each in scenario.unpractised}
    found = suggestions(group, most=10)
    worths = [sum(stakes[look] for look in each.meets) for each in found]
    every = [look for each in found for look in each.meets]

    assert worths == sorted(worths, reverse=True)
    assert len(every) == len(set(every))
    assert set(every) <= set(stakes)


def test_what_was_played_is_not_suggested_again(group):
    """Whoever has had these dice gets others."""
    first = suggestions(group)[0]
    attempt = group.attempts[0]
    trace = attrs.evolve(attempt.review.trace, dice=Dice(first.seed, first.episode))
    again = attrs.evolve(attempt, review=attrs.evolve(attempt.review, trace=trace))
    others = suggestions(attrs.evolve(group, attempts=(again,)))

    assert first.episode not in [each.episode for each in others]
    assert len(others) == len(suggestions(group))


def test_who_has_met_everything_is_told_nothing(group):
    """There is no episode to suggest."""
    moments = tuple(
        Moment("", Seen(seen(look), offers(look), (), ""))
        for look in group.meeting.observed.looks
    )
    attempt = group.attempts[0]
    trace = attrs.evolve(attempt.review.trace, moments=moments)
    everywhere = attrs.evolve(attempt, review=attrs.evolve(attempt.review, trace=trace))
    everything = attrs.evolve(group, attempts=(everywhere,))

    assert group.unmet()
    assert everything.unmet() == {}
    assert suggestions(everything) == []


def seen(look):
    return {str(at): value for at, value in enumerate(look.visible)}


def offers(look):
    return tuple(Offer(id_) for id_ in look.choices)


def test_scenarios_that_nobody_played_are_named(six, registry):
    """None here; each, where nothing was played that is installed."""
    other = attrs.evolve(six.attempts[0].review.trace, scenario="elsewhere")
    review = attrs.evolve(six.attempts[0].review, trace=other, turns=())
    elsewhere = Cohort((attrs.evolve(six.attempts[0], review=review),))

    assert unplayed(six, registry) == ()
    [found] = unplayed(elsewhere, registry)
    assert (found.scenario, found.title) == ("late-parcel", "The late parcel")
    objectives = registry.program("late-parcel").objectives
    wanted = {technique for each in objectives for technique in each.techniques}
    assert set(found.teaches) == wanted
