"""What is refused is refused where the reference semantics refuses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pairs import CALM_ONE, move, pair
from scenario_engine.analysis import Budget, explore
from scenario_engine.analysis.joint import joint_values
from scenario_engine.errors import BudgetError, ProgramError
from scenario_engine.program import Interpreter
from scenes import outcome

if TYPE_CHECKING:
    from scenario_engine.program import Program, State


@pytest.mark.parametrize(
    ("budget", "limit"),
    [
        (Budget(states=20), "20 states"),
        (Budget(branches=20), "20 branches"),
        (Budget(seconds=0), "0 seconds"),
    ],
)
def test_an_explosion_is_refused_with_its_cause(budget: Budget, limit: str) -> None:
    """In the words of the other route."""
    with pytest.raises(BudgetError) as caught:
        joint_values(pair(), budget=budget)
    said = str(caught.value)

    assert said.startswith(f"a-visit: more than the budget of {limit}. ")
    assert said.endswith("Narrow these variables, or give a larger budget.")


FAULTS = {
    "a chance above 1": outcome("0.9 + 0.05 * heard", heard="+1"),
    "a chance below 0": outcome("0.35 - 0.1 * heard", heard="+1"),
    "no number": outcome("1 / (3 - heard) / 9", heard="+1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_chance_that_is_none_is_refused_in_a_state_that_play_reaches(
    fault: str,
) -> None:
    """With the words of the other route, and a state in which it is so."""
    calm = outcome("0.4", visitor__escalation="-1")
    made = pair(move("late", calm, when="heard >= 5"), move("hear", FAULTS[fault]))
    with pytest.raises(ProgramError) as expected:
        explore(made)
    with pytest.raises(ProgramError) as caught:
        joint_values(made)

    words, told = str(caught.value).split(" in the state ")
    assert words == str(expected.value).split(" in the state ")[0]
    state = valuation(made, told)
    with pytest.raises(ProgramError) as asked:
        Interpreter(made).response(state, made.actions[1])
    assert words in str(asked.value)
    assert state in reached_before(made, state)


def test_a_chance_that_is_none_where_play_never_comes_is_no_fault() -> None:
    """Above 1 from heard == 3 on; but nothing is on offer that leads there."""
    faulty = outcome("0.5 + 0.2 * heard", visitor__escalation="-1")
    hear = move("hear", outcome("0.5", heard="+1"), when="heard <= 1")
    made = pair(move("risky", faulty), hear, CALM_ONE, world=())

    assert len(explore(made)) == joint_values(made).states


def test_a_state_without_a_choice_is_refused() -> None:
    """The message names a state in which nothing is on offer."""
    made = pair(move("hear", outcome("0.5", heard="+1"), when="heard <= 1"))
    with pytest.raises(ProgramError) as caught:
        joint_values(made)
    words, told = str(caught.value).split(" in the state ")

    assert words == "sample: scenario 'a-visit': no intervention is available"
    assert () == Interpreter(made).choices(valuation(made, told))


def valuation(made: Program, told: str) -> State:
    """Read the state in a message."""
    found = {name: int(value) for name, value in re.findall(r"(\S+) = (\d+)", told)}
    return tuple(found[variable.name] for variable in made.variables)


def reached_before(made: Program, wanted: State) -> set[State]:
    """Follow every branch from the start, up to *wanted*; others may be refused."""
    interpreter = Interpreter(made)
    found: set[State] = set()
    waiting = [start.state for start in made.starts]
    while waiting and wanted not in found:
        state = waiting.pop(0)
        if state in found or interpreter.ending(state):
            continue
        found.add(state)
        for action in interpreter.choices(state) if state != wanted else ():
            for branch in interpreter.response(state, action):
                after = () if branch.ending else interpreter.world(branch.state)
                waiting += [each.state for each in after]
    return found
