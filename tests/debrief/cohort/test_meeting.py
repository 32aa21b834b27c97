"""How often good play meets looks, cues and techniques: exact, and as live play does."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given

from scenario_engine.analysis import best, explore, under
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.analysis.observations import Look, observe
from scenario_engine.analysis.spread import spread
from scenario_engine.debrief.cohort.meeting import good_play, meeting
from scenario_engine.debrief.cohort.tables import graded
from scenario_engine.debrief.verdicts import TOLERANCE
from scenario_engine.simulation import Tables, replay
from scenario_engine.testing import programs
from searching import at_most


def observed(program):
    slim = explore(sliced(program))
    return observe(slim, slim=slim)


@at_most(15)
@given(programs())
def test_every_turn_begins_with_a_look_and_uses_a_technique(made):
    """Looks, and techniques, come to the mean number of turns."""
    found = meeting(observed(made))
    space = found.observed.space
    ones = np.ones((space.program.horizon + 1, len(space.action)))
    turns = spread(space, found.weights, ones).mean

    assert found.looks.sum() == pytest.approx(turns)
    assert sum(found.techniques.values()) == pytest.approx(turns)
    for number, often in enumerate(found.looks):
        uses = sum(found.by_look.get(number, {}).values())
        assert uses == pytest.approx(often, abs=1e-12)


@at_most(15)
@given(programs())
def test_good_play_gives_away_no_more_than_the_tolerance_a_turn(made):
    """And is a way to choose: it sums to 1 wherever the game goes on."""
    space = explore(made)
    weights = good_play(graded(space))
    sums = np.add.reduceat(weights, space.pointer[space.ongoing], axis=1)
    lost = best(space).start - under(space, weights).start

    assert sums == pytest.approx(1.0)
    assert -1e-9 <= lost <= TOLERANCE * made.horizon + 1e-9


def test_habits_are_no_good_play_where_all_is_lost(registry):
    """With nothing left to win they are as good as anything, and are not taken."""
    found = meeting(observed(registry.program("late-parcel")))

    assert found.techniques["false-promise"] == 0
    assert found.techniques["policy-wall"] == 0
    assert found.techniques["active-listening"] > 1


def test_live_play_meets_as_much_on_average(registry):
    """Looks, cues and techniques of live sessions, within five standard errors."""
    found = meeting(observed(registry.program("late-parcel")))
    tables, sessions = Tables.over(found.observed.space), 300
    looks: Counter[Look] = Counter()
    cues: Counter[str] = Counter()
    used: Counter[str] = Counter()
    names = {a.id: a.technique for a in found.observed.space.program.actions}
    for episode in range(sessions):
        live = replay(tables, found.weights, seed=5, episode=episode)
        *turns, last = live.history()
        for each in turns:
            seen = each.observation
            offered = tuple(choice.id for choice in seen.choices)
            looks[Look(tuple(seen.visible.values()), offered)] += 1
        cues.update(cue for each in [*turns, last] for cue in each.observation.cues)
        used.update(names[choice] for choice in live.taken)

    def close(often, counted):
        # A count varies no more than that of the turns it is among, squared.
        return (
            abs(counted / sessions - often) < 5 * (8 * often / sessions) ** 0.5 + 1e-3
        )

    for look, often in zip(found.observed.looks, found.looks, strict=True):
        assert close(often, looks[look]), look
    assert set(cues) <= set(found.cues)
    for cue, often in found.cues.items():
        assert close(often, cues[cue]), cue
    for technique, often in found.techniques.items():
        assert close(often, used[technique]), technique


@at_most(12)
@given(programs(largest_horizon=3))
def test_at_stake_is_what_choosing_at_random_gives_away_there(made):
    """Summed state by state, for each look."""
    found = meeting(observed(made))
    space, grades = found.observed.space, found.grades
    lost: dict[int, float] = defaultdict(float)
    met: dict[int, float] = defaultdict(float)
    now: dict[int, float] = defaultdict(float)
    for state, chance in zip(*space.start, strict=True):
        now[int(state)] += float(chance)
    for left in range(space.program.horizon, 0, -1):
        after: dict[int, float] = defaultdict(float)
        for state, chance in now.items():
            if space.ending[state] >= 0:
                continue
            rows = range(space.pointer[state], space.pointer[state + 1])
            look = int(found.observed.look[state])
            met[look] += chance
            lost[look] += chance * np.mean([grades.regret[left, row] for row in rows])
            for row in rows:
                for to, p in onwards(space, row).items():
                    after[to] += chance * found.weights[left, row] * p
        now = after

    for look, often in met.items():
        assert found.looks[look] == pytest.approx(often, abs=1e-12)
        if often:
            assert found.stakes[look] == pytest.approx(lost[look] / often, abs=1e-9)


def onwards(space, choice):
    """Where a choice leads."""
    found: dict[int, float] = defaultdict(float)
    response, world = space.response, space.world
    for i in range(response.pointer[choice], response.pointer[choice + 1]):
        row = response.target[i]
        for j in range(world.pointer[row], world.pointer[row + 1]):
            found[int(world.target[j])] += response.chance[i] * world.chance[j]
    return found
