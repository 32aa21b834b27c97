"""Fair values by brute force: the reference interpreter, in fractions, no tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import attrs

from scenario_engine.program import Interpreter, Program, State
from scenario_engine.program.interpreter import Branch

Sight = tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...], str]
"""Visible values, what is offered, cues, and what is told at the end."""

Weights = Mapping[State, Fraction]

Way = tuple[Fraction, State, tuple[str, ...]]
"""A chance, where it leads, and what is seen or heard on the way."""


@attrs.frozen
class Fork:
    """
    What can follow from a belief and a choice.

    Attributes:
        chance: How likely it is that this is seen.
        belief: What is then believed.
    """

    chance: Fraction
    belief: Weights


class Onlooker:
    """Somebody who knows the program, and of the play only what can be seen."""

    def __init__(self, program: Program, kind: str = "goal") -> None:
        self.program = program
        self.kind = kind
        self.interpreter = Interpreter(program, exact=True)
        # Each step of the interpreter, and each belief, is worked out once.
        self._steps: dict[tuple[State, str], list[Way]] = {}
        self._kinds: dict[State, str] = {}
        self._sights: dict[tuple[State, bool], Sight] = {}
        self._bests: dict[tuple[frozenset[tuple[State, Fraction]], int], Fraction] = {}

    def sight(self, state: State, cues: tuple[str, ...], left: int) -> Sight:
        """Tell what is seen of a turn that ends in *state*."""
        key = state, left > 0
        if key not in self._sights:
            self._sights[key] = self._sight(state, left)
        visible, ids, _, ending = self._sights[key]
        return visible, ids, cues, ending

    def _sight(self, state: State, left: int) -> Sight:
        visible = tuple(
            value
            for variable, value in zip(self.program.variables, state, strict=True)
            if variable.visible
        )
        ending = self.interpreter.ending(state) or (None if left else self.timeout)
        offered = () if ending else self.interpreter.choices(state)
        ids = tuple(action.id for action in offered)
        return visible, ids, (), ending.text if ending else ""

    @property
    def timeout(self):
        return self.program.timeout

    def beginnings(self) -> dict[Sight, Fork]:
        """Tell what can be seen at the start."""
        ways = [
            (branch.chance, branch.state, ()) for branch in self.interpreter.starts()
        ]
        return self._forks(ways, self.program.horizon)

    def turn(self, belief: Weights, choice: str, left: int) -> dict[Sight, Fork]:
        """Tell what can be seen after *choice*, with *left* turns left before it."""
        ways = [
            (weight * chance, after, cues)
            for state, weight in belief.items()
            for chance, after, cues in self._step(state, choice)
        ]
        return self._forks(ways, left - 1)

    def _step(self, state: State, choice: str) -> list[Way]:
        key = state, choice
        if key not in self._steps:
            action = next(a for a in self.program.actions if a.id == choice)
            self._steps[key] = [
                (
                    Fraction(response.chance * world.chance),
                    world.state,
                    tuple(o.cue for o in response.outcomes + world.outcomes if o.cue),
                )
                for response in self.interpreter.response(state, action)
                for world in self._world(response)
            ]
        return self._steps[key]

    def worth(self, belief: Weights) -> Fraction:
        """Return the chance that the ending that holds is of the kind."""
        return sum((w for s, w in belief.items() if self._is_of(s)), Fraction(0))

    def _is_of(self, state: State) -> bool:
        if state not in self._kinds:
            self._kinds[state] = (self.interpreter.ending(state) or self.timeout).kind
        return self._kinds[state] == self.kind

    def best(self, belief: Weights, left: int) -> Fraction:
        """Return the fair value of *belief*."""
        choices = self.choices(belief)
        if not left or not choices:
            return self.worth(belief)
        key = frozenset(belief.items()), left
        if key not in self._bests:
            self._bests[key] = max(self.after(belief, c, left) for c in choices)
        return self._bests[key]

    def after(self, belief: Weights, choice: str, left: int) -> Fraction:
        """Return the fair value of *choice*."""
        return sum(
            (
                fork.chance * self.best(fork.belief, left - 1)
                for fork in self.turn(belief, choice, left).values()
            ),
            Fraction(0),
        )

    def choices(self, belief: Weights) -> tuple[str, ...]:
        """Return what can be chosen; the same in every state of a belief."""
        return self.sight(next(iter(belief)), (), 1)[1]

    def value(self) -> Fraction:
        """Return the fair value of the program."""
        return sum(
            (
                fork.chance * self.best(fork.belief, self.program.horizon)
                for fork in self.beginnings().values()
            ),
            Fraction(0),
        )

    def strategies(self, most: int) -> Iterator[Mapping[tuple[Sight, ...], str]]:
        """Yield every strategy: a choice for each history; nothing if too many."""
        offers = dict(self._histories())
        number = 1
        for choices in offers.values():
            number *= len(choices)
        if number <= most:
            for choices in product(*offers.values()):
                yield dict(zip(offers, choices, strict=True))

    def under(self, strategy: Mapping[tuple[Sight, ...], str]) -> Fraction:
        """Return what *strategy* comes to, followed state by state."""
        return sum(
            (
                Fraction(branch.chance)
                * self._from(
                    branch.state,
                    (self.sight(branch.state, (), self.program.horizon),),
                    strategy,
                    self.program.horizon,
                )
                for branch in self.interpreter.starts()
            ),
            Fraction(0),
        )

    def _from(self, state, history, strategy, left) -> Fraction:
        if not left or not self.choices({state: Fraction(1)}):
            return self.worth({state: Fraction(1)})
        choice = strategy[history]
        total = Fraction(0)
        for chance, after, cues in self._step(state, choice):
            seen = (choice, *self.sight(after, cues, left - 1))
            total += chance * self._from(after, (*history, seen), strategy, left - 1)
        return total

    def _histories(self):
        waiting: list[tuple[tuple[object, ...], Weights, int]] = [
            ((sight,), fork.belief, self.program.horizon)
            for sight, fork in self.beginnings().items()
        ]
        while waiting:
            history, belief, left = waiting.pop()
            choices = self.choices(belief)
            if not left or not choices:
                continue
            yield history, choices
            for choice in choices:
                for sight, fork in self.turn(belief, choice, left).items():
                    seen = (choice, *sight)
                    waiting.append(((*history, seen), fork.belief, left - 1))

    def _world(self, response: Branch) -> tuple[Branch, ...]:
        if response.ending is not None:
            return (Branch(Fraction(1), response.state),)
        return self.interpreter.world(response.state)

    def _forks(self, ways, left: int) -> dict[Sight, Fork]:
        found: dict[Sight, dict[State, Fraction]] = {}
        for chance, state, cues in ways:
            here = found.setdefault(self.sight(state, cues, left), {})
            here[state] = here.get(state, Fraction(0)) + Fraction(chance)
        forks = {}
        for sight, masses in found.items():
            total = sum(masses.values(), Fraction(0))
            if total:
                belief = {s: m / total for s, m in masses.items() if m}
                forks[sight] = Fork(total, belief)
        return forks
