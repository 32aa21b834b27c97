"""Work down a list, and tick off what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import strategies
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.planning import Plan
from scenario_engine.simulation.remembering import Doings
from scenario_engine.simulation.strategies.intents import first_offered, intents

if TYPE_CHECKING:
    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.program import Program
    from scenario_engine.simulation.playing import Playing
    from scenario_engine.simulation.remembering import Options

LONGEST = 16
"""How many entries a checklist may have: what is ticked off has to be remembered."""


@attrs.frozen
class Checklist:
    """
    Take the first entry of a list that is not ticked off and can be done now.

    What is done is ticked off. Where nothing that is left can be done, any choice is
    taken, each as likely; once all is ticked off, the list begins anew.

    Attributes:
        entries: Ids of interventions, or of techniques: then the first intervention
            is taken that uses it. With ``?`` behind it, an entry is left out where a
            scenario has no such thing.

    Raises:
        SimulationError: If there is none, or there are too many.
    """

    entries: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse a list of nothing, or of too much."""
        if not all(self.entries) or not 1 <= len(self.entries) <= LONGEST:
            raise SimulationError(
                f"A checklist has 1 to {LONGEST} entries, this one "
                f"{len([each for each in self.entries if each])}. "
                "Write checklist:ID,ID,…, with interventions or techniques."
            )

    @property
    def name(self) -> str:
        """``checklist:active-listening,validate``."""
        return f"checklist:{','.join(self.entries)}"

    def plan(self, space: StateSpace) -> Plan:
        """
        Return how somebody chooses so.

        Raises:
            NotFoundError: If the program has no such intervention or technique.
        """
        meant = intents(space.program, self.entries)
        offered = first_offered(space, meant)
        anything = strategies.uniform(space)

        def weigh(options: Options, left: int) -> Floats:
            open_ = (options.memory[:, None] >> np.arange(len(meant))) % 2 == 0
            can = open_ & (offered[options.state] >= 0)
            entry = np.argmax(can, axis=1)
            taken = offered[options.state, entry]
            taken[~can.any(axis=1)] = -1
            told = taken[options.owner]
            chosen: Floats = np.where(
                told >= 0, told == options.choice, anything[options.choice]
            )
            return chosen

        return Plan(space, weigh, Doings(_ticks(space.program, meant)), steady=True)

    def ready(self, space: StateSpace) -> Playing:
        """Return somebody who chooses so."""
        return self.plan(space).playing()


def _ticks(program: Program, meant: list[list[int]]) -> Index:
    """Return what is ticked off after each action: a bit for each entry."""
    ticked = np.repeat(
        np.arange(1 << len(meant))[:, None], len(program.actions), axis=1
    )
    for entry, actions in enumerate(meant):
        ticked[:, actions] |= 1 << entry
    ticked[ticked == len(ticked) - 1] = 0
    return ticked
