"""The best short loop of actions, found by ruling out most loops unplayed."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.values import TIE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.analysis.findings.study import Study


@attrs.frozen
class Loops:
    """
    What the search among loops found.

    Attributes:
        script: The best loop, numbers of actions; empty where none lies above.
        value: Its chance of the goal; where there is none, what all lie at or below.
        tried: Loops that were valued.
        ruled_out: Loops proved to lie no higher than *value*, without valuing them.
        open: Loops that the budget left neither tried nor ruled out.
    """

    script: tuple[int, ...]
    value: float
    tried: int
    ruled_out: int
    open: int


def best_loop(study: Study, above: float, budget: int) -> Loops:
    """
    Return the best loop of two or three turns that is worth more than *above*.

    A set of actions is given up, with every loop of it, when even the best play with
    these actions alone is worth no more: no loop of them can be worth more than
    that.

    Args:
        study: The scenario.
        above: A chance of the goal that a loop must exceed to be looked for.
        budget: Most values to work out.
    """
    return _Search(study, above, budget).run()


class _Search:
    """One run of `best_loop`: branch and bound over sets of actions."""

    def __init__(self, study: Study, above: float, budget: int) -> None:
        self.study = study
        self.value = above
        self.left = budget
        self.script: tuple[int, ...] = ()
        self.tried = 0
        self.open = 0
        self.known: dict[frozenset[int], float] = {}

    def run(self) -> Loops:
        """Search, and say how the loops fared."""
        every = frozenset(range(len(self.study.space.program.actions)))
        loops = len(_loops_of(every))
        without = {action: self._bound(every - {action}) for action in sorted(every)}
        order = sorted(every, key=lambda action: (without[action] or 0.0, action))
        for chosen in self._sets(frozenset(), tuple(order)):
            self._try(chosen)
        ruled_out = loops - self.tried - self.open
        return Loops(self.script, self.value, self.tried, ruled_out, self.open)

    def _sets(
        self, inside: frozenset[int], rest: tuple[int, ...]
    ) -> Iterator[frozenset[int]]:
        """Yield sets of two or three that hold *inside* and are not ruled out."""
        allowed = inside | set(rest)
        if len(allowed) < 2 or self._ruled_out(allowed):
            return
        if len(inside) < 2:
            yield from self._sets(inside | {rest[0]}, rest[1:])
            yield from self._sets(inside, rest[1:])
            return
        yield from self._thirds(inside, rest)
        if not self._ruled_out(inside):
            yield inside

    def _thirds(
        self, inside: frozenset[int], rest: tuple[int, ...]
    ) -> Iterator[frozenset[int]]:
        """Yield the sets of *inside* and one of *rest*, ruling out by halves."""
        if not rest or self._ruled_out(inside | set(rest)):
            return
        if len(rest) == 1:
            yield inside | set(rest)
            return
        half = len(rest) // 2
        yield from self._thirds(inside, rest[:half])
        yield from self._thirds(inside, rest[half:])

    def _ruled_out(self, allowed: frozenset[int]) -> bool:
        bound = self._bound(allowed)
        return bound is not None and bound <= self.value + TIE

    def _bound(self, allowed: frozenset[int]) -> float | None:
        """Return what no loop of *allowed* exceeds; None once the budget is spent."""
        if allowed not in self.known:
            if self.left <= 0:
                return None
            self.left -= 1
            self.known[allowed] = self.study.sweeps.most(allowed)
        return self.known[allowed]

    def _try(self, chosen: frozenset[int]) -> None:
        """Value every loop that takes each of *chosen*, as the budget allows."""
        for script in _loops_of(chosen):
            if set(script) != chosen:
                continue
            if self.left <= 0:
                self.open += 1
                continue
            self.left -= 1
            self.tried += 1
            found = self.study.sweeps.scripted([[action] for action in script])
            if found > self.value + TIE:
                self.value, self.script = found, script


def _loops_of(actions: frozenset[int]) -> list[tuple[int, ...]]:
    """Return the loops of two or three turns with at least two different actions."""
    numbers = sorted(actions)
    return [
        script
        for length in (2, 3)
        for script in product(numbers, repeat=length)
        if len(set(script)) > 1
    ]
