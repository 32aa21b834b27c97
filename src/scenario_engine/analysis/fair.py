"""What play is worth to somebody who knows only what could be observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import beliefs, values
from scenario_engine.analysis.advice import (
    Advice,
    Advised,
    Bounds,
    ChoiceValue,
    FairValue,
)
from scenario_engine.analysis.hidden.approximation import above, below
from scenario_engine.analysis.hidden.bounds import Above, Bound, Known
from scenario_engine.analysis.hidden.keeping import Mixed
from scenario_engine.analysis.hidden.slicing import bearing
from scenario_engine.analysis.hidden.space import explore_beliefs, starts
from scenario_engine.analysis.hidden.updating import Chances, update
from scenario_engine.analysis.observations import ObservedSpace, Seen, observe
from scenario_engine.analysis.values import TIE, Status, Values
from scenario_engine.errors import BudgetError
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenario_engine.analysis.advice import Moment
    from scenario_engine.analysis.beliefs import Belief
    from scenario_engine.analysis.observations import Look
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program.ir import Program

MOST = 30_000
"""How many beliefs are looked at where nothing else is said: a second or two."""

NOTHING_HIDDEN = "nothing that bears on play is hidden"
EVERY_BELIEF = "every belief that play can reach"


def value(
    space: StateSpace,
    kind: str = GOAL,
    most: int = MOST,
    *,
    full: Values | None = None,
) -> FairValue:
    """
    Return what the best play is worth that goes by observations alone.

    Where nothing that bears on play is hidden this is the value to somebody who knows
    everything, and costs no more. Else it is that of `adviser`.

    Args:
        space: The state space.
        kind: ``goal``, ``harm`` or ``neutral``.
        most: Most beliefs that may be looked at.
        full: What `values.best` gave for *space* and *kind*, where that is known.

    Raises:
        BudgetError: If what is observed is more than the budget of `observe`.
    """
    if hides_something(space.program):
        return adviser(space, kind, most).value
    known = (full or values.best(space, kind)).start
    exact = Status.EXACT_UP_TO_ROUNDING
    return FairValue(kind, Bounds(known, known), known, exact, NOTHING_HIDDEN)


def adviser(
    space: StateSpace | ObservedSpace, kind: str = GOAL, most: int = MOST
) -> Adviser:
    """
    Return what can value any turn of play by what was observed so far.

    Where the beliefs that play can reach are few enough, values are exact, by backward
    induction over all of them. Else they are bounded: from above by values of beliefs
    on a grid, from below by a strategy whose chance is exact.

    Args:
        space: The state space, or what is observed in it.
        kind: ``goal``, ``harm`` or ``neutral``.
        most: Most beliefs that may be looked at.

    Raises:
        BudgetError: If what is observed is more than the budget of `observe`.
    """
    observed = space if isinstance(space, ObservedSpace) else observe(space)
    full = values.best(observed.space, kind)
    if not hides_something(observed.space.program):
        known = Known(full)
        return Adviser(observed, full, NOTHING_HIDDEN, known, known)
    try:
        found = explore_beliefs(observed, Mixed(), most=most, turns=observed.horizon)
    except BudgetError:
        upper, from_above = above(observed, full, most)
        lower, from_below = below(observed, full, most)
        return Adviser(observed, full, f"{from_above}; {from_below}", upper, lower)
    exact = Above.of(found, full)
    return Adviser(observed, full, EVERY_BELIEF, exact, exact)


def hides_something(program: Program) -> bool:
    """Tell whether anything that bears on play cannot be seen."""
    seen = {variable.name for variable in program.variables if variable.visible}
    return not bearing(program) <= seen


@attrs.frozen(eq=False)
class Adviser:
    """
    What every choice is worth after any history, by what was observed alone.

    Attributes:
        observed: What is observed of which state.
        full: What states are worth to somebody who knows everything.
        method: How fair values are found.
        above, below: What beliefs are worth at most and at least; the same where
            values are exact.
    """

    observed: ObservedSpace
    full: Values
    method: str
    above: Bound
    below: Bound

    @property
    def status(self) -> Status:
        """How far to trust fair values."""
        exact = self.above is self.below
        return Status.EXACT_UP_TO_ROUNDING if exact else Status.BOUNDED

    @property
    def value(self) -> FairValue:
        """What an episode is worth from the start, over how it may then look."""
        begun, chances = starts(self.observed)
        found = [
            self.advice(beliefs.start(self.observed, self.observed.looks[look])).value
            for look in self.observed.look[begun.heads].tolist()
        ]
        full = self.full.start
        lower = min(full, float(chances @ [each.lower for each in found]))
        upper = min(full, float(chances @ [each.upper for each in found]))
        return FairValue(
            self.full.aim.name, Bounds(lower, upper), full, self.status, self.method
        )

    def advice(self, belief: Belief) -> Advice:
        """
        Return what each choice is worth to somebody who believes *belief*.

        Args:
            belief: What is believed, from `beliefs.start` and `beliefs.after`.
        """
        held = float(self.below.at(belief.spread, belief.left)[0])
        most = float(self.above.at(belief.spread, belief.left)[0])
        choices = self._choices(belief)
        lowers = [choice.value.lower for choice in choices] or [held]
        uppers = [choice.value.upper for choice in choices] or [held]
        least = max(lowers)
        good = [c.id for c in choices if c.value.lower >= least - TIE]
        return Advice(
            value=Bounds(least, max(least, min(most, max(uppers)))),
            held=held,
            choices=choices,
            advised=good[0] if good else "",
            best=tuple(c.id for c in choices if c.value.upper >= least - TIE),
            status=self.status,
        )

    def after(self, look: Look, turns: Iterable[tuple[str, Seen]] = ()) -> Advice:
        """
        Return what each choice is worth after a history.

        It is a function of what was observed and chosen alone: two plays that look
        alike to the trainee get the same advice.

        Args:
            look: How the scene looked before the first turn.
            turns: For each turn what was chosen and what was then observed.

        Raises:
            ObservationError: If the program cannot show this.
        """
        return self.advice(beliefs.follow(self.observed, look, turns))

    def along(self, moments: Iterable[Moment]) -> tuple[Advised, ...]:
        """
        Return, moment by moment, what the trainee of a played episode could know.

        Args:
            moments: ``session.history()`` of a live session, or what stands for it.

        Raises:
            ObservationError: If the program cannot show this.
        """
        believed: list[Belief] = []
        chosen: list[str] = []
        for moment in moments:
            seen = Seen.of(moment.observation)
            if not believed:
                believed.append(beliefs.start(self.observed, seen.look))
                continue
            chosen.append(moment.choice)
            believed.append(beliefs.after(believed[-1], moment.choice, seen))
        return tuple(
            Advised(belief, self.advice(belief), choice)
            for belief, choice in zip(believed, [*chosen, ""], strict=False)
        )

    def _choices(self, belief: Belief) -> tuple[ChoiceValue, ...]:
        """Return what each choice is worth: the mean over what may then be seen."""
        ids = belief.choices
        if not ids:
            return ()
        begun = Chances.joined([belief.choosing(choice) for choice in ids])
        reply = update(self.observed.response, begun)
        turn = update(self.observed.world, reply.posterior)
        chance = reply.chance[turn.prior] * turn.chance
        choice = reply.prior[turn.prior]
        lower, upper = (
            np.bincount(choice, chance * bound.at(turn.posterior, belief.left - 1))
            for bound in (self.below, self.above)
        )
        return tuple(
            ChoiceValue(id_, Bounds(low, max(low, high)))
            for id_, low, high in zip(ids, lower.tolist(), upper.tolist(), strict=True)
        )
