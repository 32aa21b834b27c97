"""A checklist is worked down, and what was done is ticked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.analysis import explore
from scenario_engine.errors import NotFoundError
from scenario_engine.simulation import SimulationError
from scenario_engine.simulation.strategies.checklist import Checklist
from scenario_engine.testing import programs
from scenes import program
from searching import at_most
from simulation.strategies.playing_by_hand import replayed, worth

if TYPE_CHECKING:
    from scenario_engine.program import Program


def follower(made: Program, entries: list[str]):
    """Return the choosing and ticking of somebody who follows a list."""
    technique = {action.id: action.technique for action in made.actions}
    meant = [
        [entry]
        if entry in technique
        else [a for a in technique if technique[a] == entry]
        for entry in entries
    ]

    def choose(ticked, offered, state, left):
        for number, ids in enumerate(meant):
            here = [id_ for id_ in ids if id_ in offered]
            if number not in ticked and here:
                return {here[0]: 1.0}
        return dict.fromkeys(offered, 1 / len(offered))

    def tick(ticked, choice):
        now = ticked | {n for n, ids in enumerate(meant) if choice in ids}
        return frozenset() if len(now) == len(meant) else now

    return choose, tick


@at_most(14)
@given(programs(largest_horizon=4), st.randoms(use_true_random=False))
def test_it_is_worth_what_it_is_by_hand(made, chance):
    """Followed by the reference interpreter, state by state."""
    names = [*(a.id for a in made.actions), *{a.technique for a in made.actions}]
    entries = chance.sample(names, chance.randint(1, min(3, len(names))))
    choose, tick = follower(made, entries)

    plan = Checklist(tuple(entries)).plan(explore(made))
    by_hand = worth(made, choose, frozenset(), tick)
    assert plan.value() == pytest.approx(by_hand, abs=1e-12)


@at_most(9)
@given(programs(largest_horizon=5))
def test_live_play_by_the_list_takes_the_same(made):
    """In episodes in which nothing is left to chance."""
    entries = [action.id for action in made.actions][::-1]
    choose, tick = follower(made, entries)
    playing = Checklist(tuple(entries)).ready(explore(made))
    for episode in range(4):
        ticked: frozenset[int] = frozenset()
        for moment in replayed(playing, episode).history():
            if moment.choice:
                assert moment.previous is not None
                offered = tuple(c.id for c in moment.previous.choices)
                assert choose(ticked, offered, None, 0)[moment.choice] > 0
                ticked = tick(ticked, moment.choice)


def test_a_list_is_worked_down_and_begun_anew():
    """What cannot be done yet is passed over, and comes later."""
    space = explore(program(horizon=8))
    later = Checklist(("set-limit", "listen")).ready(space)
    taken = {replayed(later, episode).taken[:4] for episode in range(40)}
    assert ("listen", "limit", "limit", "listen") in taken

    in_order = Checklist(("listen", "set-limit")).ready(space)
    taken = {replayed(in_order, episode).taken[:4] for episode in range(40)}
    assert ("listen", "limit", "listen", "limit") in taken


def test_an_entry_that_a_scenario_may_lack_is_left_out():
    """Where it is marked so; the rest stays as it is."""
    space = explore(program())
    marked = Checklist(("offer-choices?", "listen", "limit")).plan(space)
    plain = Checklist(("listen", "limit")).plan(space)

    assert marked.value() == plain.value()


def test_one_entry_is_nothing_to_remember():
    """It is never ticked off."""
    plan = Checklist(("listen",)).plan(explore(program()))

    assert np.unique(plan.places().memory).tolist() == [0]


@pytest.mark.parametrize(
    ("entries", "error", "said"),
    [
        ((), SimulationError, "A checklist has 1 to 16 entries, this one 0. Write"),
        (("",), SimulationError, "A checklist has 1 to 16 entries, this one 0."),
        (("a",) * 17, SimulationError, "A checklist has 1 to 16 entries, this one 17."),
        (
            ("lisen",),
            NotFoundError,
            "'a-visit' has no intervention or technique 'lisen'. Did you mean "
            "'listen'? Write 'lisen?' for what some scenarios lack.",
        ),
        (
            ("sing",),
            NotFoundError,
            "'a-visit' has no intervention or technique 'sing'. Its techniques are "
            "active-listening, command-calm, set-limit. Write 'sing?' for what",
        ),
        (
            ("sing?", "dance?"),
            NotFoundError,
            "'a-visit' has nothing of sing?, dance?. Its techniques are active-",
        ),
    ],
)
def test_a_list_that_is_none_is_refused(entries, error, said):
    """With what there is."""
    with pytest.raises(error) as caught:
        Checklist(entries).plan(explore(program()))
    assert str(caught.value).startswith(said)
