"""A study is run as it says: who is who, who practises, and what comes of it."""

from __future__ import annotations

from decimal import Decimal

import attrs
import numpy as np
import pytest

from scenario_engine.study.design import Setting
from scenario_engine.study.questions import Measure, Sweep
from scenario_engine.study.results import Cell
from scenario_engine.study.running import run, sampled, stage_of
from scenario_engine.study.sweeping import swept
from studies import PRACTICE, REGISTRY, arm, contrast, study

DESK = Setting(id="desk", title="The desk", scenario="a-visit", episodes=3)
CALM = attrs.evolve(DESK, id="calm", personas={"visitor": "patient-visitor"})


def results(made):
    return sampled(stage_of(made, REGISTRY))


def cell(found, arm_, measure="goal", setting="desk", time="after"):
    return found.cells[Cell(arm_, setting, time, measure)]


def test_the_same_study_gives_the_same_results():
    """And another seed others."""
    one, other = results(study()), results(study())
    for key, values in one.cells.items():
        np.testing.assert_array_equal(values, other.cells[key])
    moved = results(study(seed=6))

    assert (cell(one, "not") != cell(moved, "not")).any()


def test_an_arm_more_changes_nothing_for_the_others():
    """Every arm has people and dice of its own."""
    one = results(study())
    other = results(study(arms=(*study().arms, arm("third"))))

    for key, values in one.cells.items():
        np.testing.assert_array_equal(values, other.cells[key])


def test_a_value_is_that_of_a_person():
    """Ten people in four runs; a share of three episodes each."""
    goal = cell(results(study()), "not")

    assert goal.shape == (4, 10)
    assert np.isin(np.rint(goal * 3), [0, 1, 2, 3]).all()
    assert goal * 3 == pytest.approx(np.rint(goal * 3))


def test_only_practice_changes_people():
    """Without it they are as sure after as before; with it, mostly surer."""
    found = results(study())

    for arm_, changed in (("not", False), ("practised", True)):
        before, after = (
            cell(found, arm_, "sure", "", time) for time in ("before", "after")
        )
        assert (before != after).any() == changed


def test_practice_with_a_higher_rate_teaches_more():
    """Skill grows towards 1, and with it the chance of the goal."""
    skill = Measure(id="skill", title="skill", counts="skill")
    means = []
    for rate in map(Decimal, ("0", "0.1", "0.5")):
        practice = attrs.evolve(PRACTICE, rates={"feedback.skill": rate})
        made = study(
            arms=(arm("practised", practice=(practice,)),),
            measures=(skill,),
            contrasts=(contrast("change", "practised", measure="skill"),),
            figures=(),
        )
        found = results(made)
        means.append(cell(found, "practised", "skill", "").mean())
        assert (
            cell(found, "practised", "skill", "", "before").mean() < means[-1] + 1e-12
        )

    assert means == sorted(means)
    assert means[0] < means[1] < means[2]


@pytest.mark.parametrize("within", [(), ("setting",)])
def test_settings_have_people_of_their_own_unless_all_go_through_them(within):
    """Confidence is measured of as many people as there are."""
    made = study(
        settings=(DESK, CALM), within=within, arms=(arm("one"),), figures=(),
        contrasts=(contrast("correlation", "one", against="sure"),),
    )  # fmt: skip
    found = results(made)
    sure = found.cells[Cell("one", "", "after", "sure")]

    assert sure.shape == (4, 10 if within else 20)
    both = found.values(made.measure("goal"), "one", ["desk", "calm"], "after")
    assert both.shape == sure.shape


def test_arms_within_people_have_the_same_people():
    """And, where the study says so, the same luck: then they have the same results."""
    arms = (arm("one"), arm("other"))
    kept = {"within": ("arm", "setting"), "arms": arms, "figures": ()}
    asked = (contrast("difference", "one", "other"),)
    own = results(study(**kept, contrasts=asked))
    common = results(study(**kept, contrasts=asked, common_dice=True))

    for found in (own, common):
        assert (
            cell(found, "one", "sure", "") == cell(found, "other", "sure", "")
        ).all()
    assert (cell(common, "one") == cell(common, "other")).all()
    assert (cell(own, "one") != cell(own, "other")).any()


def test_a_persona_is_cast():
    """The patient visitor takes the clock less to heart."""
    made = study(settings=(DESK, CALM), replications=200)
    found = run(stage_of(made, REGISTRY))

    assert len(set(found.digests.values())) == 2
    harm = [
        found.typical[Cell("not", id_, "before", "harm")] for id_ in ("desk", "calm")
    ]
    assert harm[1] < harm[0]
    for id_, exact in zip(("desk", "calm"), harm, strict=True):
        values = cell(found, "not", "harm", id_, "before").ravel()
        # People differ little here: the mean of people is near the typical person's.
        error = values.std() / np.sqrt(len(values))
        assert values.mean() == pytest.approx(exact, abs=6 * error + 0.01)


def test_curves_have_a_point_for_each_episode_of_practice():
    """For what is played and for what is measured of people."""
    figures = tuple(
        attrs.evolve(study().figures[0], id=id_, kind="curves", measure=id_)
        for id_ in ("goal", "sure")
    )
    found = results(study(figures=figures))

    told = {(curve.setting, curve.measure): curve.episodes for curve in found.curves}
    assert told == {("desk", "goal"): (0, 1, 2), ("", "sure"): (0, 1, 2)}


def test_a_sweep_is_the_study_at_each_value():
    """The value that the study has already gives what the study gives."""
    made = study(
        sweeps=(), contrasts=(contrast("gain", "practised", "not", measure="sure"),)
    )
    values = tuple(map(Decimal, ("0", "0.05", "0.2")))
    sweep = Sweep(rate="feedback.success", values=values, contrasts=("gain",))
    found = swept(sweep, stage_of(made, REGISTRY))
    effects = [answers[0].model.value for answers in found.answers]

    assert effects == sorted(effects)
    assert effects[0] < effects[2]
