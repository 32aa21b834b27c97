"""
The reference interpreter: one state, one uniform number at a time.

It defines what a program means; every other backend is tested against it. It is
written to be read, not to be fast.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import ProgramError
from scenario_engine.expressions import EvaluationError, evaluate
from scenario_engine.program import ir
from scenario_engine.program.refusal import MOST_WAYS, chance_fault, ways_fault
from scenario_engine.program.trainee import Trainee

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scenario_engine.expressions import Expression

State = tuple[int, ...]
Probability = float | Fraction

TOLERANCE = 1e-9
"""How far a sum of float chances may lie above 1, and a rest above 0, unnoticed."""

EXPERT = Trainee()
"""A trainee whose every delivery has skill 1."""


@attrs.frozen
class Branch:
    """
    One thing that can happen in a step.

    Attributes:
        chance: Its probability; float, or Fraction in exact mode.
        state: The state it leads to.
        outcomes: The outcomes that happened, in order; empty when nothing changed.
        good: For a response: whether the delivery was good; None where it makes no
            difference.
        ending: The ending that holds in *state*, if one does.
    """

    chance: Probability
    state: State
    outcomes: tuple[ir.Outcome, ...] = ()
    good: bool | None = None
    ending: ir.Ending | None = None


class Interpreter:
    """
    A program, read one state at a time.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        exact: Whether chances are Fractions rather than floats.
    """

    def __init__(
        self, program: ir.Program, trainee: Trainee = EXPERT, *, exact: bool = False
    ) -> None:
        self.program = program
        self.trainee = trainee
        self.exact = exact
        self._names = tuple(variable.name for variable in program.variables)
        self._index = {name: i for i, name in enumerate(self._names)}
        self._last: tuple[State, Mapping[str, int]] = ((), {})

    def valuation(self, state: State) -> Mapping[str, int]:
        """Return the value of each variable in *state*."""
        return dict(zip(self._names, state, strict=True))

    def holds(self, guard: Expression, state: State) -> bool:
        """Tell whether *guard* holds in *state*."""
        return bool(evaluate(guard, self._valued(state), exact=self.exact))

    def _valued(self, state: State) -> Mapping[str, int]:
        """Return the valuation of *state*: the same as last time, if it is the same."""
        last, valuation = self._last
        if state is not last:
            valuation = self.valuation(state)
            self._last = state, valuation
        return valuation

    def starts(self) -> tuple[Branch, ...]:
        """Return the ways to begin."""
        return tuple(
            Branch(self._number(start.chance, {}), start.state)
            for start in self.program.starts
        )

    def choices(self, state: State) -> tuple[ir.Action, ...]:
        """Return the actions available in *state*, in the author's order."""
        return tuple(
            action
            for action in self.program.actions
            if self.holds(action.available, state)
        )

    def ending(self, state: State) -> ir.Ending | None:
        """Return the first ending that holds in *state*."""
        for ending in self.program.endings:
            if self.holds(ending.guard, state):
                return ending
        return None

    def points(self, rewards: Sequence[ir.Reward], state: State) -> Probability:
        """Return what *rewards* add to the score as a whole in *state*."""
        zero: Probability = Fraction(0) if self.exact else 0.0
        return sum(
            (
                self._number(reward.worth, {})
                for reward in rewards
                if self.holds(reward.guard, state)
            ),
            start=zero,
        )

    def response(self, state: State, action: ir.Action) -> tuple[Branch, ...]:
        """
        Return what can follow *action* in *state*, before the world's stages.

        Raises:
            ProgramError: If chances are outside 0..1, or sum to more than 1.
        """
        watched = self.watched(state, action)
        branches = []
        for good, weight in self._deliveries(state, action):
            cases = action.good if good is not False else action.poor
            for chance, outcome in self._outcomes(cases, watched):
                branches.append(
                    self._branch(weight * chance, watched, (outcome,), good)
                )
        return tuple(branch for branch in branches if branch.chance > 0)

    def world(self, state: State) -> tuple[Branch, ...]:
        """
        Return what can happen by itself in *state*, after the response.

        Raises:
            ProgramError: If chances are outside 0..1, or sum to more than 1; or if
                there are more than `MOST_WAYS` ways to go.
        """
        one: Probability = Fraction(1) if self.exact else 1.0
        begun = Branch(one, state, ending=self.ending(state))
        ways = self._through(begun, self.program.world)
        found = tuple(islice(ways, MOST_WAYS + 1))
        if len(found) > MOST_WAYS:
            raise ProgramError([ways_fault(self.program, state)])
        return found

    def _through(self, branch: Branch, stages: Sequence[ir.Stage]) -> Iterator[Branch]:
        """Yield what *branch* becomes in the *stages* that are left, depth first."""
        if branch.ending is not None or not stages:
            yield branch
            return
        for chance, outcome in self._outcomes(stages[0].cases, branch.state):
            if outcome is None and chance > 0:
                # Nothing changes, so that no ending holds that did not before.
                same = attrs.evolve(branch, chance=branch.chance * chance)
                yield from self._through(same, stages[1:])
            elif branch.chance * chance > 0:
                after = self._branch(
                    branch.chance * chance, branch.state, (outcome,), None
                )
                joined = attrs.evolve(after, outcomes=branch.outcomes + after.outcomes)
                yield from self._through(joined, stages[1:])

    def watched(self, state: State, action: ir.Action) -> State:
        """Return *state* after the monitors have noted that *action* is chosen."""
        after = state
        for watch in action.watches:
            for update in watch.updates:
                if self.holds(update.guard, state):
                    after = self.changed(after, update.changes)
                    break
        return after

    def _deliveries(
        self, state: State, action: ir.Action
    ) -> tuple[tuple[bool | None, Probability], ...]:
        """Return good and poor delivery with their chances."""
        one: Probability = Fraction(1) if self.exact else 1.0
        if action.delivery is None:
            return ((None, one),)
        skill = self.trainee.skill_in(action.technique)
        given = Fraction(skill) if self.exact else float(skill)
        good = self._chance(action.delivery, state, action.origin, {"skill": given})
        return ((True, good), (False, one - good))

    def _outcomes(
        self, cases: Sequence[ir.Case], state: State
    ) -> Iterator[tuple[Probability, ir.Outcome | None]]:
        """Yield each outcome of the case that applies, then None for the rest."""
        one: Probability = Fraction(1) if self.exact else 1.0
        case = next((case for case in cases if self.holds(case.guard, state)), None)
        total: Probability = 0 * one
        for outcome in case.outcomes if case else ():
            chance = self._chance(outcome.chance, state, outcome.origin, {})
            total += chance
            yield chance, outcome
        rest = one - total
        if case is not None and rest < (0 if self.exact else -TOLERANCE):
            self._refuse(
                state, case.origin, _shown(total), "the chances sum to more than 1"
            )
        yield (rest if rest > (0 if self.exact else TOLERANCE) else 0 * one), None

    def _branch(
        self,
        chance: Probability,
        state: State,
        happened: tuple[ir.Outcome | None, ...],
        good: bool | None,
    ) -> Branch:
        outcomes = tuple(outcome for outcome in happened if outcome is not None)
        for outcome in outcomes:
            state = self.changed(state, outcome.changes)
        return Branch(chance, state, outcomes, good, self.ending(state))

    def changed(self, state: State, changes: Sequence[ir.Change]) -> State:
        """Return *state* after *changes*, saturating at the ranges."""
        values = list(state)
        for change in changes:
            index = self._index[change.variable]
            variable = self.program.variables[index]
            value = change.amount + (values[index] if change.kind == "add" else 0)
            values[index] = max(variable.low, min(value, variable.high))
        return tuple(values)

    def _chance(
        self,
        chance: ir.Chance,
        state: State,
        origin: ir.Origin,
        more: Mapping[str, Probability],
    ) -> Probability:
        """Return base plus reasons, refusing what is no probability."""
        valuation = {**self._valued(state), **more}
        try:
            total = self._number(chance.base, valuation)
            for reason in chance.reasons:
                if evaluate(reason.when, valuation, exact=self.exact):
                    total += self._number(reason.by, valuation)
        except EvaluationError as error:
            fault = chance_fault(self.program, state, origin, "", error.problem)
            raise ProgramError([attrs.evolve(fault, mend=error.mend)]) from error
        slack = 0 if self.exact else TOLERANCE
        if not -slack <= total <= 1 + slack:
            self._refuse(state, origin, _shown(total), "not a chance in 0..1")
        return min(max(total, 0 * total), 0 * total + 1)

    def _number(
        self, expression: Expression, valuation: Mapping[str, Probability]
    ) -> Probability:
        value = evaluate(expression, valuation, exact=self.exact)
        return Fraction(value) if self.exact else float(value)

    def _refuse(
        self, state: State, origin: ir.Origin, value: str, problem: str
    ) -> None:
        raise ProgramError([chance_fault(self.program, state, origin, value, problem)])


def _shown(chance: Probability) -> str:
    """Return a chance as text, a float without what rounding added to it."""
    return f"{chance:.12g}" if isinstance(chance, float) else str(chance)


def pick(branches: Sequence[Branch], uniform: float) -> Branch:
    """
    Return the branch that a uniform number picks.

    Args:
        branches: At least one, in the program's order, with chances that sum to 1.
        uniform: A number in [0, 1).

    Returns:
        The first branch whose running sum of chances exceeds *uniform*; the last
        one if rounding leaves none.
    """
    total: Probability = 0
    for branch in branches:
        total += branch.chance
        if uniform < total:
            return branch
    return branches[-1]
