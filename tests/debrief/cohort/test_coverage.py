"""What was met of what good play meets, and what of it matters and was not."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.analysis.observations import Look
from scenario_engine.debrief.cohort.attempts import Cohort
from scenario_engine.debrief.cohort.coverage import coverage, described
from scenario_engine.debrief.cohort.grouping import RARE, groups
from scenario_engine.debrief.verdicts import MATTERED
from scenario_engine.program import Trainee


@pytest.fixture(scope="module")
def little(six):
    """Return a cohort that has met little: one session, of one turn."""
    attempt = six.of("Ada")[0]
    review = attempt.review
    trace = attrs.evolve(review.trace, moments=review.trace.moments[:2], ending="")
    cut = attrs.evolve(review, trace=trace, turns=review.turns[:1], ending="")
    return Cohort((attrs.evolve(attempt, review=cut),))


def test_coverage_is_the_part_of_good_play_that_looks_like_something_met(
    little, knowing
):
    """Weighed by how often good play meets it."""
    [group] = groups(little, knowing)
    [found] = coverage([group])
    seen = {
        Look(
            tuple(moment.observation.visible.values()),
            tuple(offer.id for offer in moment.observation.choices),
        )
        for moment in little.attempts[0].review.trace.moments
    }
    assert group.meeting is not None
    assert found.looks is not None
    looks = dict(zip(group.meeting.observed.looks, group.meeting.looks, strict=True))
    part = sum(often for look, often in looks.items() if look in seen)

    assert found.looks.share == pytest.approx(part / sum(looks.values()))
    assert 0 < found.looks.share < 1
    assert found.looks.met == sum(looks[look] > 0 for look in seen)
    assert found.looks.known == sum(often > 0 for often in looks.values())


def test_more_sessions_never_cover_less(six, little, knowing):
    """Shares rise, lists of what was missed get shorter."""
    [few] = coverage(groups(little, knowing), most=1000)
    [many] = coverage(
        groups(attrs.evolve(six, attempts=six.attempts + little.attempts), knowing),
        most=1000,
    )
    for kind in ("looks", "cues", "techniques"):
        assert getattr(few, kind).share <= getattr(many, kind).share <= 1
        assert getattr(few, kind).known == getattr(many, kind).known
    assert set(many.unheard) <= set(few.unheard)
    assert set(many.unpractised) <= set(few.unpractised)
    assert (few.sessions, many.sessions) == (1, 25)


def test_what_was_never_practised_matters_and_can_be_met(little, knowing):
    """In the order of what is at stake, with what good play does there."""
    [group] = groups(little, knowing)
    [found] = coverage([group])
    weights = [each.likely * each.stake for each in found.unpractised]

    assert found.unpractised
    assert weights == sorted(weights, reverse=True)
    assert all(each.stake >= MATTERED for each in found.unpractised)
    assert all(each.likely >= RARE for each in found.unpractised)
    assert all(each.uses for each in found.unpractised)
    [best] = coverage([group], most=1)
    assert best.unpractised == found.unpractised[:1]


def test_what_was_never_used_is_a_technique_of_good_play(little, knowing):
    """Most used first; what was used is not among it."""
    [found] = coverage(groups(little, knowing))
    used = {turn.chosen.technique for turn in little.attempts[0].review.turns}

    assert found.unused
    assert not used & {each.what for each in found.unused}
    likely = [each.likely for each in found.unused]
    assert likely == sorted(likely, reverse=True)
    assert all(each.times == 0 for each in (*found.unused, *found.unheard))


def test_a_look_is_told_in_words(registry):
    """Levels by their names; what has not begun is left out."""
    program = registry.program("late-parcel")

    assert described(program, Look((2, 1, 0), ("listen",))) == (
        "caller: Aggression (level 2)",
        "composure 1",
    )
    assert described(program, Look((0, 0, 1), ("listen",)))[1:] == (
        "composure 0",
        "traced 1",
    )


def test_those_who_were_cast_stand_apart(six, knowing):
    """The same scenario with somebody else in it is another one to practise."""
    first, second = six.attempts[:2]
    trace = attrs.evolve(second.review.trace, personas={"caller": "regular"})
    cast = attrs.evolve(second, review=attrs.evolve(second.review, trace=trace))
    found = coverage(groups(Cohort((first, cast)), knowing))

    assert [each.personas for each in found] == [{}, {"caller": "regular"}]


def test_good_play_is_that_of_the_trainee_who_played_most(six, knowing):
    """Of several skills, the one there is most of; the first of as many."""
    first, *others = six.attempts[:3]
    trace = attrs.evolve(first.review.trace, trainee=Trainee(otherwise=0.5))
    clumsy = attrs.evolve(first, review=attrs.evolve(first.review, trace=trace))
    [group] = groups(Cohort((clumsy, *others)), knowing)
    [other] = groups(Cohort((clumsy, others[0])), knowing)

    assert group.known.trainee == others[0].review.trace.trainee
    assert other.known.trainee == Trainee(otherwise=0.5)
