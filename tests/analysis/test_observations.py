"""What the trainee observes is what a live session tells, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riddles import riddles
from scenario_engine.analysis import Budget, explore
from scenario_engine.analysis.observations import Look, ObservedSpace, Seen, observe
from scenario_engine.errors import BudgetError
from scenario_engine.expressions import parse
from scenario_engine.program import Interpreter
from scenario_engine.session import Session
from scenario_engine.testing import programs
from scenes import LISTEN, effect, outcome, program, scenario
from searching import at_most

if TYPE_CHECKING:
    from scenario_engine.program import Program, State

ALL = scenario().interventions
made_of_all = st.one_of(programs(), riddles())


def plays(made: Program, data: st.DataObject, count: int) -> list[list[Session]]:
    """Play some episodes, each a list of its sessions."""
    found = []
    for seed in range(count):
        at = [Session.begin(made, seed=seed)]
        while at[-1].ending is None:
            choice = data.draw(st.sampled_from(at[-1].choices))
            at.append(at[-1].step(choice.id))
        found.append(at)
    return found


@at_most(30)
@given(made_of_all, st.data())
def test_equal_to_us_is_equal_in_a_live_session(
    made: Program, data: st.DataObject
) -> None:
    """Two observations of one turn are the same here when they are the same there."""
    by_turn: dict[int, list[Session]] = defaultdict(list)
    for play in plays(made, data, 6):
        for session in play:
            by_turn[session.turn].append(session)
    for alike in by_turn.values():
        for one, other in combinations(alike, 2):
            told = one.observation == other.observation
            assert told == (Seen.of(one.observation) == Seen.of(other.observation))


def through(
    made: Program, state: State, number: int, left: int
) -> dict[tuple[Seen, State], float]:
    """Follow a choice in the reference interpreter: what is seen, and where to."""
    interpreter = Interpreter(made, exact=True)
    shown = [i for i, variable in enumerate(made.variables) if variable.visible]
    found: dict[tuple[Seen, State], float] = defaultdict(float)
    for response in interpreter.response(state, made.actions[number]):
        worlds = () if response.ending else interpreter.world(response.state)
        ways = [(w.chance, w.outcomes, w.state) for w in worlds]
        for chance, outcomes, after in ways or [(Fraction(1), (), response.state)]:
            ending = interpreter.ending(after) or (None if left else made.timeout)
            ids = () if ending else tuple(a.id for a in interpreter.choices(after))
            look = Look(
                tuple(after[i] for i in shown), ids, ending.text if ending else ""
            )
            cues = tuple(o.cue for o in response.outcomes + outcomes if o.cue)
            found[Seen(look, cues), after] += float(response.chance * chance)
    return found


def tabled(
    observed: ObservedSpace, choice: int, *, last: bool
) -> dict[tuple[Seen, State], float]:
    """Follow a choice in the tables: what is seen, and where to."""
    found: dict[tuple[Seen, State], float] = defaultdict(float)
    response, world = observed.response, observed.world
    for one in range(*response.pointer[choice : choice + 2]):
        for two in range(*world.pointer[response.target[one] :][:2]):
            seen = observed.seen(response.signal[one], world.signal[two], last=last)
            state = observed.space.state(int(world.target[two]))
            found[seen, state] += response.chance[one] * world.chance[two]
    return found


@at_most(30)
@given(made_of_all, st.booleans())
def test_the_tables_agree_with_the_interpreter(made: Program, last: bool) -> None:
    """For each choice: what is observed, where it leads, and how likely it is."""
    observed = observe(explore(made))
    sliced, owner = observed.space.program, observed.space.owner
    for choice, number in enumerate(observed.space.action):
        state = observed.space.state(int(owner[choice]))
        expected = through(sliced, state, int(number), 0 if last else 1)
        found = tabled(observed, choice, last=last)

        assert {key for key, chance in expected.items() if chance} == set(found)
        for key, chance in found.items():
            assert chance == pytest.approx(float(expected[key]), abs=1e-12)


def test_a_cue_that_response_and_world_share_does_not_tell_them_apart() -> None:
    """Whether she sighed because of you or by herself cannot be known."""
    sigh = "A sigh."
    listen = attrs.evolve(
        LISTEN,
        delivery=None,
        poorly=(),
        effects=(effect(attrs.evolve(outcome("0.5", trust="-1"), cue=sigh)),),
    )
    made = program(
        interventions=(listen,),
        triggers=(attrs.evolve(scenario().triggers[0], cue=sigh),),
        policies=(),
    )
    observed = observe(explore(made))
    seen = {
        seen.cues
        for choice in range(len(observed.space.action))
        for seen, _ in tabled(observed, choice, last=False)
    }

    assert {(), (sigh,), (sigh, sigh)} == seen
    once = [
        (int(a), int(b))
        for a in set(observed.response.signal.tolist())
        for b in set(observed.world.signal.tolist())
        if observed.seen(a, b).cues == (sigh,)
    ]
    assert {0} == {response for response, _ in once}


def test_what_cannot_be_told_apart_looks_the_same() -> None:
    """A hidden variable changes nothing of a look; a visible one does."""
    listen = attrs.evolve(LISTEN, delivery=parse("skill * (0.4 + 0.2 * trust)"))
    observed = observe(explore(program(interventions=(listen, *ALL[1:]))))
    space = observed.space
    shown = [i for i, v in enumerate(space.program.variables) if v.visible]
    alike = defaultdict(set)
    for index in space.ongoing.tolist():
        state = space.state(index)
        alike[observed.look[index]].add(tuple(state[i] for i in shown))

    assert all(len(visible) == 1 for visible in alike.values())
    assert len(alike) < len(space.ongoing)


def test_the_turn_limit_is_seen() -> None:
    """In the last turn nothing is offered, and the timeout is told."""
    made = program()
    observed = observe(explore(made))
    look = observed.look[observed.space.ongoing[0]]

    assert observed.appears(look).choices
    assert Look(observed.looks[look].visible, (), made.timeout.text) == (
        observed.appears(look, last=True)
    )


def test_a_program_that_explodes_is_refused() -> None:
    """The budget holds for what is observed as well."""
    with pytest.raises(BudgetError, match="states"):
        observe(explore(program()), Budget(states=3))
