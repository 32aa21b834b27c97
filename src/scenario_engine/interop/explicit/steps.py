"""Where the steps of a turn lead, and how likely: the two of the interpreter."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from scenario_engine.interop.explicit.ranges import Range, exactly
from scenario_engine.interop.explicit.touching import (
    by_response,
    by_world,
    joined,
    part,
)
from scenario_engine.program import Interpreter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenario_engine.interop.explicit.touching import Touched
    from scenario_engine.program import Branch, Program, State, Trainee, ir

Lead = tuple[Range, "State"]


class Steps(Protocol):
    """
    The steps of a turn: the choice, then *more* steps, the last of which ends it.

    A **mark** tells the next step what there is to know besides the state.
    """

    more: int

    def chosen(
        self, state: State, action: ir.Action
    ) -> Iterable[tuple[Range, int, State]]:
        """Return chance, mark and state of what can follow *action*."""

    def after(self, step: int, mark: int, state: State) -> Iterable[Lead]:
        """Return what can follow in *step*, of 1..more."""


class ExactSteps:
    """
    Choice and response, then the world: as the reference interpreter has them.

    A step is counted out once for each value of the variables that it touches.
    """

    more = 1

    def __init__(self, program: Program, trainee: Trainee) -> None:
        self._interpreter = Interpreter(program, trainee, exact=True)
        self._world = by_world(program)
        self._responses = {
            action.id: by_response(program, action) for action in program.actions
        }
        self._known: dict[tuple[str, State], list[Lead]] = {}

    def chosen(
        self, state: State, action: ir.Action
    ) -> Iterator[tuple[Range, int, State]]:
        """Yield what can follow *action* in *state*."""
        touched = self._responses[action.id]
        key = (action.id, part(state, touched))
        if key not in self._known:
            branches = self._interpreter.response(state, action)
            self._known[key] = _local(branches, touched)
        for chance, values in self._known[key]:
            yield chance, 0, joined(state, touched, values)

    def after(self, step: int, mark: int, state: State) -> Iterator[Lead]:
        """Yield what can happen by itself in *state*."""
        key = ("", part(state, self._world))
        if key not in self._known:
            branches = self._interpreter.world(state)
            self._known[key] = _local(branches, self._world)
        for chance, values in self._known[key]:
            yield chance, joined(state, self._world, values)


def _local(branches: Iterable[Branch], touched: Touched) -> list[Lead]:
    return [
        (exactly(Fraction(branch.chance)), part(branch.state, touched))
        for branch in branches
    ]
