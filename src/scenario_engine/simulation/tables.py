"""A program's whole course as tables: for every choice what can follow, in order."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.branching import Branches, Semantics
from scenario_engine.analysis.numbering import Numbering
from scenario_engine.analysis.rows import Index
from scenario_engine.analysis.states import StateSpace, explore
from scenario_engine.program.interpreter import EXPERT
from scenario_engine.session import tables as live
from scenario_engine.simulation.cuts import Cuts

if TYPE_CHECKING:
    from scenario_engine.analysis.budget import Budget
    from scenario_engine.analysis.packing import Codes
    from scenario_engine.program import Program
    from scenario_engine.program.trainee import Trainee


@attrs.frozen(eq=False)
class Tables:
    """
    What a simulation of a program looks up.

    Play goes from place to place. A place is a state, together with whatever the
    strategy remembers; for a strategy without memory, places are the states.

    Attributes:
        space: The states, numbered.
        state: int32, ``(places,)``: the state of each place.
        pointer: int64, ``(places + 1,)``: the choices of each place.
        choice: int32, ``(choices,)``: which choice of the space each one is.
        start: One row: where an episode begins.
        response: For each choice, the situations that can follow.
        world: For each situation, the places that can follow.
        ending: int8, ``(places,)``: the ending of each place; -1 where it goes on.
    """

    space: StateSpace
    state: NDArray[np.int32]
    pointer: Index
    choice: NDArray[np.int32]
    start: Cuts
    response: Cuts
    world: Cuts
    ending: NDArray[np.int8]

    @cached_property
    def live(self) -> live.Tables:
        """The same program ready for live play, as far as it was played so."""
        return live.Tables(self.space.program, self.space.trainee)

    @classmethod
    def of(
        cls,
        program: Program,
        trainee: Trainee = EXPERT,
        *,
        budget: Budget | None = None,
    ) -> Tables:
        """
        Read *program* into tables.

        Args:
            program: The program.
            trainee: Whose skill decides how actions are delivered.
            budget: Limits on states, branches, memory and seconds.

        Raises:
            BudgetError: If there is more than the budget allows.
            ProgramError: If a chance is none in some state.
        """
        limits = () if budget is None else (budget,)
        return cls.over(explore(program, trainee, *limits))

    @classmethod
    def over(cls, space: StateSpace) -> Tables:
        """Read the program of *space*, whose states are known, into tables."""
        semantics = Semantics(space.program, space.trainee)
        situations = Numbering()
        response = _responses(space, semantics)
        situations.add(response.code)
        at, chances = space.start
        return cls(
            space,
            np.arange(len(space), dtype=np.int32),
            space.pointer,
            np.arange(len(space.action), dtype=np.int32),
            Cuts.of(np.zeros(len(at), dtype=np.int64), chances, at, 1),
            _cuts(response, situations, len(space.action)),
            _world(space, semantics, situations.codes),
            space.ending.astype(np.int8),
        )


def _responses(space: StateSpace, semantics: Semantics) -> Branches:
    """Return what can follow each choice of *space*, in the program's order."""
    parts = []
    for number, action in enumerate(space.program.actions):
        choices = np.flatnonzero(space.action == number)
        found = semantics.response(space.codes[space.owner[choices]], action)
        parts.append((choices[found.row], found.code, found.chance))
    return Branches.ordered(parts)


def _world(space: StateSpace, semantics: Semantics, situations: Codes) -> Cuts:
    """Return what can follow each situation; one that has ended leads to itself."""
    over = semantics.endings(situations) >= 0
    ended, going_on = np.flatnonzero(over), np.flatnonzero(~over)
    parts = [(ended, situations[ended], np.ones(len(ended)))]
    after = semantics.world(situations[going_on])
    parts.append((going_on[after.row], after.code, after.chance))
    return _cuts(Branches.ordered(parts), space.numbering, len(situations))


def _cuts(branches: Branches, numbering: Numbering, rows: int) -> Cuts:
    target: Index = numbering.of(branches.code)
    return Cuts.of(branches.row, branches.chance, target, rows)
