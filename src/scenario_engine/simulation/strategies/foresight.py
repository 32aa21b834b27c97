"""What choices are worth to somebody who goes by what was observed: fair values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import aims, values
from scenario_engine.analysis.fair import MOST, hides_something
from scenario_engine.analysis.hidden.following import Following, following, worth
from scenario_engine.analysis.hidden.slicing import projected
from scenario_engine.analysis.hidden.space import starts
from scenario_engine.analysis.observations import ObservedSpace, observe
from scenario_engine.analysis.rows import Floats, Index
from scenario_engine.analysis.states import StateSpace
from scenario_engine.analysis.values import Status
from scenario_engine.errors import BudgetError
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation.planning import Plan

if TYPE_CHECKING:
    from scenario_engine.analysis.observations import ObservedRows
    from scenario_engine.simulation.remembering import Options

FINENESS = (3, 1)
"""Into how many parts a remembered chance may be rounded, the finest first."""

FEW_PLACES = 60_000
"""How many states with a belief each there may be where play leads to all of them."""


Policy = Callable[["Foresight", int], "Floats"]
"""From what is foreseen and the turns left, the chance of each choice of a belief."""


@attrs.frozen(eq=False)
class Foresight:
    """
    What the choices in each belief are worth, if the best is taken ever after.

    Attributes:
        space: The states of the program.
        observed: What is observed of them.
        pointer: int64, ``(beliefs + 1,)``: the choices of each belief.
        worth: float64, ``(horizon + 1, choices)``: chances of the goal.
        head: int64, ``(beliefs,)``: a state of each, among those of *observed*.
        memory: What is believed, as it is observed; None where the state gives it away.
        status: Whether these are the fair values, or bounds from below: what somebody
            comes to who remembers rounded beliefs.
    """

    space: StateSpace
    observed: ObservedSpace
    pointer: Index
    worth: Floats
    head: Index
    memory: Believing | None
    status: Status

    @classmethod
    def of(
        cls, space: StateSpace, most: int = MOST, *, everywhere: bool = False
    ) -> Foresight:
        """
        Work them out.

        Args:
            space: The states of the program.
            most: Most beliefs that may be looked at.
            everywhere: Whether play leads to every state with every belief there is,
                so that these have to be few, `FEW_PLACES`, or be rounded.

        Raises:
            BudgetError: If not even the coarsest beliefs are few enough.
        """
        observed = observe(space)
        if not hides_something(space.program):
            return cls._known(space, observed)
        horizon = observed.horizon
        try:
            found = following(observed, 0, most=most, turns=horizon)
        except BudgetError:
            return cls.rounded(space, observed, most=most)
        if found.space.beliefs.sizes.max() == 1:
            return cls._known(space, observed)
        if everywhere and _places(space, found) > FEW_PLACES:
            return cls.rounded(space, observed, most=most)
        return cls._believed(space, observed, found, Status.EXACT_UP_TO_ROUNDING)

    @classmethod
    def rounded(
        cls,
        space: StateSpace,
        observed: ObservedSpace,
        fineness: Sequence[int] = FINENESS,
        most: int = MOST,
    ) -> Foresight:
        """
        Work them out for somebody who remembers a rounded belief.

        Args:
            space: The states of the program.
            observed: What is observed of them.
            fineness: Into how many parts a chance is rounded; the first that is not
                too fine is taken.
            most: Most beliefs that may be looked at.

        Raises:
            BudgetError: If all of them are too fine.
        """
        for parts in fineness:
            try:
                found = following(observed, parts, most=most)
            except BudgetError:
                continue
            if _places(space, found) <= FEW_PLACES:
                return cls._believed(space, observed, found, Status.BOUNDED)
        raise BudgetError(
            f"{space.program.id}: whoever goes by what can be believed has to remember "
            f"more than {most} beliefs, or one of them in more than {FEW_PLACES} "
            "states. Take a strategy that goes by less, such as random or a checklist."
        )

    @classmethod
    def _known(cls, space: StateSpace, observed: ObservedSpace) -> Foresight:
        """Return what there is where what was observed gives the state away."""
        slim = observed.space
        best = values.best(slim)
        table = np.zeros((observed.horizon + 1, len(slim.action)))
        for left in range(1, len(table)):
            table[left] = values.choice_values(slim, best, left)
        exact = Status.EXACT_UP_TO_ROUNDING
        every = np.arange(len(slim))
        return cls(space, observed, slim.pointer, table, every, None, exact)

    @classmethod
    def _believed(
        cls,
        space: StateSpace,
        observed: ObservedSpace,
        found: Following,
        status: Status,
    ) -> Foresight:
        final = aims.chance(observed.space, GOAL).final
        return cls(
            space,
            observed,
            found.space.pointer,
            worth(found, final, observed.horizon),
            found.space.beliefs.heads,
            Believing.of(found),
            status,
        )

    def plan(self, policy: Policy, *, is_open: bool = False) -> Plan:
        """
        Return the plan of somebody who goes by these values.

        Args:
            policy: How is chosen, by what the choices of all beliefs are worth.
            is_open: Whether every choice has a chance.
        """

        def by_memory(options: Options, left: int) -> Floats:
            chances: Floats = policy(self, left)[self._choices(options, options.memory)]
            return chances

        def by_state(options: Options, left: int) -> Floats:
            belief = given_away[options.state]
            chances: Floats = policy(self, left)[self._choices(options, belief)]
            return chances

        if self.memory is not None:
            return Plan(self.space, by_memory, self.memory, self.observed, open=is_open)
        given_away = projected(self.space, self.observed.space)
        plan = Plan.without_memory(self.space, by_state)
        return attrs.evolve(plan, open=is_open)

    def _choices(self, options: Options, belief: Index) -> Index:
        """Return for each option the choice of its place's *belief* that it is."""
        owner = options.owner
        # All states of a belief offer the same, in the same order.
        which = options.choice - self.space.pointer[options.state[owner]]
        # Beliefs of the last turn have no choices: any will do, none is taken.
        last = len(self.worth[0]) - 1
        found: Index = np.minimum(self.pointer[belief[owner]] + which, last)
        return found


def _places(space: StateSpace, found: Following) -> float:
    """Return about how many states there are with a belief each."""
    slim = found.space.observed.space
    return len(found.space.beliefs.state) * len(space) / len(slim)


@attrs.frozen(eq=False)
class _Next:
    """
    Where rows lead, by what is observed.

    Attributes:
        keys: int64, ascending: a row and a signal as one number.
        target: int64: where that leads.
        signals: Above every number of a signal.
    """

    keys: Index
    target: Index
    signals: int

    @classmethod
    def of(cls, rows: ObservedRows) -> _Next:
        row = np.repeat(np.arange(len(rows.pointer) - 1), np.diff(rows.pointer))
        keys = row * rows.signals + rows.signal
        return cls(keys, rows.target, rows.signals)

    def after(self, row: Index, signal: Index) -> Index:
        """Return where each row leads with a signal that it may have."""
        return self.target[np.searchsorted(self.keys, row * self.signals + signal)]


@attrs.frozen(eq=False)
class Believing:
    """
    A memory: what is believed.

    Attributes:
        sizes: How many beliefs there are, choices of them, beliefs over situations.
        first: int64, ``(looks,)``: what is believed at the start, by the look.
        choice: int64, ``(beliefs, actions)``: the choice of a belief that an action
            is; -1 where it is not offered.
        reply, turn: What is believed after a response, and after the turn.
    """

    sizes: tuple[int, int, int]
    first: Index
    choice: Index
    reply: _Next
    turn: _Next

    @classmethod
    def of(cls, found: Following) -> Believing:
        """Return the memory of somebody who believes so."""
        space = found.space
        observed = space.observed
        begun, _ = starts(observed)
        first = np.full(len(observed.looks), -1, dtype=np.int64)
        # The beliefs of the start were numbered first.
        for number in range(len(begun)):
            head = space.beliefs.state[space.beliefs.pointer[number]]
            first[observed.look[head]] = number
        counts = np.diff(space.pointer)
        belief = np.repeat(np.arange(len(counts)), counts)
        slim = observed.space
        which = np.arange(len(belief)) - space.pointer[belief]
        action = slim.action[slim.pointer[space.beliefs.heads[belief]] + which]
        choice = np.full((len(counts), len(slim.program.actions)), -1, dtype=np.int64)
        choice[belief, action] = np.arange(len(belief))
        sizes = len(space.beliefs), len(space.choices), len(space.situations)
        return cls(sizes, first, choice, _Next.of(found.reply), _Next.of(found.turn))

    def begin(self, look: Index) -> Index:
        """Return what is believed when the scene looks so."""
        return self.first[look]

    def chosen(self, memory: Index, action: Index) -> Index:
        """Return the choice that was made, of the belief in which it was."""
        found: Index = self.choice[memory, action]
        return found

    def heard(self, memory: Index, signal: Index) -> Index:
        """Return the belief over situations after a response."""
        return self.reply.after(memory, signal)

    def seen(self, memory: Index, signal: Index) -> Index:
        """Return the belief after the turn."""
        return self.turn.after(memory, signal)
