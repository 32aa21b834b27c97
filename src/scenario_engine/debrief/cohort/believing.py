"""Fair regret as a table: over places in which what is believed is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.debrief.cohort.tables import Graded, by_regret
from scenario_engine.simulation.playing import Playing
from scenario_engine.simulation.remembering import Options, Places
from scenario_engine.simulation.strategies.fair import best
from scenario_engine.simulation.strategies.foresight import Foresight

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.analysis.values import Status
    from scenario_engine.simulation.planning import Plan


@attrs.frozen(eq=False)
class Believing:
    """
    Trainees who go by what could be seen, and what their choices are graded.

    Attributes:
        foresight: What choices are worth in each belief.
        grades: What each choice of each place gives away, by what could be known there.
    """

    foresight: Foresight
    grades: Graded[Places]

    @property
    def status(self) -> Status:
        """Whether that is fair regret, or regret against what can be remembered."""
        return self.foresight.status

    def mixed(self, share: float) -> Weights:
        """
        Take the fair-best choice with chance *share*, else any that is offered.

        Args:
            share: In 0..1.

        Returns:
            Shape ``(horizon + 1, choices of places)``.
        """

        def choose(foresight: Foresight, left: int) -> Floats:
            any_: Floats = 1.0 / np.repeat(counts, counts)
            chosen: Floats = share * best(foresight, left) + (1 - share) * any_
            return chosen

        counts = np.diff(self.foresight.pointer)
        counts = counts[counts > 0]
        plan = self.foresight.plan(choose, is_open=True)
        return self.grades.space.weights(plan.weigh, steady=False)

    def playing(self, share: float) -> Playing:
        """Return whoever chooses as `mixed`."""
        return Playing.of(self.grades.space.tables(), self.mixed(share))


def believing(space: StateSpace) -> Believing:
    """
    Grade every choice by what could be known when it is made.

    A place is a state together with what is believed in it; regret depends on what is
    believed alone. So a table holds it, and it can be summed along any number of
    episodes, where a review follows one belief after the other.

    Args:
        space: The states and choices.

    Raises:
        BudgetError: If there is too much to believe.
    """
    foresight = Foresight.of(space)
    lost = _lost(foresight)

    def give(_: Foresight, left: int) -> Floats:
        given: Floats = lost[left]
        return given

    plan = foresight.plan(give, is_open=True)
    places = plan.places()
    start = foresight.plan(best).value()
    return Believing(foresight, by_regret(places, start, _table(places, plan)))


def _lost(foresight: Foresight) -> Floats:
    """Return what each choice of each belief gives away."""
    counts = np.diff(foresight.pointer)
    firsts = foresight.pointer[:-1][counts > 0]
    most = np.maximum.reduceat(foresight.worth, firsts, axis=1)
    lost: Floats = np.repeat(most, counts[counts > 0], axis=1) - foresight.worth
    return lost


def _table(places: Places, plan: Plan) -> Floats:
    """Return what *plan* says of each choice of each place, by turns left."""
    options = Options.of(places.space, places.state, places.memory)
    owner = np.repeat(np.arange(len(places)), np.diff(places.pointer))
    which = options.pointer[owner] + places.choice
    which -= places.space.pointer[places.state[owner]]
    table = np.zeros((places.space.program.horizon + 1, len(which)))
    for left in range(1, len(table)):
        table[left] = plan.weigh(options, left)[which]
    return table
