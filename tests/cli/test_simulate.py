"""`simulate`: many episodes, counted by how they end."""

from __future__ import annotations

import json

import pytest

from scenario_engine.packs import load_packs
from scenario_engine.simulation import simulate

from .places import PARCELS


def test_simulate_tells_shares_with_their_intervals(parcels):
    """And that they are sampled."""
    ran = parcels("simulate", "late-parcel", "--episodes", 1000, "--strategy", "best")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("scenario     episodes  turns each  goal")
    assert "late-parcel      1000" in ran.out
    assert "95% intervals for the chance behind each share" in ran.out


def test_simulate_as_json_is_what_the_library_counts(parcels):
    """The same seed, the same episodes, the same counts."""
    ran = parcels("simulate", "late-parcel", "--episodes", 500, "--seed", 4, "--json")
    told = json.loads(ran.out)
    program = load_packs(only=[], folders=[PARCELS]).program("late-parcel")
    totals = simulate(program, episodes=500, seed=4)

    assert told["endings"] == {
        ending.id: int(counts.sum())
        for ending, counts in zip(totals.endings, totals.counts, strict=True)
    }
    assert (told["scenario"], told["strategy"]) == ("late-parcel", "random")
    assert (told["episodes"], told["turns"]) == (500, totals.turns)
    assert told["goal"]["value"] == totals.share("goal").value
    assert told["goal"]["low"] <= told["goal"]["value"] <= told["goal"]["high"]
    assert told["seconds"] > 0


@pytest.mark.packs
def test_a_trainee_without_skill_does_worse(installed):
    """The same best play, said without skill."""
    shares = []
    for skill in ("1", "0"):
        options = ("--strategy", "best", "--episodes", 2000, "--skill", skill, "--json")
        told = json.loads(installed("simulate", "no-news", *options).out)
        assert told["skill"] == float(skill)
        shares.append(told["goal"])

    assert shares[1]["high"] < shares[0]["low"]


def test_a_population_is_counted_together(parcels):
    """A billion takes no longer than a few; the shares are the same chances."""
    options = ("--episodes", 10**9, "--population", "--json")
    told = json.loads(parcels("simulate", "late-parcel", *options).out)
    few = json.loads(parcels("simulate", "late-parcel", "--json").out)

    assert (told["episodes"], told["population"]) == (10**9, True)
    assert sum(told["endings"].values()) == 10**9
    assert few["population"] is False
    assert abs(told["goal"]["value"] - few["goal"]["value"]) < 0.01


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--episodes", 0), "'0' is not a whole number from 1"),
        (("--skill", "1.5"), "'1.5' is not a number from 0 to 1"),
        (("--skill", "nan"), "'nan' is not a number from 0 to 1"),
        (("--strategy", "wild"), "No strategy 'wild'. Write random, best, or script"),
        (("--strategy", "script:lisen"), "Did you mean 'listen'?"),
        (("--seed", "-1"), "'-1' is not a whole number"),
    ],
)
def test_what_cannot_be_simulated_is_one_message(options, said, parcels):
    """Nothing is played."""
    ran = parcels("simulate", "late-parcel", *options)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
