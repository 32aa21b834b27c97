"""The same values in exact fractions, through the reference interpreter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.values import Status
from scenario_engine.errors import BudgetError
from scenario_engine.program import EXPERT, Interpreter, State
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.program import Program, Trainee
    from scenario_engine.program.ir import Action

Choose = Callable[[Sequence[Fraction]], Fraction]
Leads = tuple[tuple[Fraction, int], ...]

_MOST_STATES = 2_000


@attrs.frozen
class ExactValues:
    """
    Chances of an ending from the start, as fractions.

    Attributes:
        best, worst, random: Under the best, the worst and uniform random play.
        states: How many states were looked at.
        status: Always exact.
    """

    best: Fraction
    worst: Fraction
    random: Fraction
    states: int
    status: Status = Status.EXACT


def exact_values(
    program: Program,
    kind: str = GOAL,
    trainee: Trainee = EXPERT,
    *,
    most_states: int = _MOST_STATES,
) -> ExactValues:
    """
    Return chances from the start in exact fractions.

    Args:
        program: The program.
        kind: ``goal``, ``harm`` or ``neutral``.
        trainee: Whose skill decides how actions are delivered. A float skill is taken
            for the fraction that it is.
        most_states: The budget.

    Raises:
        BudgetError: If more states can be reached.
        ProgramError: If a chance is none in some state.
    """
    graph = _Graph(program, trainee, most_states)
    return ExactValues(
        best=graph.value(kind, max),
        worst=graph.value(kind, min),
        random=graph.value(kind, _mean),
        states=len(graph.leads),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _expected(lead: Leads, worth: Sequence[Fraction]) -> Fraction:
    return sum((chance * worth[target] for chance, target in lead), Fraction(0))


class _Graph:
    """The reachable states, and where each choice leads, in fractions."""

    def __init__(self, program: Program, trainee: Trainee, most_states: int) -> None:
        self.program = program
        self.interpreter = Interpreter(program, trainee, exact=True)
        self.number: dict[State, int] = {}
        self.leads: list[tuple[Leads, ...]] = []
        self.kinds: list[str] = []
        self.starts = [
            (Fraction(branch.chance), self._number(branch.state))
            for branch in self.interpreter.starts()
        ]
        states = list(self.number)
        for state in states:
            self._look_at(state)
            states += list(self.number)[len(states) :]
            if len(states) > most_states:
                raise BudgetError(
                    f"{program.id}: more than the budget of {most_states} states for "
                    "exact fractions. Give a larger budget, or take the values that "
                    "are exact up to rounding."
                )

    def value(self, kind: str, choose: Choose) -> Fraction:
        """Return the chance of an ending of *kind* when *choose* sums choices up."""
        now = [Fraction(found == kind) for found in self.kinds]
        for _ in range(self.program.horizon):
            now = [
                choose(
                    [sum((c * now[t] for c, t in lead), Fraction(0)) for lead in leads]
                )
                if leads
                else now[index]
                for index, leads in enumerate(self.leads)
            ]
        return sum((chance * now[at] for chance, at in self.starts), Fraction(0))

    def _number(self, state: State) -> int:
        return self.number.setdefault(state, len(self.number))

    def _look_at(self, state: State) -> None:
        ending = self.interpreter.ending(state)
        self.kinds.append((ending or self.program.timeout).kind)
        choices = () if ending else self.interpreter.choices(state)
        self.leads.append(
            tuple(tuple(self._leads(state, action)) for action in choices)
        )

    def _leads(self, state: State, action: Action) -> list[tuple[Fraction, int]]:
        leads: dict[int, Fraction] = {}
        for response in self.interpreter.response(state, action):
            branches = (
                ((Fraction(1), response.state),)
                if response.ending
                else tuple(
                    (Fraction(branch.chance), branch.state)
                    for branch in self.interpreter.world(response.state)
                )
            )
            for chance, after in branches:
                at = self._number(after)
                more = Fraction(response.chance) * chance
                leads[at] = leads.get(at, Fraction(0)) + more
        return [(chance, at) for at, chance in leads.items()]
