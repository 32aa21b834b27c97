"""Scoring rules in Python: what they are given, and what becomes of what they return."""

from __future__ import annotations

import attrs
import pytest

from scenario_engine.packs import Played, PlayedTurn, Scorer
from scenario_engine.packs.scoring import Awarded, Failed, scored
from scenario_engine.vocabulary import Instrument, Item

from .pack_samples import HEALTHY, entry, giving, load, only_report, raising

FORM = Instrument(
    id="acme-form",
    title="A form",
    items=(Item(id="asked", label="asked", range=(1, 4)),),
    source="assumption",
)
TURN = PlayedTurn("listen", "acme-listening", "acme-rapport", "caller", 2, {}, ("Hm.",))
PLAYED = Played("acme-queue", (TURN, TURN), {"caller.escalation": 0}, "settled", "goal")


def scorer(score=lambda played: 2, **fields):
    """Invent a scorer for the item of the form."""
    given = {"id": "asks", "instrument": "acme-form", "item": "asked", **fields}
    return Scorer(score=score, **given)


def scoring(*scorers):
    """Invent a pack that gives a form, and *scorers*."""
    return giving(instruments=[FORM], scorers=scorers)


def results(*scorers, played=PLAYED):
    """Score an episode by the rules of one pack."""
    return scored(load(HEALTHY, entry("house", scoring(*scorers))), played)


def test_a_rule_awards_what_it_returns():
    """It is given the whole episode, and the result says whose rule it was."""
    given = []

    def score(played):
        given.append(played)
        return 2.5

    found = results(scorer(score))

    assert found == (Awarded("house", "asks", "acme-form", "asked", 2.5),)
    assert given == [PLAYED]


def test_an_episode_says_what_was_chosen_and_how_long_it_took():
    """Over all of its turns."""
    assert PLAYED.choices == ("listen", "listen")
    assert PLAYED.minutes == 4


def test_nothing_to_go_by_is_no_zero():
    """None stays None."""
    assert results(scorer(lambda played: None))[0].points is None


def test_the_ends_of_the_range_are_in_it():
    """Whole numbers too become points."""
    ends = [scorer(lambda played, n=n: n, id=f"gives-{n}") for n in (1, 4)]

    assert [found.points for found in results(*ends)] == [1.0, 4.0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("3", "a value of the class str: neither a number nor None"),
        (True, "a value of the class bool: neither a number nor None"),
        (3j, "a value of the class complex: neither a number nor None"),
        (0, "0: outside 1..4, the range of the item"),
        (4.5, "4.5: outside 1..4, the range of the item"),
        (float("nan"), "nan: outside 1..4, the range of the item"),
        (float("inf"), "inf: outside 1..4, the range of the item"),
        (10**400, f"1{'0' * 118}…: outside 1..4, the range of the item"),
    ],
)
def test_what_is_no_number_in_the_range_is_the_packs_fault(answer, said):
    """The item is not scored, and the other rules are asked all the same."""
    failed, other = results(scorer(lambda played: answer), scorer(id="other"))

    assert isinstance(failed, Failed)
    assert (failed.pack, failed.scorer, failed.item) == ("house", "asks", "asked")
    assert str(failed.fault) == (
        f"house: scenario_engine_scorers > scorer 'asks': {said}. "
        "Return a number in the range of the item, or None."
    )
    assert other == Awarded("house", "other", "acme-form", "asked", 2.0)


@pytest.mark.parametrize(
    "error", [ValueError("no"), SystemExit(3), RecursionError(), MemoryError()]
)
def test_whatever_a_rule_raises_is_the_packs_fault(error):
    """An attempt to end the process included."""
    raises = raising(error)
    failed, other = results(scorer(lambda played: raises()), scorer(id="other"))

    assert isinstance(failed, Failed)
    assert type(error).__name__ in failed.fault.value
    assert failed.fault.pack == "house"
    assert failed.fault.problem == "raised when an episode was scored"
    assert isinstance(other, Awarded)


def test_the_user_can_still_interrupt():
    """What the keyboard says is nobody's fault."""
    with pytest.raises(KeyboardInterrupt):
        results(scorer(lambda played: raising(KeyboardInterrupt())()))


def test_a_rule_that_changes_what_it_was_given_changes_nothing():
    """Each is given a copy."""

    def spoil(played):
        played.visible["caller.escalation"] = 9
        return 1

    seen = []
    results(scorer(spoil), scorer(lambda played: seen.append(played), id="next"))

    assert seen == [PLAYED]
    assert PLAYED.visible == {"caller.escalation": 0}


def test_a_rule_scores_the_scenarios_that_it_names():
    """Or all, where it names none."""
    only = scorer(scenarios=("acme-queue",), id="only")
    other = attrs.evolve(PLAYED, scenario="acme-hall")

    assert [found.scorer for found in results(only, scorer())] == ["only", "asks"]
    assert [found.scorer for found in results(only, scorer(), played=other)] == ["asks"]


def test_an_episode_that_was_stopped_is_not_scored():
    """No rule is even asked."""
    stopped = attrs.evolve(PLAYED, ending="", kind="")

    assert results(scorer(lambda played: raising(ValueError())()), played=stopped) == ()


def test_packs_are_asked_in_their_order():
    """The same id in two packs is two rules."""
    form = entry("form", giving(instruments=[FORM]))
    packs = [entry(id_, giving(scorers=[scorer()])) for id_ in ("ward", "house")]
    registry = load(HEALTHY, form, *packs)

    assert [found.pack for found in scored(registry, PLAYED)] == ["house", "ward"]
    assert registry.pack("ward").counts == {"scorers": 1}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            scorer(instrument="acme-from"),
            "scorer 'asks' > instrument: acme-from: unknown instrument. "
            "Did you mean 'acme-form'?",
        ),
        (
            scorer(item="ask"),
            "scorer 'asks' > item: ask: unknown item of 'acme-form'. "
            "Did you mean 'asked'?",
        ),
        (
            scorer(scenarios=("acme-qeue",)),
            "scorer 'asks' > scenarios: acme-qeue: unknown scenario. "
            "Did you mean 'acme-queue'?",
        ),
        (
            lambda played: 1,
            "scenario_engine_scorers: entry 1: a value of the class function: not of "
            "the class Scorer. Return Scorer objects, or an empty tuple.",
        ),
    ],
)
def test_a_rule_that_names_what_there_is_not_is_refused(given, reason):
    """When the pack is loaded, and not when the first episode ends."""
    report = only_report(entry("house", scoring(given)))

    assert report.state == "refused"
    assert report.reasons == (f"house: {reason}",)


def test_two_rules_of_one_pack_have_two_ids():
    """A result could not say which of them it is of."""
    report = only_report(entry("house", scoring(scorer(), scorer())))

    assert report.reasons == (
        "house: scorer 'asks' > id: asks: stands twice in this pack. "
        "Keep one of the two, or rename it.",
    )


def test_rules_of_a_refused_pack_are_not_asked():
    """Nothing of it is used."""
    registry = load(HEALTHY, entry("house", scoring(scorer(item="ask"))))

    assert registry.scorers == {}
    assert scored(registry, PLAYED) == ()


def test_a_rule_is_something_to_call():
    """A number is refused where the rule is made."""
    with pytest.raises(attrs.exceptions.NotCallableError):
        scorer(score=3)
