"""The states found are those that play can reach, each with its branches."""

from __future__ import annotations

import tracemalloc

import attrs
import numpy as np
import pytest
from hypothesis import given

from brute_force import successors
from scenario_engine.analysis import Budget, best, explore, states
from scenario_engine.errors import BudgetError, ProgramError
from scenario_engine.expressions import parse
from scenario_engine.program import Interpreter, Program, Trainee
from scenario_engine.testing import programs
from scenario_engine.vocabulary import Change, Drift, Ending, Variable
from scenes import CALM_DOWN, LISTEN, SCENARIO, effect, outcome, program
from searching import at_most


@at_most(60)
@given(programs(largest_horizon=2))
def test_the_states_are_those_that_brute_force_finds(made: Program) -> None:
    """Each once, with its ending."""
    space = explore(made)
    graph = successors(made)
    interpreter = Interpreter(made)
    endings = {e.id: i for i, e in enumerate(made.endings)}

    assert len(graph) == len(space)
    assert set(graph) == {space.state(i) for i in range(len(space))}
    for index in range(len(space)):
        ending = interpreter.ending(space.state(index))
        assert space.ending[index] == (endings[ending.id] if ending else -1)


@at_most(60)
@given(programs(largest_horizon=2))
def test_the_branches_are_those_of_the_interpreter(made: Program) -> None:
    """Choice by choice, the chance of each next state agrees with the fractions."""
    space = explore(made)
    graph = successors(made)
    world = np.zeros((len(space.world.pointer) - 1, len(space)))
    world[space.world.row, space.world.target] = space.world.chance
    response = np.zeros((len(space.action), len(world)))
    response[space.response.row, space.response.target] = space.response.chance
    together = response @ world

    for index in range(len(space)):
        choices = graph[space.state(index)]
        rows = together[space.pointer[index] : space.pointer[index + 1]]
        assert len(choices) == len(rows)
        for leads, row in zip(choices, rows, strict=True):
            expected = np.zeros(len(space))
            for chance, state in leads:
                expected[space.index(state)] += float(chance)
            np.testing.assert_allclose(row, expected, rtol=0, atol=1e-12)


def test_the_skill_of_the_trainee_counts() -> None:
    """With skill 0 there is no good delivery, so nobody is ever heard."""
    space = explore(program(), Trainee(otherwise=0))
    names = [variable.name for variable in space.program.variables]
    heard = space.packing.column(space.codes, names.index("heard"))

    assert np.unique(heard).tolist() == [0]


def test_the_numbering_is_the_same_every_time() -> None:
    """It depends on the program alone."""
    one, other = explore(program()), explore(program())

    np.testing.assert_array_equal(one.codes, other.codes)
    np.testing.assert_array_equal(one.response.target, other.response.target)


def exploding(top: int = 100, *names: str, horizon: int = 4) -> Program:
    """Return a program with 101**3 states and more, or as many as is said."""
    wide = {
        name: Variable(range=(0, top), start=top // 2)
        for name in names or ("one", "two", "three")
    }
    moves = tuple(outcome("0.1", **{n: c}) for n in wide for c in ("+1", "-1"))
    wander = attrs.evolve(LISTEN, delivery=None, poorly=(), effects=(effect(*moves),))
    return program(
        variables={**wide, "heard": Variable(range=(0, 1), start=0)},
        interventions=(wander, CALM_DOWN),
        policies=(),
        horizon=horizon,
    )


@pytest.mark.parametrize(
    ("budget", "limit"),
    [
        (Budget(states=2_000), "2000 states"),
        (Budget(branches=2_000), "2000 branches"),
        (Budget(seconds=0), "0 seconds"),
        (Budget(megabytes=5), "5 megabytes"),
    ],
)
def test_an_explosion_is_refused_with_its_cause(budget: Budget, limit: str) -> None:
    """The message says the limit, the estimate and the variables that multiply."""
    with pytest.raises(BudgetError) as caught:
        explore(exploding(), budget=budget)
    said = str(caught.value)

    assert said.startswith(f"a-visit: more than the budget of {limit}. ")
    assert f"up to {101**3 * 4 * 4 * 4 * 2} are possible" in said
    assert said.endswith("Narrow these variables, or give a larger budget.")
    if limit == "2000 states":
        assert "They multiply by one (" in said


@pytest.mark.parametrize("megabytes", [10, 40])
def test_memory_stays_within_the_budget(megabytes: int) -> None:
    """What was taken when an explosion is refused is less than what was granted."""
    tracemalloc.start()
    with pytest.raises(BudgetError, match=f"budget of {megabytes} megabytes"):
        explore(exploding(), budget=Budget(megabytes=megabytes))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < megabytes * 1e6


def test_the_values_fit_into_the_memory_too() -> None:
    """A budget under which exploring is not refused is enough for a value of each."""
    made = exploding(20, "one", "two", horizon=200)
    best(explore(program()))  # What is made once for all is no part of it.
    tracemalloc.start()
    best(explore(made))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    with pytest.raises(BudgetError, match="megabytes"):
        explore(made, budget=Budget(megabytes=most / 1e6))


def crowded(stages: int) -> Program:
    """Return a program in which that many things may happen in one turn."""
    drift = [
        Drift(
            id=f"drift-{number}",
            chance=parse("0.5"),
            change={f"count_{number % 2}": Change.parse("+1")},
        )
        for number in range(stages)
    ]
    counts = {f"count_{i}": Variable(range=(0, 2), start=0) for i in range(2)}
    heard = Variable(range=(0, 1), start=0)
    return program(world=tuple(drift), variables={**counts, "heard": heard})


@pytest.mark.long
def test_a_world_of_too_many_ways_is_refused_live_and_in_analysis() -> None:
    """In the same words, and before there is anything to wait for."""
    made = crowded(40)
    (start,) = Interpreter(made).starts()
    with pytest.raises(ProgramError) as live:
        Interpreter(made).world(start.state)
    with pytest.raises(ProgramError) as analysed:
        explore(made)

    assert "world: the stages can go in more than 32768 ways in the state" in str(
        live.value
    )
    assert "Take stages out, or give them guards that exclude each other." in str(
        analysed.value
    )
    problem = live.value.faults[0].problem.partition(" in the state")[0]
    assert analysed.value.faults[0].problem.startswith(problem)


def test_a_world_of_many_ways_is_refused_by_the_work_it_is() -> None:
    """Though nearly all of them lead to the same states."""
    with pytest.raises(BudgetError, match="budget of 100000 branches"):
        explore(crowded(13), budget=Budget(branches=100_000))


def test_states_looked_at_in_parts_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many are taken at once, and whatever is merged on the way."""
    made = crowded(6)
    whole = explore(made)
    monkeypatch.setattr(states, "_AT_ONCE", 3)
    monkeypatch.setattr(states, "_PIECE", 8)
    parts = explore(made)

    assert sorted(whole.codes) == sorted(parts.codes)
    assert best(whole).start == pytest.approx(best(parts).start)
    assert len(whole.world.target) == len(parts.world.target)


def test_more_valuations_than_numbers_are_refused_at_once() -> None:
    """Twenty variables of 201 values each do not fit in 62 bits."""
    wide = {f"wide_{i}": Variable(range=(-100, 100), start=0) for i in range(20)}

    with pytest.raises(BudgetError) as caught:
        explore(program(variables={**wide, "heard": Variable(range=(0, 1), start=0)}))

    assert str(caught.value) == (
        "a-visit: 4.4e+48 valuations are more than can be numbered. The widest "
        "variables are wide_0 (201), wide_1 (201), wide_2 (201), wide_3 (201), "
        "wide_4 (201). Narrow their ranges, or take variables out."
    )


def test_a_state_without_a_choice_is_refused() -> None:
    """The message names the state."""
    only = attrs.evolve(LISTEN, available=parse("heard == 0"))
    made = program(interventions=(only,), policies=(), triggers=(), world=())

    with pytest.raises(ProgramError) as caught:
        explore(made)

    assert str(caught.value) == (
        "sample: scenario 'a-visit': no intervention is available in the state "
        "visitor.escalation = 1, visitor.trust = 1, composure = 2, heard = 1. "
        "Make one intervention available there, or end the scenario."
    )


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        (
            (outcome("0.7 - 0.1 * heard"), outcome("0.4")),
            "effect 1: 1.1: the chances sum to more than 1",
        ),
        ((outcome("heard - 0.5"),), "effect 1 > outcome 1: -0.5: not a chance in 0..1"),
        ((outcome("1 / heard"),), "effect 1 > outcome 1: '1 / heard' divides by zero"),
    ],
)
def test_what_is_no_chance_is_refused_as_the_interpreter_does(
    faulty: tuple[object, ...], message: str
) -> None:
    """Same object, same field, same state, same words."""
    listen = attrs.evolve(LISTEN, effects=(effect(*faulty),))  # type: ignore[arg-type]
    made = program(interventions=(listen, CALM_DOWN), policies=())

    with pytest.raises(ProgramError) as caught:
        explore(made)

    assert str(caught.value).startswith(
        f"sample: scenario 'a-visit': intervention 'listen' > {message} in the state "
        "visitor.escalation = 2, visitor.trust = 1, composure = 2, heard = 0. "
    )


def test_the_first_ending_that_holds_counts_for_every_state() -> None:
    """Two endings hold at level 3; the author's order decides, as it does live."""
    left = Ending(id="left", kind="neutral", when=parse("escalation >= 3"), text=".")
    space = explore(program(endings=(*SCENARIO.endings, left)))
    other = explore(program(endings=(left, *SCENARIO.endings)))

    assert {-1, 0, 1} == set(space.ending.tolist())
    assert {-1, 0, 1} == set(other.ending.tolist())
    assert (space.ends("harm") == other.ends("neutral")).all()
