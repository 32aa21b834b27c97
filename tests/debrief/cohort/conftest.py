"""A cohort of made-up trainees, gone through once for all of these tests."""

from __future__ import annotations

import pytest

from cohorts import parcels, played
from scenario_engine.debrief.cohort.reviewing import reviewed
from scenario_engine.debrief.knowing import Knowing


@pytest.fixture(scope="session")
def registry():
    """Return the pack of the small parcel service."""
    return parcels()


@pytest.fixture(scope="session")
def knowing(registry):
    """Return what is known of its scenario, kept over the tests."""
    return Knowing(registry)


@pytest.fixture(scope="session")
def play():
    """Return a function that plays: how often who takes the best choice, how often."""
    return played


@pytest.fixture(scope="session")
def six(knowing):
    """Return six trainees of four sessions each, gone through."""
    return reviewed(played(), knowing)


@pytest.fixture(scope="session")
def alone(knowing):
    """Return one trainee with two sessions."""
    return reviewed(played({"Ada": 0.5}, episodes=2), knowing)


@pytest.fixture
def traces(play):
    """Return four traces of Ada, and four of Ben."""
    return [each.trace for each in play({"Ada": 0.3, "Ben": 0.8}).found]
