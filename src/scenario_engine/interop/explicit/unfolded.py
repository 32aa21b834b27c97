"""The steps of a turn one by one, where chances are known only to lie in ranges."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scenario_engine.interop.explicit.ranges import (
    CERTAIN,
    Range,
    Ranges,
    left_over,
    within,
)
from scenario_engine.program import Interpreter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.interop.explicit.steps import Lead
    from scenario_engine.program import Program, State, Trainee, ir


class UnfoldedSteps:
    """
    Choice and delivery, then the response, then each stage of the world.

    Every number of the program stands in one step alone, so that no range has to be
    multiplied with another. In each step and state the chances can be any within
    their ranges: whatever the numbers are, they are among these.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        ranges: Between what each chance lies.
    """

    def __init__(self, program: Program, trainee: Trainee, ranges: Ranges) -> None:
        self.more = 1 + len(program.world)
        self._program = program
        self._trainee = trainee
        self._ranges = ranges
        self._interpreter = Interpreter(program, trainee, exact=True)
        self._deliveries: list[tuple[ir.Action, tuple[ir.Case, ...]]] = [
            (action, cases)
            for action in program.actions
            for cases in (action.good, action.poor)
        ]

    def chosen(
        self, state: State, action: ir.Action
    ) -> Iterator[tuple[Range, int, State]]:
        """Yield the deliveries of *action*; the mark says which."""
        good = 2 * self._program.actions.index(action)
        if action.delivery is None:
            yield CERTAIN, good, state
            return
        skill = Fraction(self._trainee.skill_in(action.technique))
        chance = self._range(action.origin, action.delivery, state, skill)
        yield chance, good, state
        yield left_over([chance]), good + 1, state

    def after(self, step: int, mark: int, state: State) -> Iterator[Lead]:
        """Yield what can follow a delivery, or what a stage can make of *state*."""
        if step > 1:
            return self._outcomes(self._program.world[step - 2].cases, state)
        action, cases = self._deliveries[mark]
        return self._outcomes(cases, self._interpreter.watched(state, action))

    def _outcomes(self, cases: Sequence[ir.Case], state: State) -> Iterator[Lead]:
        holds = self._interpreter.holds
        case = next((case for case in cases if holds(case.guard, state)), None)
        chances = []
        for outcome in case.outcomes if case else ():
            chances.append(self._range(outcome.origin, outcome.chance, state))
            yield chances[-1], self._interpreter.changed(state, outcome.changes)
        yield left_over(chances), state

    def _range(
        self,
        origin: ir.Origin,
        chance: ir.Chance,
        state: State,
        skill: Fraction | None = None,
    ) -> Range:
        valuation: dict[str, int | Fraction] = dict(self._interpreter.valuation(state))
        if skill is not None:
            valuation["skill"] = skill
        return within(*self._ranges(origin, chance, valuation))
