"""How much an exact answer may cost, and the refusal of what would cost more."""

from __future__ import annotations

from math import prod
from time import monotonic
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.errors import BudgetError

if TYPE_CHECKING:
    from scenario_engine.analysis.packing import Codes, Packing

_NAMED = 5

_A_STATE, _A_BRANCH, _A_VALUE = 100, 100, 16
"""Bytes that a state, a branch, and a state with a number of turns left may take."""


@attrs.frozen
class Budget:
    """
    Limits of an exploration.

    Attributes:
        states: Most reachable states.
        branches: Most branches followed, responses and world together; several that
            lead to one state are as many.
        seconds: Most seconds of exploration.
        megabytes: Most memory of exploration and of the values after it; an estimate,
            and rather too much than too little.
    """

    states: int = 1_000_000
    branches: int = 20_000_000
    seconds: float = 60.0
    megabytes: float = 4_000.0


class Meter:
    """
    Watches one exploration against its budget.

    Args:
        name: The scenario's id.
        budget: The limits.
        packing: How states are packed.
        horizon: For how many turns there are to be values.
    """

    def __init__(
        self, name: str, budget: Budget, packing: Packing, horizon: int = 0
    ) -> None:
        self._name = name
        self._budget = budget
        self._packing = packing
        self._horizon = horizon
        self._began = monotonic()

    def check(self, codes: Codes, waiting: int, branches: int) -> None:
        """
        Refuse to go on when the budget is spent.

        Args:
            codes: The states found so far.
            waiting: How many of them have not been looked at yet.
            branches: Branches found so far.

        Raises:
            BudgetError: With what was found, an estimate, and the variables that
                multiply the states.
        """
        spent = monotonic() - self._began
        if len(codes) > self._budget.states:
            self._refuse(codes, waiting, f"{self._budget.states} states")
        if branches > self._budget.branches:
            self._refuse(codes, waiting, f"{self._budget.branches} branches")
        if self._megabytes(len(codes), branches) > self._budget.megabytes:
            limit = f"{self._budget.megabytes:g} megabytes"
            self._refuse(codes, waiting, limit)
        if spent > self._budget.seconds:
            self._refuse(codes, waiting, f"{self._budget.seconds:g} seconds")

    def _megabytes(self, states: int, branches: int) -> float:
        a_state = _A_STATE + _A_VALUE * (self._horizon + 1)
        return (states * a_state + branches * _A_BRANCH) / 1e6

    def _refuse(self, codes: Codes, waiting: int, limit: str) -> None:
        counts = self._distinct(codes)
        causes = ", ".join(f"{name} ({count} values)" for name, count in counts)
        possible = prod(
            variable.high - variable.low + 1 for variable in self._packing.variables
        )
        raise BudgetError(
            f"{self._name}: more than the budget of {limit}. {len(codes)} states were "
            f"found, {waiting} of them not looked at yet; up to {possible} are "
            f"possible. They multiply by {causes}. "
            "Narrow these variables, or give a larger budget."
        )

    def _distinct(self, codes: Codes) -> list[tuple[str, int]]:
        """Return the variables that take the most values in *codes*, with how many."""
        counts = [
            (variable.name, len(np.unique(self._packing.column(codes, index))))
            for index, variable in enumerate(self._packing.variables)
        ]
        return sorted(counts, key=lambda entry: (-entry[1], entry[0]))[:_NAMED]
