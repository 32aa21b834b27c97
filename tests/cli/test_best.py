"""`best`: the best play as a few rules."""

from __future__ import annotations

import json

import pytest

from scenario_engine.analysis.advice import Bounds, FairValue
from scenario_engine.analysis.values import Status
from scenario_engine.cli.best import knowing


def test_best_tells_the_rules_and_what_they_are_worth(parcels):
    """Each with how many turns of good play it decides."""
    ran = parcels("best", "late-parcel")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("""\
The late parcel (late-parcel): the best play, in short
======================================================
  50%  with heard 0 or 1: listen
  48%  at level 1 or more with heard 2: acknowledge
  2%   at level 0 with heard 2: trace

Play by 3 rules reaches the goal with 0.972; the best play with 0.972; random
play with 0.007.""")
    assert "\nKnowing what is hidden would add nothing to the best play.\n" in ran.out


def test_rules_can_be_fewer_and_keep_to_what_is_seen(parcels):
    """One rule is to do the same always; hidden variables can be left out."""
    [only] = json.loads(parcels("best", "late-parcel", "--rules", 1, "--json").out)[
        "rules"
    ]
    seen = json.loads(parcels("best", "late-parcel", "--seen", "--json").out)

    assert only["text"] == f"always: {only['interventions'][0]}"
    named = {each["variable"] for rule in seen["rules"] for each in rule["conditions"]}
    assert named <= {"caller.escalation", "composure", "traced"}
    assert seen["values"]["rules"] <= seen["values"]["best"]


def test_best_as_json_has_conditions_and_interventions(parcels):
    """For programs that play by them."""
    told = json.loads(parcels("best", "late-parcel", "--json").out)

    assert set(told) == {"scenario", "digest", "values", "rules"}
    assert told["values"]["fair"] == {
        "lower": told["values"]["best"],
        "upper": told["values"]["best"],
        "status": "exact up to rounding",
    }
    assert told["rules"][0]["conditions"] == [
        {"variable": "heard", "low": 0, "high": 1}
    ]
    assert told["rules"][0]["interventions"][0] == "listen"


def test_a_scenario_that_is_none_is_refused(parcels):
    """With the one that may be meant."""
    ran = parcels("best", "late-parcle")

    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean 'late-parcel'?" in ran.err


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (0.5, 0.5, "reaches 0.500 at best; knowing everything adds 0.200."),
        (0.5, 0.6, "reaches between 0.500 and 0.600 at best; knowing everything adds "),
        (0.7, 0.7, "Knowing what is hidden would add nothing to the best play."),
    ],
)
def test_what_knowing_would_add_is_told_with_its_bounds(lower, upper, said):
    """One figure where it is exact, two where it is bounded."""
    found = FairValue("goal", Bounds(lower, upper), 0.7, Status.BOUNDED, "")

    assert said in knowing(found)
