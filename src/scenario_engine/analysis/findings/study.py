"""One scenario under study: values that several families of findings share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis import aims, strategies, values
from scenario_engine.analysis.plays import distances
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Collection

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.findings.finding import Thresholds
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.analysis.values import Values

Mask = NDArray[np.bool_]


class Study:
    """
    A state space with what was worked out about it already.

    Args:
        space: The state space.
        thresholds: What a good training scenario keeps to.
    """

    def __init__(self, space: StateSpace, thresholds: Thresholds) -> None:
        self.space = space
        self.thresholds = thresholds

    @cached_property
    def best(self) -> Values:
        """The chance of the goal under the best play."""
        return values.best(self.space)

    @cached_property
    def uniform(self) -> Weights:
        """Choosing at random."""
        return strategies.uniform(self.space)

    @cached_property
    def owner(self) -> Index:
        """For each choice, the state it belongs to."""
        return self.space.owner

    @cached_property
    def to_goal(self) -> Index:
        """The fewest turns to the goal from each state, the turn limit aside."""
        return distances(self.space, self.space.ends(GOAL))

    @cached_property
    def met(self) -> Index:
        """
        The turns left when each state can be met first; -1 where never in time.

        A mistake is judged there, so that it is not the end of the turns that
        makes it costly.
        """
        space = self.space
        left = np.full(len(space), -1, dtype=np.int64)
        new = np.unique(space.start[0][space.start[1] > 0])
        for turns in range(space.program.horizon, -1, -1):
            left[new] = turns
            reached = self._after(new)
            new = reached[left[reached] < 0]
        return left

    @cached_property
    def regrets(self) -> tuple[Floats, Floats]:
        """
        What each choice is worth when its state is met first, and what it costs.

        Returns:
            Two float64, shape ``(k,)``: chances of the goal; 0 where the state
            cannot be met in time.
        """
        worth = np.zeros(len(self.space.action))
        cost = np.zeros(len(self.space.action))
        met = self.met[self.owner]
        for left in range(1, self.space.program.horizon + 1):
            here = np.flatnonzero(met == left)
            if len(here):
                worth[here] = values.choice_values(self.space, self.best, left)[here]
                cost[here] = self.best.table[left, self.owner[here]] - worth[here]
        return worth, cost

    def share(self, value: float) -> float:
        """Return *value* as a share of the best one; 0 where that is 0."""
        return value / self.best.start if self.best.start > 0 else 0.0

    def named(self, ids: Collection[str]) -> list[int]:
        """Return the numbers of the actions with these ids."""
        actions = self.space.program.actions
        return [number for number, a in enumerate(actions) if a.id in ids]

    def among(
        self,
        actions: Collection[int],
        aim: Aim | None = None,
        *,
        random: Mask | None = None,
    ) -> Values:
        """
        Return the best value when only *actions* are chosen.

        Where none of them is offered, the choice falls at random.

        Args:
            actions: Numbers of actions in the program.
            aim: What is counted; the chance of the goal where it is not given.
            random: bool, shape ``(n,)``: where a choice at random is allowed too.
        """
        space, ongoing = self.space, self.space.ongoing
        counted = aim or aims.chance(space, GOAL)
        firsts = space.pointer[ongoing]
        chosen = np.isin(space.action, list(actions))
        shut = np.where(chosen, 0.0, -np.inf)
        at_random = ~np.maximum.reduceat(chosen, firsts)
        if random is not None:
            at_random |= random[ongoing]
        table = np.tile(counted.final, (space.program.horizon + 1, 1))
        for left in range(1, len(table)):
            worth = counted.gain + space.expected(table[left - 1])
            value = np.maximum.reduceat(worth + shut, firsts)
            if at_random.any():
                mean = np.add.reduceat(worth * self.uniform, firsts)
                value = np.where(at_random, np.maximum(value, mean), value)
            table[left, ongoing] = value
        at, chances = space.start
        return values.Values(counted, table, float(chances @ table[-1, at]))

    def _after(self, states: Index) -> Index:
        """Return the states that one turn can lead to from *states*."""
        space = self.space
        here = np.zeros(len(space), dtype=np.bool_)
        here[states] = True
        met = np.zeros(len(space.world.pointer) - 1, dtype=np.bool_)
        met[space.response.target[here[self.owner][self._response_row]]] = True
        after: Index = np.unique(space.world.target[met[self._world_row]])
        return after

    @cached_property
    def _response_row(self) -> Index:
        return self.space.response.row

    @cached_property
    def _world_row(self) -> Index:
        return self.space.world.row
