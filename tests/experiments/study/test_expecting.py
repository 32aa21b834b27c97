"""What people can expect is exact: backward induction, one trainee at a time."""

from __future__ import annotations

import numpy as np
import pytest

from scenario_engine.analysis import aims
from scenario_engine.program.trainee import Trainee
from scenario_engine.simulation.named import named
from scenario_engine.study.expecting import expected
from scenario_engine.study.ground import Ground
from scenario_engine.study.rounds import play
from scenario_engine.testing import programs
from scenes import program

from hypothesis import given, settings  # isort: skip

SKILLS = (0.0, 0.25, 0.5, 0.9, 1.0)


def skilled(ground, skills=SKILLS):
    return np.repeat(np.array(skills)[:, None], len(ground.program.actions), axis=1)


@pytest.mark.parametrize("strategy", ["random", "best", "checklist:listen,limit"])
@pytest.mark.parametrize("kind", ["goal", "harm"])
def test_everybody_expects_what_backward_induction_gives_them(strategy, kind):
    """Whoever has the typical skill on a ground expects what the plan is worth."""
    for person, skill in enumerate(SKILLS[1:-1], start=1):
        trainee = Trainee(otherwise=skill)
        own = Ground.of(program(), named(strategy), trainee)
        value = named(strategy).plan(own.space).value(kind)
        assert expected(own, skilled(own), aims.chance(own.space, kind))[
            person
        ] == pytest.approx(value, abs=1e-12)


@settings(max_examples=20)
@given(programs())
def test_any_skill_on_one_ground_is_as_on_its_own(made):
    """At random, where the way to choose is the same for everybody."""
    one, other = (
        Ground.of(made, named("random"), Trainee(otherwise=skill))
        for skill in (0.5, 0.8)
    )
    found = [
        expected(each, skilled(each), aims.chance(each.space, "goal"))
        for each in (one, other)
    ]

    assert found[0] == pytest.approx(found[1], abs=1e-9)


def test_what_is_sampled_comes_to_what_is_expected():
    """Within six standard errors: a false alarm in a hundred million."""
    ground = Ground.of(program(), named("random"), Trainee(otherwise=0.5))
    counted = [aims.chance(ground.space, "goal"), aims.turns(ground.space)]
    each = 20_000
    found = play(ground, skilled(ground), seed=2, first=0, each=each, aims=counted)
    for aim, totals in zip(counted, found.totals, strict=True):
        people = totals.reshape(len(SKILLS), each)
        error = people.std(axis=1) / np.sqrt(each)
        away = people.mean(axis=1) - expected(ground, skilled(ground), aim)
        assert (np.abs(away) <= 6 * error).all()
