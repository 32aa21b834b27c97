"""Chances from the start alone, over the states that can be met in time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import aims
from scenario_engine.analysis.rows import Floats, Index, Rows
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.states import StateSpace

    Mask = NDArray[np.bool_]
    Move = Callable[[Floats, Floats, int], None]
    """Writes what states are worth, from situations, for the first so many states."""


def met(space: StateSpace) -> Index:
    """
    Return the turns left when each state can be met first; -1 where never in time.

    Returns:
        int64, shape ``(n,)``.
    """
    owner, response_row, world_row = space.owner, space.response.row, space.world.row
    left = np.full(len(space), -1, dtype=np.int64)
    new = np.unique(space.start[0][space.start[1] > 0])
    for turns in range(space.program.horizon, -1, -1):
        left[new] = turns
        here = np.zeros(len(space), dtype=np.bool_)
        here[new] = True
        there = np.zeros(len(space.world.pointer) - 1, dtype=np.bool_)
        there[space.response.target[here[owner][response_row]]] = True
        reached = np.unique(space.world.target[there[world_row]])
        new = reached[left[reached] < 0]
    return left


def taken(rows: Rows, which: Index) -> Rows:
    """Return the rows numbered *which*, in that order."""
    counts = np.diff(rows.pointer)[which]
    pointer = np.concatenate([[0], np.cumsum(counts)])
    branch = np.repeat(rows.pointer[which] - pointer[:-1], counts)
    branch += np.arange(len(branch))
    return Rows(pointer, rows.target[branch], rows.chance[branch])


@attrs.frozen(eq=False)
class Menu:
    """
    Some choices of some states, a few of which may be looked at.

    Attributes:
        states: int64: the states that have any, ascending.
        firsts: int64, one more: where the choices of each begin.
        response: A row for each choice.
    """

    states: Index
    firsts: Index
    response: Rows

    @classmethod
    def of(cls, space: StateSpace, choices: Mask) -> Menu:
        """Return the menu of the *choices* of *space*: bool, shape ``(k,)``."""
        rows = np.flatnonzero(choices)
        owner = space.owner[rows]
        firsts = np.flatnonzero(np.append(True, np.diff(owner))) if len(rows) else rows
        response = taken(space.response, rows)
        return cls(owner[firsts], np.append(firsts, len(rows)), response)

    def worth(self, after: Floats, within: int) -> tuple[Index, Index, Floats]:
        """
        Return what choices are worth in the states numbered below *within*.

        Args:
            after: float64: what situations are worth.
            within: A number of states.

        Returns:
            The states, where the choices of each begin, and what each is worth.
        """
        count = int(np.searchsorted(self.states, within))
        firsts = self.firsts[: count + 1]
        pointer = self.response.pointer[: firsts[-1]]
        if not count:
            return self.states[:0], firsts[:0], np.empty(0)
        end = self.response.pointer[firsts[-1]]
        weighed = after.take(self.response.target[:end])
        weighed *= self.response.chance[:end]
        return self.states[:count], firsts[:-1], np.add.reduceat(weighed, pointer)

    def mean(self, after: Floats, within: int) -> tuple[Index, Floats]:
        """Return states, and what choosing at random in each of them is worth."""
        states, firsts, worth = self.worth(after, within)
        if len(worth) == len(states):
            return states, worth
        counts = np.diff(np.append(firsts, len(worth)))
        return states, np.add.reduceat(worth, firsts) / counts

    def extreme(
        self, after: Floats, within: int, better: np.ufunc
    ) -> tuple[Index, Floats]:
        """Return states, and what the best choice there is worth, by *better*."""
        states, firsts, worth = self.worth(after, within)
        if len(worth) == len(states):
            return states, worth
        return states, better.reduceat(worth, firsts)


class Sweeps:
    """
    What ways to play come to from the start, with little work for each.

    States are numbered in the order of discovery, so those that can be met by some
    turn are the first so many; and a way to play looks at its own choices alone.

    Args:
        space: The state space.
    """

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self._own: dict[frozenset[int], Menu] = {}
        self._rest: dict[frozenset[int], Menu] = {}

    def best(self, kind: str = GOAL) -> float:
        """Return the chance of an ending of *kind* under the best play."""
        return self._extreme(kind, np.maximum)

    def worst(self, kind: str = GOAL) -> float:
        """Return it under the worst play."""
        return self._extreme(kind, np.minimum)

    def random(self, kind: str = GOAL) -> float:
        """Return it when every choice falls at random."""
        return self.scripted([self._every], kind)

    def scripted(self, script: Sequence[Collection[int]], kind: str = GOAL) -> float:
        """
        Return it when each turn's choice falls at random among some actions.

        Args:
            script: The actions of turn after turn, over and over again; where none
                of a turn's is offered, the choice falls at random among all.
            kind: The kind of ending.
        """
        moves = [self._at_random(frozenset(actions)) for actions in script]
        horizon = self.space.program.horizon
        return self._run(kind, lambda left: moves[(horizon - left) % len(moves)])

    def among(self, actions: Collection[int], kind: str = GOAL) -> float:
        """Return it under the best play with *actions*, at random where none is."""
        own, rest = self._menus(frozenset(actions))

        def move(value: Floats, after: Floats, within: int) -> None:
            states, worth = rest.mean(after, within)
            value[states] = worth
            states, worth = own.extreme(after, within, np.maximum)
            value[states] = worth

        return self._run(kind, lambda _: move)

    def most(self, actions: Collection[int], kind: str = GOAL) -> float:
        """
        Return what no script of *actions*, one a turn, exceeds, in whatever order.

        It is the best play with *actions*, each of which falls at random where it is
        not offered, as in a script.
        """
        chosen = np.isin(self.space.action, list(actions))
        everywhere = self._offers[:, sorted(actions)].all(axis=1)
        own = Menu.of(self.space, chosen)
        rest = self._guessing(np.logical_not(everywhere))

        def move(value: Floats, after: Floats, within: int) -> None:
            value[self._ongoing[: np.searchsorted(self._ongoing, within)]] = 0.0
            states, worth = rest.mean(after, within)
            value[states] = worth
            states, worth = own.extreme(after, within, np.maximum)
            value[states] = np.maximum(value[states], worth)

        return self._run(kind, lambda _: move)

    @property
    def work(self) -> int:
        """Branches that one sweep over all choices looks at, at most."""
        space = self.space
        branches = len(space.response.target) + len(space.world.target)
        return max(1, branches * space.program.horizon)

    @cached_property
    def _every(self) -> frozenset[int]:
        return frozenset(range(len(self.space.program.actions)))

    @cached_property
    def _ongoing(self) -> Index:
        return self.space.ongoing

    @cached_property
    def within(self) -> tuple[Index, Index]:
        """For turns left, how many states, and situations, are to be looked at."""
        space, left = self.space, met(self.space)
        turns = np.arange(space.program.horizon + 1)
        states = np.array([1 + np.flatnonzero(left >= each).max() for each in turns])
        highest = np.maximum.accumulate(space.response.target)
        branches = space.response.pointer[space.pointer[states]]
        return states, np.where(branches > 0, 1 + highest[branches - 1], 0)

    def after(self, value: Floats, left: int) -> Floats:
        """
        Return what situations are worth: those that can be met with *left* turns.

        Args:
            value: float64, shape ``(n,)``: what states are worth one turn later.
            left: Turns left, in 1..horizon.
        """
        world, count = self.space.world, int(self.within[1][left])
        end = world.pointer[count]
        weighed = value.take(world.target[:end])
        weighed *= world.chance[:end]
        sums: Floats = np.add.reduceat(weighed, world.pointer[:count])
        return sums

    def _menus(self, actions: frozenset[int]) -> tuple[Menu, Menu]:
        """Return the choices of *actions*, and guesses where there are none."""
        if actions not in self._own:
            chosen = np.isin(self.space.action, list(actions))
            none = np.logical_not(self._offers[:, sorted(actions)].any(axis=1))
            self._own[actions] = Menu.of(self.space, chosen)
            self._rest[actions] = self._guessing(none)
        return self._own[actions], self._rest[actions]

    @cached_property
    def _offers(self) -> Mask:
        """Which actions are offered in which states; bool, ``(n, actions)``."""
        space = self.space
        offers = np.zeros((len(space), len(space.program.actions)), dtype=np.bool_)
        offers[space.owner, space.action] = True
        return offers

    def _guessing(self, where: Mask) -> Menu:
        """Return a choice at random in some states, as if it were a single choice."""
        rows = np.flatnonzero(where[self._ongoing])
        first = np.arange(len(rows) + 1)
        return Menu(self._ongoing[rows], first, taken(self._guess, rows))

    @cached_property
    def _guess(self) -> Rows:
        """For each state that goes on, where a choice at random leads."""
        space, size = self.space, len(self.space.world.pointer)
        state = np.repeat(space.owner, np.diff(space.response.pointer))
        chance = space.response.chance / np.diff(space.pointer)[state]
        key, place = np.unique(
            state * size + space.response.target, return_inverse=True
        )
        pointer = np.searchsorted(key // size, np.append(self._ongoing, len(space)))
        return Rows(pointer, key % size, np.bincount(place, chance).astype(float))

    def _at_random(self, actions: frozenset[int]) -> Move:
        menus = self._menus(actions)

        def move(value: Floats, after: Floats, within: int) -> None:
            for menu in menus:
                states, worth = menu.mean(after, within)
                value[states] = worth

        return move

    def _extreme(self, kind: str, better: np.ufunc) -> float:
        menu, _ = self._menus(self._every)

        def move(value: Floats, after: Floats, within: int) -> None:
            states, worth = menu.extreme(after, within, better)
            value[states] = worth

        return self._run(kind, lambda _: move)

    def _run(self, kind: str, moves: Callable[[int], Move]) -> float:
        """Go back from the turn limit to the start; return what the start is worth."""
        space = self.space
        value = aims.chance(space, kind).final
        for left in range(1, space.program.horizon + 1):
            within = int(self.within[0][left])
            moves(left)(value, self.after(value, left), within)
        at, chances = space.start
        return float(chances @ value[at])
