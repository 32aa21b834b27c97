"""Choose by a function of what is seen, called on all looks at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Index
from scenario_engine.errors import shorten
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.planning import Plan
from scenario_engine.simulation.strategies.sights import Sights

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.simulation.playing import Playing
    from scenario_engine.simulation.remembering import Options

_TOLERANCE = 1e-6
"""How far chances may miss a sum of 1; they are then made to sum to it."""


@attrs.frozen(eq=False)
class Sight:
    """
    What somebody sees, for ``m`` looks at once.

    Attributes:
        visible: For each visible variable its values: int64, ``(m,)``.
        offered: bool, ``(m, actions)``: what can be chosen; something in each row.
        actions: The ids of the actions, by the columns of *offered*.
        techniques: The technique of each action.
        left: The turns left, this one included.
    """

    visible: Mapping[str, Index]
    offered: NDArray[np.bool_]
    actions: tuple[str, ...]
    techniques: tuple[str, ...]
    left: int

    def __len__(self) -> int:
        """Count the looks."""
        return len(self.offered)


Choosing = Callable[[Sight], Any]
"""Returns the action of each look, whole numbers ``(m,)``, or its chances."""


@attrs.frozen
class Observing:
    """
    Choose as a function of what is seen says.

    The function is called once for each number of turns left, on all looks at once:
    how the scene looks decides, and nothing else, so that what it says can be kept in
    a table. To be told to other processes it has to be one that a module defines by
    name, as `pickle` demands.

    Attributes:
        function: Takes a `Sight`, and returns for each look the number of an action,
            whole numbers of shape ``(m,)``; or the chance of each action, numbers of
            shape ``(m, actions)`` that sum to 1 in each row.
        name: What it is called in results.

    Raises:
        SimulationError: If it cannot be called; or, when it is made ready, if it
            raises, or says something that cannot be chosen.
    """

    function: Choosing
    name: str

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be called."""
        if not callable(self.function):
            raise SimulationError(
                f"{self.name}: {self.function!r} cannot be called. Give a function of "
                "a Sight."
            )

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            SimulationError: If the function raises, or says what cannot be chosen.
        """
        sights = Sights.of(space)
        lefts = range(1, space.program.horizon + 1)
        said = [sights.uniform(), *(self._said(sights, left) for left in lefts)]

        def weigh(options: Options, left: int) -> Floats:
            return sights.weights(said[left], options)

        return Plan.without_memory(space, weigh)

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()

    def _said(self, sights: Sights, left: int) -> Floats:
        """Return the chances of actions by look."""
        actions = sights.space.program.actions
        sight = Sight(
            {name: column.copy() for name, column in sights.visible.items()},
            sights.offered.copy(),
            tuple(action.id for action in actions),
            tuple(action.technique for action in actions),
            left,
        )
        try:
            said = np.asarray(self.function(sight))
        except Exception as error:
            raise SimulationError(
                f"{self.name}: the function raised {type(error).__name__} with {left} "
                f"turns left: {shorten(str(error))}. It is called on all looks at once."
            ) from error
        if said.shape == (len(sights),) and np.issubdtype(said.dtype, np.integer):
            said = self._one_each(sights, said.astype(np.int64), left)
        return self._checked(sights, said, left)

    def _one_each(self, sights: Sights, said: Index, left: int) -> Floats:
        count = len(sights.space.program.actions)
        wrong = np.flatnonzero((said < 0) | (said >= count))
        if len(wrong):
            raise self._refusal(
                sights,
                int(wrong[0]),
                left,
                f"action {said[wrong[0]]}, but there are {count}, numbered from 0",
                "Return numbers of columns of `offered`",
            )
        chances = np.zeros(sights.offered.shape)
        chances[np.arange(len(said)), said] = 1.0
        return chances

    def _checked(self, sights: Sights, said: Any, left: int) -> Floats:
        """Return *said*, or refuse what is no chance, and what is not offered."""
        wanted = sights.offered.shape
        is_number = np.issubdtype(said.dtype, np.number) or said.dtype == np.bool_
        if said.shape != wanted or not is_number or np.iscomplexobj(said):
            raise SimulationError(
                f"{self.name}: the function returned {said.dtype} of shape "
                f"{said.shape}. Return an action for each look, whole numbers of shape "
                f"({wanted[0]},), or chances of shape {wanted}."
            )
        chances = said.astype(np.float64)
        ids = [action.id for action in sights.space.program.actions]
        for wrong, what, mend in (
            (~(chances >= 0), "a chance of {} for", "Chances lie in 0 to 1"),
            (
                (chances > 0) & ~sights.offered,
                "a chance of {} for",
                "It is not offered there: look at `offered`",
            ),
        ):
            rows, columns = np.nonzero(wrong)
            if len(rows):
                look, action = int(rows[0]), int(columns[0])
                problem = f"{what.format(chances[look, action])} '{ids[action]}'"
                raise self._refusal(sights, look, left, problem, mend)
        sums = chances.sum(axis=1)
        wrong = np.flatnonzero(~(np.abs(sums - 1.0) <= _TOLERANCE))
        if len(wrong):
            problem = f"chances that sum to {sums[wrong[0]]}"
            mend = "Divide them by their sum"
            raise self._refusal(sights, int(wrong[0]), left, problem, mend)
        whole: Floats = chances / sums[:, None]
        return whole

    def _refusal(
        self, sights: Sights, look: int, left: int, problem: str, mend: str
    ) -> SimulationError:
        return SimulationError(
            f"{self.name}: where {sights.told(look)}, with {left} turns left, the "
            f"function says {problem}. {mend}."
        )
