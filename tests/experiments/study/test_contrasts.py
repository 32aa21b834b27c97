"""What a contrast comes to is the effect of what it says it compares."""

from __future__ import annotations

import numpy as np
import pytest

from scenario_engine.study import ratios, statistics
from scenario_engine.study.contrasts import answer
from scenario_engine.study.design import Setting
from scenario_engine.study.results import Cell, Results
from studies import arm, contrast, study

RNG = np.random.default_rng(4)
SETTINGS = tuple(
    Setting(id=id_, title=id_, scenario="a-visit", episodes=3)
    for id_ in ("here", "there")
)
MADE = study(
    settings=SETTINGS,
    within=(),
    arms=(arm("a", practice=study().arms[0].practice), arm("b")),
)


def results(**changes):
    """Return results with a number for everybody that nobody else has."""
    made = study(
        settings=SETTINGS, arms=MADE.arms, **{"within": ("setting",), **changes}
    )
    cells = {}
    for each in ("a", "b"):
        for time in ("before", "after"):
            for setting in ("here", "there"):
                for measure in ("goal", "harm"):
                    counts = RNG.binomial(3, 0.4 if each == "a" else 0.6, (4, 10))
                    cells[Cell(each, setting, time, measure)] = counts / 3
            cells[Cell(each, "", time, "sure")] = RNG.normal(0.5, 0.1, (4, 10))
    return Results(made, {}, cells, {}, (), (), {})


FOUND = results()


def of(arm_, *, setting="here", time="after", measure="goal"):
    return FOUND.cells[Cell(arm_, setting, time, measure)]


def test_a_difference_is_between_the_arms():
    """In the setting that it names, the first run shown, all runs the model's."""
    found = answer(contrast("difference", "a", "b", settings=("here",)), FOUND)

    assert found.shown == statistics.standardised(of("a")[0], of("b")[0])
    assert found.raw == statistics.mean_difference(of("a")[0], of("b")[0])
    assert found.model == statistics.standardised(of("a").ravel(), of("b").ravel())
    assert found.sizes == (10, 10)
    assert found.runs.values.tolist() == [
        statistics.standardised(*run).value
        for run in zip(of("a"), of("b"), strict=True)
    ]


def test_without_a_setting_it_is_about_the_mean_of_all():
    """Of each person, where everybody goes through them."""
    found = answer(contrast("difference", "a", "b"), FOUND)
    both = [(of(each) + of(each, setting="there")) / 2 for each in ("a", "b")]

    assert found.shown == statistics.standardised(both[0][0], both[1][0])


def test_a_change_is_from_before_to_after():
    """The same people."""
    found = answer(contrast("change", "a", settings=("here",)), FOUND)
    before, after = (of("a", time=time)[0] for time in ("before", "after"))

    assert found.shown == statistics.standardised_change(before, after)
    assert found.raw == statistics.paired(before, after)


def test_a_gain_is_of_one_change_over_the_other():
    """Before and after of both arms."""
    found = answer(contrast("gain", "a", "b", settings=("here",)), FOUND)
    pairs = [
        tuple(of(each, time=time)[0] for time in ("before", "after")) for each in "ab"
    ]

    assert found.shown == statistics.standardised_gain(*pairs)


def test_a_moderation_is_of_the_first_setting_over_the_second():
    """The difference of both arms in each."""
    found = answer(contrast("moderation", "a", "b", settings=("here", "there")), FOUND)
    pairs = [tuple(of(each, setting=s)[0] for each in "ab") for s in ("here", "there")]

    assert found.shown == statistics.moderation(pairs[0], pairs[1])
    assert found.power is not None
    assert found.power.per == "arm and setting"


def test_ratios_count_episodes():
    """Three of each person."""
    for kind, ratio in (
        ("odds-ratio", ratios.odds_ratio),
        ("rate-ratio", ratios.rate_ratio),
    ):
        found = answer(contrast(kind, "a", "b", settings=("here",)), FOUND)
        assert found.shown == ratio(of("a")[0], of("b")[0], 3)
        assert found.model.value < 1


def test_a_correlation_is_of_two_measures_of_the_same_people():
    """Of one arm."""
    found = answer(
        contrast("correlation", "a", against="sure", settings=("here",)), FOUND
    )
    sure = of("a", setting="", measure="sure")

    assert found.shown == statistics.correlation(of("a")[0], sure[0])


def test_arms_within_people_are_compared_person_by_person():
    """By the paired t; with the same luck no sample is reckoned."""
    for common in (False, True):
        made = results(within=("arm", "setting"), common_dice=common)
        found = answer(contrast("difference", "a", "b", settings=("here",)), made)
        a, b = (made.cells[Cell(each, "here", "after", "goal")][0] for each in "ab")
        assert found.shown == statistics.standardised_change(b, a)
        assert (found.power is None) == common


def test_runs_say_what_studies_of_this_size_would_find():
    """How many see the effect, and how many intervals hold none."""
    found = answer(contrast("difference", "a", "b", settings=("here",)), FOUND)
    runs = [statistics.standardised(*run) for run in zip(of("a"), of("b"), strict=True)]
    side = np.sign(found.model.value)

    assert found.runs.holding == np.mean([each.holds_null for each in runs])
    assert found.runs.seeing == np.mean(
        [each.p < 0.05 and np.sign(each.value) == side for each in runs]
    )


@pytest.mark.parametrize("kind", ["difference", "gain", "odds-ratio", "rate-ratio"])
def test_everything_has_a_power(kind):
    """A chance, and a number of people."""
    found = answer(contrast(kind, "a", "b", settings=("here",)), FOUND)

    assert found.power is not None
    assert 0.05 <= found.power.chance <= 1
    assert found.power.size == 10
