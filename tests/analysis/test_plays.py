"""Plays that prove something are real plays, and shortest."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from brute_force import can_reach_goal, successors
from scenario_engine.analysis import FAR, StateSpace, distances, explore, shortest
from scenario_engine.program import Interpreter, Program
from scenario_engine.program.ir import GOAL
from scenario_engine.testing import prefixes, programs
from scenes import program
from searching import at_most


def to_goal(space: StateSpace) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the fewest turns to the goal."""
    return distances(space, space.ends(GOAL))


@at_most(80)
@given(programs(largest_horizon=1))
def test_the_goal_is_far_exactly_where_brute_force_never_finds_it(
    made: Program,
) -> None:
    """The proof agrees with looking at every path."""
    space = explore(made)
    reached = to_goal(space) != FAR

    assert can_reach_goal(made) == {
        space.state(int(i)) for i in np.flatnonzero(reached)
    }


@at_most(60)
@given(programs(largest_horizon=1), st.data())
def test_a_shortest_play_leads_there_in_that_many_turns(
    made: Program, data: st.DataObject
) -> None:
    """Each turn is one that the program allows, and the last state is the goal."""
    space = explore(made)
    far = to_goal(space)
    graph = successors(made)
    near = [int(i) for i in np.flatnonzero(far != FAR)]
    assume(near)
    start = data.draw(st.sampled_from(near))
    play = shortest(space, start, far)

    at = space.state(start)
    assert far[start] == len(play.turns)
    for turn in play.turns:
        assert at == turn.before
        assert turn.after in {s for leads in graph[at] for _, s in leads}
        at = turn.after
    ending = Interpreter(made).ending(at)
    assert ending is not None
    assert ending.kind == GOAL


@at_most(60)
@given(programs(winnable=True, largest_horizon=4), st.data())
def test_every_prefix_of_play_can_be_continued_to_a_de_escalated_end(
    made: Program, data: st.DataObject
) -> None:
    """Choose freely, let anything happen: as long as it goes on, the goal is open."""
    space = explore(made)
    state = data.draw(prefixes(made, most=6))[-1]
    if Interpreter(made).ending(state) is None:
        play = shortest(space, space.index(state), to_goal(space))
        assert space.ends(GOAL)[space.index(play.turns[-1].after)]


def test_a_play_names_its_choices() -> None:
    """The likeliest of the shortest ways in the sample: listen, then set a limit."""
    space = explore(program())
    far = to_goal(space)

    assert shortest(space, 0, far).choices == ("listen", "limit")
