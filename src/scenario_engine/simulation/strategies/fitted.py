"""Choose as somebody did whose play was logged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.errors import shorten
from scenario_engine.program import digest
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.planning import Plan
from scenario_engine.simulation.strategies.sights import Sights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.session.trace import Trace
    from scenario_engine.simulation.playing import Playing
    from scenario_engine.simulation.remembering import Options

Look = tuple[tuple[tuple[str, int], ...], tuple[str, ...]]
"""Visible variables with their values, and what could be chosen."""


@attrs.frozen
class Seen:
    """
    How often something was chosen.

    Attributes:
        look: How the scene looked.
        phase: Which part of the episode it was in, from 0.
        choice: The intervention's id.
        times: How often, from 1.
    """

    look: Look
    phase: int
    choice: str
    times: int


@attrs.frozen
class Fitted:
    """
    Choose as often as was logged for scenes that look the same.

    Each choice counts as often as it was taken, and *smoothing* times more (Laplace);
    where a scene was never seen, any choice is as likely. What is fitted describes
    those who were logged, and no one else.

    Attributes:
        scenario, digest: Of the program that was played.
        seen: What was chosen, how often.
        smoothing: How many times everything counts as chosen beforehand; more than 0.
        every: Choices are counted by themselves for every so many turns; 0 for all
            turns together.
        name: What it is called in results; ``fitted:FILE,…`` where it was read.

    Raises:
        SimulationError: If *smoothing* or *every* is out of range.
    """

    scenario: str
    digest: str
    seen: tuple[Seen, ...]
    smoothing: float = 1.0
    every: int = 0
    name: str = "fitted"

    def __attrs_post_init__(self) -> None:
        """Check the ranges."""
        if not 0 < self.smoothing < np.inf:
            raise SimulationError(
                f"The smoothing is {self.smoothing}. Give a number above 0, such as 1."
            )
        if type(self.every) is not int or self.every < 0:
            raise SimulationError(
                f"Every {self.every!r} turns: give a whole number, 0 for all together."
            )

    @classmethod
    def to(
        cls,
        traces: Iterable[Trace],
        *,
        smoothing: float = 1.0,
        every: int = 0,
        name: str = "fitted",
    ) -> Fitted:
        """
        Fit it to traces of one scenario.

        Args:
            traces: At least one.
            smoothing: As above.
            every: As above.
            name: As above.

        Raises:
            SimulationError: If there is no trace, they are of several scenarios or
                versions, or one takes what was not offered.
        """
        counts: Counter[tuple[Look, int, str]] = Counter()
        played: dict[tuple[str, str], int] = {}
        for number, trace in enumerate(traces):
            played.setdefault((trace.scenario, trace.digest), number)
            counts.update(_chosen(trace, number, every))
        if len(played) != 1:
            raise SimulationError(_several(played))
        ((scenario, digest_),) = played
        seen = tuple(Seen(*key, times) for key, times in sorted(counts.items()))
        return cls(scenario, digest_, seen, smoothing, every, name)

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            SimulationError: If it was fitted to another scenario, or version of it, or
                to scenes that it cannot show.
        """
        program = space.program
        found = digest(program)
        if (self.scenario, self.digest) != (program.id, found):
            raise SimulationError(
                f"{self.name}: fitted to '{self.scenario}' (digest "
                f"{self.digest[:12]}), not to '{program.id}' (digest {found[:12]}). "
                "Fit it to traces of this version of the scenario."
            )
        sights = Sights.of(space)
        last = _phase(program.horizon - 1, self.every)
        chances = [self._chances(sights, phase) for phase in range(last + 1)]

        def weigh(options: Options, left: int) -> Floats:
            phase = _phase(program.horizon - max(left, 1), self.every)
            return sights.weights(chances[phase], options)

        plan = Plan.without_memory(space, weigh, steady=self.every == 0)
        return attrs.evolve(plan, open=True)

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()

    def _chances(self, sights: Sights, phase: int) -> Floats:
        """Return the chances of actions by look, in one phase."""
        known = {look: number for number, look in enumerate(_looks(sights))}
        column = {a.id: i for i, a in enumerate(sights.space.program.actions)}
        counts = self.smoothing * sights.offered
        for each in self.seen:
            if each.look not in known:
                told = ", ".join(f"{name} = {value}" for name, value in each.look[0])
                raise SimulationError(
                    f"{self.name}: '{self.scenario}' never shows {told}, with "
                    f"{', '.join(each.look[1])} to choose from. "
                    "The traces were changed."
                )
            if each.phase == phase:
                counts[known[each.look], column[each.choice]] += each.times
        shares: Floats = counts / counts.sum(axis=1, keepdims=True)
        return shares


def _phase(turn: int, every: int) -> int:
    """Return in which part of an episode a turn is; the first turn is 0."""
    return turn // every if every else 0


def _chosen(trace: Trace, number: int, every: int) -> Iterable[tuple[Look, int, str]]:
    for turn, choice in enumerate(trace.choices):
        seen = trace.moments[turn].observation
        offered = tuple(offer.id for offer in seen.choices)
        if choice not in offered:
            raise SimulationError(
                f"Trace {number} takes {shorten(repr(choice))} in turn {turn + 1}, "
                f"where {', '.join(offered) or 'nothing'} was offered. "
                "The file was changed."
            )
        look = (tuple(sorted(seen.visible.items())), tuple(sorted(offered)))
        yield look, _phase(turn, every), choice


def _looks(sights: Sights) -> Iterable[Look]:
    """Yield how each look would be written in a trace."""
    ids = np.array([action.id for action in sights.space.program.actions], dtype=object)
    names = sorted(sights.visible)
    for look, offered in enumerate(sights.offered):
        values = tuple((name, int(sights.visible[name][look])) for name in names)
        yield values, tuple(sorted(ids[offered].tolist()))


def _several(played: dict[tuple[str, str], int]) -> str:
    if not played:
        return "There is no trace to fit to. Give one at least."
    told = ", ".join(
        f"'{scenario}' (digest {digest_[:12]}, first in trace {number})"
        for (scenario, digest_), number in played.items()
    )
    return f"These are traces of several scenarios or versions: {told}. Give one's."
