"""One scenario under study: values that several families of findings share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis import aims, fair, strategies, values
from scenario_engine.analysis.essence import essence
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.analysis.observations import observe
from scenario_engine.analysis.plays import distances
from scenario_engine.analysis.states import StateSpace, explore
from scenario_engine.analysis.summary import NO_MORE, summarise, sweeps_of
from scenario_engine.analysis.sweeps import Sweeps, met
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Collection

    from scenario_engine.analysis.advice import FairValue
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.analysis.summary import Summary
    from scenario_engine.analysis.values import Values
    from scenario_engine.vocabulary import Thresholds

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
    def fair(self) -> FairValue:
        """What the best play is worth that goes by what can be observed."""
        if not fair.hides_something(self.space.program):
            return fair.value(self.space, full=self.best)
        return fair.adviser(observe(self.space, slim=self.slim)).value

    @cached_property
    def slim(self) -> StateSpace:
        """The states without what nothing that matters to play reads."""
        return explore(sliced(self.space.program), self.space.trainee, NO_MORE)

    @cached_property
    def uniform(self) -> Weights:
        """Choosing at random."""
        return strategies.uniform(self.space)

    @cached_property
    def sweeps(self) -> Sweeps:
        """Chances from the start, over what the endings depend on alone."""
        needed = essence(self.space.program).variables
        if needed == self.slim.program.variables:
            return Sweeps(self.slim)
        return sweeps_of(self.space)

    @cached_property
    def summary(self) -> Summary:
        """The figures of the scenario."""
        return summarise(self.space, self.sweeps)

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
        return met(self.space)

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

    @cached_property
    def for_score(self) -> tuple[float, Mask]:
        """
        The chance of the goal when the score is played for, and how it is.

        Of choices that score the same, the one better for the goal is taken.

        Returns:
            The chance, and the choices taken: bool, shape ``(horizon + 1, k)``.
        """
        space = self.space
        score = values.best(space, aims.score(space))
        ongoing, goal = space.ongoing, aims.chance(space, GOAL).final
        firsts = space.pointer[ongoing]
        taken = np.zeros((space.program.horizon + 1, len(space.action)), np.bool_)
        for left in range(1, len(taken)):
            as_good = values.best_choices(space, score, left)
            worth = np.where(as_good, space.expected(goal), -np.inf)
            goal[ongoing] = np.maximum.reduceat(worth, firsts)
            taken[left] = worth >= goal[self.owner] - values.TIE
        at, chances = space.start
        return float(chances @ goal[at]), taken

    def share(self, value: float) -> float:
        """Return *value* as a share of the best one; 0 where that is 0."""
        return value / self.best.start if self.best.start > 0 else 0.0

    def fair_share(self, value: float) -> float:
        """Return *value* as a share of the best fair one, which is reached at least."""
        least = self.fair.start.lower
        return value / least if least > 0 else 0.0

    def shared(self, value: float) -> str:
        """Say *value* as a share of play that does not know what is hidden."""
        is_less = self.fair.information.upper > values.TIE
        which = "the best fair play" if is_less else "the best play"
        return f"{self.fair_share(value):.0%} of {which}"

    def named(self, ids: Collection[str]) -> list[int]:
        """Return the numbers of the actions with these ids."""
        actions = self.space.program.actions
        return [number for number, a in enumerate(actions) if a.id in ids]
