"""No two parts of a study use the same episode numbers."""

from __future__ import annotations

import itertools

import attrs
import pytest

from scenario_engine.program.dice import LARGEST_EPISODE
from scenario_engine.study.design import MOST, Setting
from scenario_engine.study.lanes import Lanes
from studies import PRACTICE, arm, study

SETTINGS = tuple(
    Setting(id=f"s{n}", title="s", scenario="a-visit", episodes=3) for n in range(MOST)
)
ARMS = tuple(arm(f"a{n}", practice=(PRACTICE, PRACTICE)) for n in range(MOST))
LARGE = study(settings=SETTINGS, arms=ARMS, within=("setting",))


def stretches(made):
    """Yield the first and the last episode of every part of a study."""
    crowd = made.arms[0].size * made.replications
    for each in made.arms:
        lanes = Lanes(made, each, made.settings)
        for setting, time in itertools.product(made.settings, ("before", "after")):
            first = lanes.measured(setting, time)
            yield first, first + crowd * setting.episodes - 1
        for setting, done in itertools.product(made.settings, range(3)):
            yield lanes.noted(setting, done), lanes.noted(setting, done) + crowd - 1
        for practice, episode in itertools.product(range(2), range(2)):
            first = lanes.practised(practice, episode)
            yield first, first + crowd - 1


def test_all_parts_have_episodes_of_their_own():
    """In the largest study that there can be, and within what dice can be keyed."""
    found = sorted(stretches(LARGE))

    assert all(one[1] < other[0] for one, other in itertools.pairwise(found))
    assert found[-1][1] <= LARGEST_EPISODE


@pytest.mark.parametrize(
    ("within", "groups"),
    [((), 4), (("setting",), 2), (("arm",), 2), (("arm", "setting"), 1)],
)
def test_people_are_the_same_in_what_all_go_through(within, groups):
    """Arms and settings have people of their own unless they are within people."""
    made = study(settings=SETTINGS[:2], arms=ARMS[:2], within=within)
    streams = {
        Lanes(made, each, (setting,)).people
        for each in made.arms
        for setting in made.settings
    }

    assert len(streams) == groups


def test_arms_share_dice_only_where_the_study_says_so():
    """The same people have luck of their own in each arm, else."""
    own = study(arms=ARMS[:2], within=("arm",))
    common = attrs.evolve(own, common_dice=True)
    first = [
        [Lanes(made, each, made.settings).measured(made.settings[0], "after")
         for each in made.arms]
        for made in (own, common)
    ]  # fmt: skip

    assert first[0][0] != first[0][1]
    assert first[1][0] == first[1][1]
