"""Steps lead where the interpreter goes, however little of a state they look at."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.interop.explicit.steps import ExactSteps
from scenario_engine.program import EXPERT, Interpreter, Program, State
from scenario_engine.testing import programs
from searching import at_most


def states(program: Program) -> st.SearchStrategy[list[State]]:
    """Strategy for some states of *program*, whether play can reach them or not."""
    one = st.tuples(*(st.integers(v.low, v.high) for v in program.variables))
    return st.lists(one, min_size=1, max_size=6)


@at_most(60)
@given(st.data())
def test_a_step_equals_the_interpreters(data: st.DataObject) -> None:
    """Also where it was counted out before, for a state that differs elsewhere."""
    program = data.draw(programs())
    steps, at = ExactSteps(program, EXPERT), Interpreter(program, exact=True)

    for state in data.draw(states(program)):
        for action in program.actions:
            assert [
                (Fraction(branch.chance), branch.state)
                for branch in at.response(state, action)
            ] == [
                (chance.low, after) for chance, _, after in steps.chosen(state, action)
            ]
        assert [
            (Fraction(branch.chance), branch.state) for branch in at.world(state)
        ] == [(chance.high, after) for chance, after in steps.after(1, 0, state)]
