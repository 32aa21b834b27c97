"""Every place that play can reach, and where each of its choices leads."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from scenario_engine.errors import BudgetError
from scenario_engine.interop.explicit.ranges import CERTAIN, Range, exactly
from scenario_engine.program import Interpreter, Program, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenario_engine.interop.explicit.steps import Steps
    from scenario_engine.program import Trainee

CHOOSING: Final = 0
BEGIN: Final = "(begin)"
GO_ON: Final = "(go on)"
FINISH: Final = "(finish)"
STAY: Final = "(stay)"
BY_ITSELF: Final = (BEGIN, GO_ON, FINISH, STAY)
"""What happens without anybody's choice; no intervention has such an id."""

_ZERO = Fraction(0)


@attrs.frozen
class Place:
    """
    Where an episode stands.

    Attributes:
        turn: The turns that were begun; 0 everywhere where turns are not counted.
        phase: 0 where a choice is made; then the next step of the turn; one more when
            it is over, and two before it begins.
        mark: What else the next step has to know; 0 for nothing.
        state: A value for each variable.
    """

    turn: int
    phase: int
    mark: int
    state: State


@attrs.frozen
class Choice:
    """
    One way to go on from a place.

    Attributes:
        action: An intervention's id, or one of `BY_ITSELF`.
        branches: The chance of each place that can follow, by its number.
        turns: Turns that it counts.
        score: Points that it is awarded.
    """

    action: str
    branches: tuple[tuple[Range, int], ...]
    turns: int = 0
    score: Fraction = _ZERO


@attrs.frozen
class Explicit:
    """
    A program written out; the first place is where an episode begins.

    Attributes:
        program: The program.
        counts_turns: Whether places tell how many turns were begun, and the turn
            limit ends the episode.
        steps_a_turn: How many steps lead from one choice to the next.
        places: Every place that can be reached, in order of discovery.
        choices: For each place, its choices.
        kinds: For each place, the kind of ending it is; empty while it goes on.
    """

    program: Program
    counts_turns: bool
    steps_a_turn: int
    places: tuple[Place, ...]
    choices: tuple[tuple[Choice, ...], ...]
    kinds: tuple[str, ...]

    @property
    def most_steps(self) -> int:
        """Within how many steps an episode is over, the turn limit being kept."""
        begins = len(self.program.starts) > 1
        return begins + self.steps_a_turn * self.program.horizon + 1


def write_out(
    program: Program,
    trainee: Trainee,
    steps: Steps,
    most_places: int,
    *,
    counts_turns: bool,
) -> Explicit:
    """
    Write out every place that play can reach.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        steps: Where its steps lead.
        most_places: The budget.
        counts_turns: Whether places tell how many turns were begun.

    Raises:
        BudgetError: If there are more places.
        ProgramError: If a chance is none in some state.
    """
    walk = _Walk(program, trainee, steps, counts_turns)
    places = walk.begin()
    choices, kinds = [], []
    for place in places:  # It grows while the walk finds more.
        choices.append(tuple(walk.choices(place)))
        kinds.append(walk.kind(place))
        places += walk.found(len(places))
        if len(places) > most_places:
            raise BudgetError(
                f"{program.id}: written out it has more states than the budget of "
                f"{most_places}. Give a larger budget."
            )
    return Explicit(
        program,
        counts_turns,
        steps.more + 1,
        tuple(places),
        tuple(choices),
        tuple(kinds),
    )


class _Walk:
    """One run of `write_out`."""

    def __init__(
        self, program: Program, trainee: Trainee, steps: Steps, counts_turns: bool
    ) -> None:
        self.program = program
        self.steps = steps
        self.counts_turns = counts_turns
        self.over = steps.more + 1
        self.interpreter = Interpreter(program, trainee, exact=True)
        self.number: dict[Place, int] = {}
        self.order: list[Place] = []

    def begin(self) -> list[Place]:
        """Return the place to begin in."""
        phase = CHOOSING if len(self.program.starts) == 1 else self.over + 1
        self._number(Place(0, phase, 0, self.program.starts[0].state))
        return list(self.order)

    def found(self, known: int) -> Sequence[Place]:
        """Return the places found since there were *known* ones."""
        return self.order[known:]

    def kind(self, place: Place) -> str:
        """Return the kind of ending that *place* is, if it is one."""
        if place.phase != self.over:
            return ""
        return (self.interpreter.ending(place.state) or self.program.timeout).kind

    def choices(self, place: Place) -> Iterator[Choice]:
        """Yield what can be chosen in *place*, or the one way it goes on."""
        if place.phase == self.over + 1:
            yield self._begin(place)
        elif place.phase == self.over:
            yield Choice(STAY, ((CERTAIN, self._number(place)),))
        elif self._is_over(place):
            yield self._finish(place)
        elif place.phase == CHOOSING:
            yield from self._actions(place)
        else:
            yield self._go_on(place)

    def _begin(self, place: Place) -> Choice:
        leads = (
            (exactly(Fraction(start.chance)), Place(0, CHOOSING, 0, start.state))
            for start in self.interpreter.starts()
        )
        return Choice(BEGIN, self._branches(leads))

    def _is_over(self, place: Place) -> bool:
        late = place.phase == CHOOSING and place.turn == self.program.horizon
        return late or self.interpreter.ending(place.state) is not None

    def _finish(self, place: Place) -> Choice:
        ending = self.interpreter.ending(place.state) or self.program.timeout
        points = Fraction(self.interpreter.points(ending.rewards, place.state))
        after = Place(place.turn, self.over, 0, place.state)
        return Choice(FINISH, ((CERTAIN, self._number(after)),), score=points)

    def _actions(self, place: Place) -> Iterator[Choice]:
        turn = place.turn + self.counts_turns
        for action in self.interpreter.choices(place.state):
            leads = (
                (chance, Place(turn, 1, mark, state))
                for chance, mark, state in self.steps.chosen(place.state, action)
            )
            points = Fraction(self.interpreter.points(action.rewards, place.state))
            yield Choice(action.id, self._branches(leads), 1, points)

    def _go_on(self, place: Place) -> Choice:
        phase = place.phase + 1 if place.phase < self.steps.more else CHOOSING
        leads = (
            (chance, Place(place.turn, phase, 0, state))
            for chance, state in self.steps.after(place.phase, place.mark, place.state)
        )
        return Choice(GO_ON, self._branches(leads))

    def _branches(
        self, leads: Iterable[tuple[Range, Place]]
    ) -> tuple[tuple[Range, int], ...]:
        """Number what *leads* lead to; those that lead to the same become one."""
        together: dict[int, Range] = {}
        for chance, place in leads:
            if chance.high > 0:
                target = self._number(place)
                before = together.get(target)
                together[target] = before.plus(chance) if before else chance
        return tuple((chance, target) for target, chance in together.items())

    def _number(self, place: Place) -> int:
        if place not in self.number:
            self.number[place] = len(self.order)
            self.order.append(place)
        return self.number[place]
