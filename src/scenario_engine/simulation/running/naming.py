"""Strategies told by their name, which says all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.simulation.named import named
from scenario_engine.simulation.playing import Playing
from scenario_engine.simulation.tables import Tables

if TYPE_CHECKING:
    from scenario_engine.analysis.states import StateSpace


@attrs.frozen
class Named:
    """
    A strategy that has a name.

    Attributes:
        name: As for `named`.
    """

    name: str

    def ready(self, space: StateSpace) -> Playing:
        """Return whoever chooses so."""
        return Playing.of(Tables.over(space), named(space, self.name))
