"""What the trainee can know: chances of what is hidden, updated by what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.hidden.space import starts
from scenario_engine.analysis.hidden.updating import Chances, update
from scenario_engine.analysis.observations import ObservedSpace
from scenario_engine.analysis.rows import Floats, Index
from scenario_engine.errors import ScenarioEngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from scenario_engine.analysis.observations import Look, Seen


class ObservationError(ScenarioEngineError):
    """Something is said to have been observed that the program cannot show."""


@attrs.frozen(eq=False)
class Belief:
    """
    How likely each state is, given what the trainee chose and observed so far.

    Attributes:
        observed: What it is about.
        left: Turns left.
        states: int64, shape ``(k,)``: the states that are possible; ascending.
        chances: float64, shape ``(k,)``; positive, sums to 1.
    """

    observed: ObservedSpace
    left: int
    states: Index
    chances: Floats

    @property
    def ended(self) -> bool:
        """Whether the episode is over."""
        return not self.left or bool(self.observed.space.ending[self.states[0]] >= 0)

    @property
    def choices(self) -> tuple[str, ...]:
        """Ids of what can be chosen; empty at the end."""
        look = self.observed.looks[self.observed.look[self.states[0]]]
        return () if self.ended else look.choices

    @property
    def spread(self) -> Chances:
        """The one distribution, as a list of distributions."""
        return Chances(np.array([0, len(self.states)]), self.states, self.chances)

    def chance_of(self, variable: str) -> Mapping[int, float]:
        """
        Return how likely each value of a variable is.

        Raises:
            KeyError: If the program has no such variable, or it does not bear on
                play.
        """
        space = self.observed.space
        names = [known.name for known in space.program.variables]
        if variable not in names:
            raise KeyError(variable)
        values = space.packing.column(space.codes[self.states], names.index(variable))
        found, at = np.unique(values, return_inverse=True)
        sums = np.bincount(at, self.chances)
        return dict(zip(found.tolist(), sums.tolist(), strict=True))

    def choosing(self, choice: str) -> Chances:
        """
        Return the belief over the rows of *choice*.

        Raises:
            ObservationError: If *choice* is not offered.
        """
        if choice not in self.choices:
            offered = ", ".join(self.choices) or "nothing: the episode is over"
            raise ObservationError(
                f"{choice!r} cannot be chosen with {self.left} turns left. "
                f"What can be: {offered}."
            )
        place = self.choices.index(choice)
        rows = self.observed.space.pointer[self.states] + place
        return attrs.evolve(self.spread, state=rows)


def start(observed: ObservedSpace, look: Look | None = None) -> Belief:
    """
    Return what is believed before the first turn.

    Args:
        observed: The states, with what is observed.
        look: How the scene looks; not needed where it always looks the same.

    Raises:
        ObservationError: If play cannot begin so, or may look one way or another.
    """
    beliefs, _ = starts(observed)
    looks = [observed.looks[number] for number in observed.look[beliefs.heads]]
    if look is None and len(looks) == 1:
        look = looks[0]
    if look is None or look not in looks:
        raise ObservationError(
            f"{observed.space.program.id}: it does not begin with {look}. "
            f"It begins with {' or '.join(map(str, looks))}."
        )
    found = beliefs.at(np.array([looks.index(look)]))
    return Belief(observed, observed.horizon, found.state, found.chance)


def after(belief: Belief, choice: str, seen: Seen) -> Belief:
    """
    Return what is believed after a turn, by Bayes.

    Args:
        belief: What was believed before it.
        choice: What was chosen.
        seen: What was observed of the turn.

    Raises:
        ObservationError: If *choice* is not offered, or *seen* cannot follow.
    """
    observed = belief.observed
    reply = update(observed.response, belief.choosing(choice))
    turn = update(observed.world, reply.posterior)
    shown = _showing(observed, seen, last=belief.left == 1)
    fits = shown[reply.signal[turn.prior], turn.signal]
    entries = fits[turn.posterior.owner]
    weight = (reply.chance[turn.prior] * turn.chance)[turn.posterior.owner]
    states, at = np.unique(turn.posterior.state[entries], return_inverse=True)
    if not len(states):
        raise ObservationError(
            f"{observed.space.program.id}: after {choice!r} with {belief.left} turns "
            f"left the trainee cannot observe {seen}."
        )
    mass = np.bincount(at, (weight * turn.posterior.chance)[entries])
    return Belief(observed, belief.left - 1, states, mass / mass.sum())


def follow(
    observed: ObservedSpace, look: Look, turns: Iterable[tuple[str, Seen]]
) -> Belief:
    """
    Return what is believed after some turns.

    Args:
        observed: The states, with what is observed.
        look: How the scene looked before the first turn.
        turns: For each turn what was chosen and what was then observed.

    Raises:
        ObservationError: If the program cannot show this.
    """
    belief = start(observed, look)
    for choice, seen in turns:
        belief = after(belief, choice, seen)
    return belief


def _showing(observed: ObservedSpace, seen: Seen, *, last: bool) -> NDArray[np.bool_]:
    """
    Tell which signals are observed as *seen*.

    Returns:
        bool, shape ``(cues, ends)``: for each signal of a response, of a situation.
    """
    number = observed.number
    looks = np.array(
        [
            observed.appears(i, last=last) == seen.look
            for i in range(len(observed.looks))
        ]
    )
    shown = np.zeros((len(observed.cues), len(observed.ends)), dtype=np.bool_)
    for first in (0, 1):
        response, world = number.get(seen.cues[:first]), number.get(seen.cues[first:])
        if response is not None and world is not None:
            cues, look = observed.ends.T
            shown[response] |= (cues == world) & looks[look]
    return shown
