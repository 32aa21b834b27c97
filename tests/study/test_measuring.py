"""What a measure counts is what a live session says of the episode."""

from __future__ import annotations

import numpy as np
import pytest

from scenario_engine.expressions import parse
from scenario_engine.program.trainee import Trainee
from scenario_engine.simulation.named import named
from scenario_engine.simulation.simulating import replay
from scenario_engine.study.cohorts import drawn
from scenario_engine.study.ground import Ground
from scenario_engine.study.measuring import aim_of, of_people
from scenario_engine.study.questions import Measure
from scenario_engine.study.rounds import play
from scenario_engine.vocabulary import Policy
from scenes import SCENARIO, program
from studies import COHORT, FAMILIES

EPISODES = 80
LEFT_UNDONE = Policy(
    id="listen-once",
    text="Listen at least once.",
    pattern="by-the-end",
    event=parse("technique == 'active-listening'"),
)
MADE = program(policies=(*SCENARIO.policies, LEFT_UNDONE))
GROUND = Ground.of(MADE, named("random"), Trainee(otherwise=0.5))


def measure(counts, **fields):
    return Measure(id="m", title="m", counts=counts, **fields)


SAID = {
    "goal": lambda s: s.ending.kind == "goal",
    "harm": lambda s: s.ending.kind == "harm",
    "turns": lambda s: len(s.taken),
    "breaches": lambda s: len(s.broken),
    "composure": lambda s: s.observation.visible["composure"],
    "item": lambda s: float(s.score.get(("scale", "hears"), 0)) + 2,
}


@pytest.mark.parametrize("counts", SAID)
def test_a_measure_counts_what_the_session_says(counts):
    """In every one of some episodes."""
    fields = {"instrument": "scale", "item": "hears", "base": 2}
    made = measure(counts, **(fields if counts == "item" else {}))
    found = play(
        GROUND,
        np.full((1, 3), 0.5),
        seed=1,
        first=0,
        each=EPISODES,
        aims=[aim_of(made, GROUND.space)],
    )
    said = [
        SAID[counts](replay(GROUND.tables, GROUND.weights, seed=1, episode=episode))
        for episode in range(EPISODES)
    ]

    assert found.totals[0].tolist() == said
    assert len(set(said)) > 1


def test_a_policy_that_was_left_undone_is_broken():
    """At the end, and not before it."""
    aim = aim_of(measure("breaches"), GROUND.space)
    unheard = [
        replay(GROUND.tables, GROUND.weights, seed=1, episode=episode)
        for episode in range(EPISODES)
    ]

    assert any("listen-once" in session.broken for session in unheard)
    assert aim.final.max() == 2


def test_turns_at_a_level_are_the_choices_made_there():
    """The visitor begins at level 2: every first choice counts, and more."""
    aim = aim_of(measure("level", level=2), GROUND.space)
    every = aim_of(measure("turns"), GROUND.space)
    found = play(
        GROUND,
        np.full((1, 3), 0.5),
        seed=1,
        first=0,
        each=EPISODES,
        aims=[aim, every],
    ).totals
    first = GROUND.space.start[0]

    assert (aim.gain[GROUND.space.owner == first[0]] == 1).all()
    assert (found[0] >= 1).all()
    assert (found[0] <= found[1]).all()
    assert (found[0] < found[1]).any()


def test_the_score_is_that_of_the_session():
    """With what is better the fewer it is counted against it."""
    aim = aim_of(measure("score"), GROUND.space)
    found = play(
        GROUND, np.full((1, 3), 0.5), seed=1, first=0, each=EPISODES, aims=[aim]
    )
    said = [
        float(
            sum(replay(GROUND.tables, GROUND.weights, seed=1, episode=e).score.values())
        )
        for e in range(EPISODES)
    ]

    assert found.totals[0].tolist() == said


def test_what_is_measured_of_people_is_theirs():
    """Confidence, a trait, the skill in a technique, and the mean of all."""
    crowd = drawn(COHORT, FAMILIES, 6, seed=1, stream=0)
    skill = crowd.learner.skill

    assert (of_people(measure("confidence"), crowd) == crowd.learner.confidence).all()
    told = of_people(measure("trait", trait="warmth"), crowd)
    assert (told == crowd.traits["warmth"]).all()
    told = of_people(measure("skill", technique="set-limit"), crowd)
    assert (told == skill[:, 1]).all()
    assert of_people(measure("skill"), crowd) == pytest.approx(skill.mean(axis=1))
