"""One reading of a program serves trainees of any skill: each plays as in live play."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest

from scenario_engine.analysis import aims
from scenario_engine.expressions import parse
from scenario_engine.program.trainee import Trainee
from scenario_engine.session import Session
from scenario_engine.simulation.named import named
from scenario_engine.simulation.simulating import replay
from scenario_engine.study.ground import Ground
from scenario_engine.study.rounds import play
from scenes import CALM_DOWN, LIMIT, LISTEN, program

SKILLS = (0.0, 0.3, 0.7, 1.0)
EPISODES = 60
STRATEGIES = (
    "random",
    "best",
    "script:listen,limit",
    "checklist:listen,limit",
    "rational:5",
)


def grounded(strategy="random", typical=0.5, **changes):
    return Ground.of(program(**changes), named(strategy), Trainee(otherwise=typical))


def skilled(ground, *skills):
    return np.repeat(np.array(skills)[:, None], len(ground.program.actions), axis=1)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("typical", [0.5, 0.0, 1.0])
def test_everybody_plays_as_a_session_of_their_skill_does(strategy, typical):
    """Episode by episode, whoever the typical trainee is."""
    ground = grounded(strategy, typical)
    goal, turns = aims.chance(ground.space, "goal"), aims.turns(ground.space)
    found = play(
        ground,
        skilled(ground, *SKILLS),
        seed=3,
        first=7,
        each=EPISODES,
        aims=[goal, turns],
    )
    kinds, counts = found.totals.reshape(2, len(SKILLS), EPISODES)
    for person, skill in enumerate(SKILLS):
        for episode in range(0, EPISODES, 4):
            number = 7 + person * EPISODES + episode
            session = _followed(ground, skill, number)
            assert kinds[person, episode] == (session.ending.kind == "goal")
            assert counts[person, episode] == len(session.taken)


def _followed(ground, skill, number):
    """Play an episode live, with the choices that were made in it."""
    session = Session.begin(
        program(), seed=3, episode=number, trainee=Trainee(otherwise=skill)
    )
    for action in _taken(ground, skill, number):
        session = session.step(ground.program.actions[action].id)
    return session


def _taken(ground, skill, number):
    """Return the actions of one episode, turn by turn."""
    taken: list[int] = []
    spied = attrs.evolve(ground, way=Spy(ground.way, ground.action, taken))
    play(spied, skilled(ground, skill), seed=3, first=number)
    return taken


@attrs.frozen
class Spy:
    """Notes what one person chooses."""

    way: Any
    action: Any
    taken: list[int]

    @property
    def is_certain(self):
        return self.way.is_certain

    def choose(self, places, left, numbers):
        chosen = self.way.choose(places, left, numbers)
        self.taken.append(int(self.action[chosen[0]]))
        return chosen


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_typical_trainee_plays_as_in_a_simulation(strategy):
    """Whoever has the typical skill has the episodes that `replay` opens."""
    ground = grounded(strategy)
    goal = aims.chance(ground.space, "goal")
    found = play(
        ground, skilled(ground, 0.5), seed=9, first=0, each=EPISODES, aims=[goal]
    )
    for episode in range(EPISODES):
        session = replay(ground.tables, ground.weights, seed=9, episode=episode)
        assert session.ending is not None
        assert found.totals[0, episode] == (session.ending.kind == "goal")
        used = [session.taken.count(action.id) for action in ground.program.actions]
        assert found.uses[episode].tolist() == used


def test_where_the_typical_delivery_is_certain_both_deliveries_are_found():
    """Nobody is shut out because the typical trainee never fails, or always does."""
    for typical in (0.0, 1.0):
        ground = grounded(typical=typical, interventions=_always("skill"))
        listens = ground.action == 0

        assert ground.usual[listens] == pytest.approx(0.5)
        assert ground.delivery[:, listens].min() == 0.0
        assert ground.delivery[:, listens].max() == 1.0


def test_a_delivery_that_is_straight_in_the_skill_needs_two_levels():
    """And one that is not has more, and is drawn straight between them."""
    straight, bent = (
        grounded(interventions=_always(text))
        for text in ("0.9 * skill", "skill * skill")
    )
    listens = np.flatnonzero(straight.action == 0)

    assert straight.is_straight
    assert straight.delivering(listens, np.full(len(listens), 0.3)) == pytest.approx(
        0.27
    )
    assert not bent.is_straight
    share = bent.delivering(listens, np.full(len(listens), 0.3))
    assert share == pytest.approx(0.09, abs=1e-4)
    assert bent.delivering(listens, np.full(len(listens), 0.5)) == pytest.approx(0.25)


def test_the_first_branches_of_a_choice_are_those_of_a_good_delivery():
    """Their chances sum to the chance of one."""
    ground = grounded("random", 0.4)
    good = np.bincount(
        ground.response.row,
        ground.response.chance * ground.well,
        minlength=len(ground.usual),
    )

    assert good == pytest.approx(ground.usual)


def _always(delivery):
    return (attrs.evolve(LISTEN, delivery=parse(delivery)), CALM_DOWN, LIMIT)
