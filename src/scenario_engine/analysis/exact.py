"""The same values in exact fractions, through the reference interpreter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.values import Status
from scenario_engine.errors import BudgetError
from scenario_engine.program import EXPERT, Interpreter, State
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.program import Program, Trainee
    from scenario_engine.program.ir import Action, Ending

    Move = Callable[[State, Sequence[Fraction], int], Fraction]

Choose = Callable[[Sequence[Fraction]], Fraction]
Leads = tuple[tuple[Fraction, int], ...]
Strategy = Callable[["State", int], Mapping[str, Fraction]]
"""From a state and the turns left, the chance of each action by its id; what is not
named has none, and what is named is on offer."""

TURNS, SCORE = "turns", "score"
_MOST_STATES = 2_000


@attrs.frozen
class ExactValues:
    """
    What play comes to from the start, as fractions.

    Attributes:
        best, worst, random: Under the best, the worst and uniform random play. Of the
            turns and the score, best is the most.
        strategy: Under the strategy that was given; None where none was.
        states: How many states were looked at.
        status: Always exact.
    """

    best: Fraction
    worst: Fraction
    random: Fraction
    states: int
    strategy: Fraction | None = None
    status: Status = Status.EXACT


def exact_values(
    program: Program,
    aim: str = GOAL,
    trainee: Trainee = EXPERT,
    *,
    strategy: Strategy | None = None,
    most_states: int = _MOST_STATES,
) -> ExactValues:
    """
    Return what is to be had from the start in exact fractions.

    Args:
        program: The program.
        aim: The kind of ending whose chance is meant: ``goal``, ``harm`` or
            ``neutral``; or ``turns``, or ``score``.
        trainee: Whose skill decides how actions are delivered. A float skill is taken
            for the fraction that it is.
        strategy: One more way to play, beside the best, the worst and random.
        most_states: The budget.

    Raises:
        BudgetError: If more states can be reached.
        ProgramError: If a chance is none in some state.
    """
    graph = _Graph(program, trainee, most_states)

    def value(choose: Choose) -> Fraction:
        return graph.value(aim, lambda _, worth, left: choose(worth))

    def followed(state: State, worth: Sequence[Fraction], left: int) -> Fraction:
        assert strategy is not None
        chances = strategy(state, left)
        offered = graph.offered(state)
        return sum(
            (
                chances.get(id_, Fraction(0)) * each
                for id_, each in zip(offered, worth, strict=True)
            ),
            Fraction(0),
        )

    return ExactValues(
        best=value(max),
        worst=value(min),
        random=value(_mean),
        states=len(graph.leads),
        strategy=None if strategy is None else graph.value(aim, followed),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


class _Graph:
    """The reachable states, and where each choice leads, in fractions."""

    def __init__(self, program: Program, trainee: Trainee, most_states: int) -> None:
        self.program = program
        self.interpreter = Interpreter(program, trainee, exact=True)
        self.number: dict[State, int] = {}
        self.leads: list[tuple[Leads, ...]] = []
        self.actions: list[tuple[Action, ...]] = []
        self.endings: list[Ending] = []
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
        self.states = tuple(states)

    def value(self, aim: str, choose: Move) -> Fraction:
        """Return what the start is worth when *choose* sums choices up."""
        now = [self._final(aim, at) for at in range(len(self.states))]
        gains = [self._gains(aim, at) for at in range(len(self.states))]
        for left in range(1, self.program.horizon + 1):
            now = [
                choose(self.states[at], self._worth(at, gains[at], now), left)
                if leads
                else now[at]
                for at, leads in enumerate(self.leads)
            ]
        return sum((chance * now[at] for chance, at in self.starts), Fraction(0))

    def offered(self, state: State) -> tuple[str, ...]:
        """Return the ids of the actions that *state* offers."""
        return tuple(action.id for action in self.actions[self.number[state]])

    def _worth(
        self, at: int, gains: Sequence[Fraction], now: Sequence[Fraction]
    ) -> list[Fraction]:
        return [
            gain + sum((chance * now[to] for chance, to in lead), Fraction(0))
            for gain, lead in zip(gains, self.leads[at], strict=True)
        ]

    def _final(self, aim: str, at: int) -> Fraction:
        """Return what the episode's ending there is worth."""
        ending = self.endings[at]
        if aim == SCORE:
            return Fraction(self.interpreter.points(ending.rewards, self.states[at]))
        return Fraction(ending.kind == aim)

    def _gains(self, aim: str, at: int) -> list[Fraction]:
        """Return what each choice there is worth as it is made."""
        if aim != SCORE:
            return [Fraction(aim == TURNS)] * len(self.actions[at])
        return [
            Fraction(self.interpreter.points(action.rewards, self.states[at]))
            for action in self.actions[at]
        ]

    def _number(self, state: State) -> int:
        return self.number.setdefault(state, len(self.number))

    def _look_at(self, state: State) -> None:
        ending = self.interpreter.ending(state)
        self.endings.append(ending or self.program.timeout)
        choices = () if ending else self.interpreter.choices(state)
        self.actions.append(choices)
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
