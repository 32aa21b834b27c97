"""Brute force over strategies: what each one comes to, in fractions, none left out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from scenario_engine.program import Interpreter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.program import Program, State, ir

Leads = list[tuple[Fraction, "State"]]


class TooManyError(Exception):
    """There are more ways to play than are worth going through."""


def chances(program: Program, kind: str, most: int) -> set[Fraction]:
    """
    Return the chance of an ending of *kind* under each strategy there is.

    A strategy may choose by the turn and by all that has happened. Nowhere is one
    choice preferred to another: each is combined with each of what may follow it.

    Args:
        program: A tiny one.
        kind: The kind of ending.
        most: The most combinations to look at, in any one state.

    Raises:
        TooManyError: If there are more.
    """
    walk = _Walk(program, kind, most)
    starts = walk.at.starts()
    return walk.mixed([(Fraction(b.chance), b.state) for b in starts], program.horizon)


class _Walk:
    """One run of `chances`."""

    def __init__(self, program: Program, kind: str, most: int) -> None:
        self.at = Interpreter(program, exact=True)
        self.timeout = program.timeout
        self.kind = kind
        self.most = most
        self.known: dict[tuple[State, int], set[Fraction]] = {}

    def mixed(self, leads: Leads, left: int) -> set[Fraction]:
        """Return what each combination of play after each of *leads* comes to."""
        after = [sorted(self.attained(state, left)) for _, state in leads]
        self._bound(after)
        return {
            sum((c * v for (c, _), v in zip(leads, found, strict=True)), Fraction(0))
            for found in product(*after)
        }

    def attained(self, state: State, left: int) -> set[Fraction]:
        """Return what each way to play on from *state* comes to."""
        if (state, left) not in self.known:
            self.known[state, left] = self._attained(state, left)
        return self.known[state, left]

    def _attained(self, state: State, left: int) -> set[Fraction]:
        ending = self.at.ending(state)
        if ending or not left:
            return {Fraction((ending or self.timeout).kind == self.kind)}
        found: set[Fraction] = set()
        for action in self.at.choices(state):
            leads: dict[State, Fraction] = {}
            for chance, after in self._turn(state, action):
                leads[after] = leads.get(after, Fraction(0)) + chance
            found |= self.mixed([(c, s) for s, c in leads.items()], left - 1)
        return found

    def _turn(
        self, state: State, action: ir.Action
    ) -> Iterator[tuple[Fraction, State]]:
        """Yield what a whole turn can lead to, the ending within it included."""
        for response in self.at.response(state, action):
            chance = Fraction(response.chance)
            if response.ending:
                yield chance, response.state
                continue
            for world in self.at.world(response.state):
                yield chance * Fraction(world.chance), world.state

    def _bound(self, after: Sequence[Sequence[Fraction]]) -> None:
        combinations = 1
        for each in after:
            combinations *= len(each)
        if combinations > self.most:
            raise TooManyError
