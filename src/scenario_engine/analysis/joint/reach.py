"""The joint states that play can reach, as a set of cells."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.budget import Budget, Meter
from scenario_engine.analysis.joint.crowds import Crowd
from scenario_engine.analysis.joint.moves import by_frame
from scenario_engine.errors import ProgramError
from scenario_engine.program.ir import Origin
from scenario_engine.program.refusal import chance_fault

if TYPE_CHECKING:
    from scenario_engine.analysis.joint.scene import Scene

Cells = NDArray[np.bool_]
"""A set of cells: bool, one entry a cell, axes in the order of the scene's home."""


def reach(scene: Scene, budget: Budget) -> Cells:
    """
    Find the states in which a turn begins or the scene is over.

    The steps of *scene* learn what they do in them.

    Raises:
        BudgetError: If there is more than the budget allows.
        ProgramError: If a chance is none, or nothing can be chosen, in some state.
    """
    return _Search(scene, budget).run()


class _Search:
    """One run of `reach`."""

    def __init__(self, scene: Scene, budget: Budget) -> None:
        self.scene = scene
        self.over = scene.endings.over
        self.budget = budget
        self.began = monotonic()
        self.meter = Meter(scene.program.id, budget, scene.grid.packing)
        self.seen = [np.zeros(len(self.over), np.bool_) for _ in scene.stages]

    def run(self) -> Cells:
        """Look at frontier after frontier until nothing new is found."""
        reached = self._starts()
        new = reached
        while (frontier := new & ~self.over).any():
            after = self._world(self._respond(frontier))
            new = after & ~reached
            reached = reached | new
            self._check(reached, new)
        return reached

    def _starts(self) -> Cells:
        grid, packing = self.scene.grid, self.scene.grid.packing
        states = [packing.pack(start.state) for start in self.scene.program.starts]
        found = np.zeros(len(grid), np.bool_)
        found[grid.cells_of(np.array(states), self.scene.home)] = True
        return found

    def _respond(self, frontier: Cells) -> Cells:
        """Return where any choice in *frontier* leads before the world's stages."""
        after = np.zeros(len(frontier), np.bool_)
        silent = frontier
        for frame, steps in by_frame(self.scene.actions):
            crowd = Crowd(frame, self.scene.home, frontier)
            offered = np.zeros(frame.rows, np.bool_)
            for step in steps:
                crowd.follow(step)
                offered |= step.offered
            after |= crowd.after()
            silent = silent & ~crowd.spread(offered)
        if silent.any():
            self._refuse_silence(silent)
        return after

    def _world(self, situations: Cells) -> Cells:
        """Return where *situations* lead through the stages; what is over stays."""
        ended = situations & self.over
        for seen, stage in zip(self.seen, self.scene.stages, strict=True):
            going_on = situations & ~self.over & ~seen
            seen |= going_on
            crowd = Crowd(stage.frame, self.scene.home, going_on)
            crowd.follow(stage)
            situations = crowd.after()
            ended |= situations & self.over
        return ended | situations

    def _check(self, reached: Cells, new: Cells) -> None:
        """Refuse to go on when the budget is spent."""
        steps = (*self.scene.actions, *self.scene.stages)
        entries = sum(step.entries for step in steps)
        budget = self.budget
        if (
            np.count_nonzero(reached) > budget.states
            or entries > budget.branches
            or monotonic() - self.began > budget.seconds
        ):
            waiting = int(np.count_nonzero(new & ~self.over))
            found = self.scene.grid.codes(np.flatnonzero(reached), self.scene.home)
            self.meter.check(found, waiting, entries)

    def _refuse_silence(self, silent: Cells) -> None:
        """Refuse a state in which nothing can be chosen."""
        grid, program = self.scene.grid, self.scene.program
        code = grid.codes(np.flatnonzero(silent)[:1], self.scene.home)
        state = tuple(int(value) for value in grid.packing.unpack(code)[0])
        origin = Origin(program.pack, f"scenario '{program.id}'", "")
        fault = chance_fault(program, state, origin, "", "no intervention is available")
        mend = "Make one intervention available there, or end the scenario"
        raise ProgramError([attrs.evolve(fault, mend=mend)])
