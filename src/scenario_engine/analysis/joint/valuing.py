"""What a joint scene is worth: explored, then valued backwards."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.budget import Budget
from scenario_engine.analysis.joint.grid import Grid, Order
from scenario_engine.analysis.joint.matrices import Floats
from scenario_engine.analysis.joint.reach import reach
from scenario_engine.analysis.joint.scene import Layout, Scene
from scenario_engine.analysis.joint.sweeps import Gains, Play, Sweeps
from scenario_engine.analysis.values import Status
from scenario_engine.program.interpreter import EXPERT, Interpreter
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from scenario_engine.program.ir import Program
    from scenario_engine.program.trainee import Trainee

ROOMY = Budget(states=4_000_000, branches=200_000_000, seconds=600.0, megabytes=4_000.0)
"""The budget where none is given: four million joint states."""


@attrs.frozen(eq=False)
class JointValues:
    """
    What the states of a joint scene are worth with all turns left.

    Attributes:
        aim: What is counted.
        start: What the beginning is worth.
        states: How many states play can reach.
        status: How far to trust them.
        reached: bool, one entry a cell of the grid.
        worth: float64, likewise; 0 where play never comes.
    """

    aim: str
    start: float
    states: int
    status: Status
    reached: NDArray[np.bool_]
    worth: Floats
    _grid: Grid
    _home: Order

    def of(self, state: tuple[int, ...]) -> float:
        """
        Return what *state* is worth.

        Raises:
            KeyError: If play cannot reach it.
        """
        code = np.array([self._grid.packing.pack(state)], dtype=np.int64)
        if not (self._grid.codes(self._cells(code), self._home) == code).all():
            raise KeyError(state)
        cell = int(self._cells(code)[0])
        if not self.reached[cell]:
            raise KeyError(state)
        return float(self.worth[cell])

    def _cells(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._grid.cells_of(codes, self._home)


def estimate(program: Program) -> int:
    """Return about how many bytes `joint_values` takes at most, from the text alone."""
    return Layout.of(program).bytes


def joint_values(
    program: Program,
    aim: str = GOAL,
    trainee: Trainee = EXPERT,
    *,
    play: Play = "best",
    budget: Budget = ROOMY,
) -> JointValues:
    """
    Return what every state is worth with all turns left.

    The values are those of `explore` with `best`, `worst` or `under` for uniform
    random play, up to rounding.

    Args:
        program: The program.
        aim: The kind of ending whose chance is counted; or ``turns``, or ``score``.
        trainee: Whose skill decides how actions are delivered.
        play: Who chooses.
        budget: Limits on states, branches and seconds of exploration, a branch being
            counted once for all the states that share it; and on memory, which is
            estimated before anything is made.

    Raises:
        BudgetError: If it would take more than the budget, or more memory.
        ProgramError: If a chance is none, or nothing can be chosen, in some state.
    """
    layout = Layout.of(program)
    layout.refuse_beyond(budget.megabytes)
    scene = Scene(layout, trainee)
    reached = reach(scene, attrs.evolve(budget, megabytes=inf))
    sweeps = Sweeps(scene, reached, _gains(scene, aim), play)
    for _ in range(program.horizon):
        sweeps.turn()
    return JointValues(
        aim=aim,
        start=_at_start(scene, sweeps.worth),
        states=int(np.count_nonzero(reached)),
        status=Status.EXACT_UP_TO_ROUNDING,
        reached=reached,
        worth=sweeps.worth,
        grid=scene.grid,
        home=scene.home,
    )


def _gains(scene: Scene, aim: str) -> Gains:
    semantics, endings = scene.semantics, scene.endings
    each = 1.0 if aim == "turns" else 0.0
    choice = tuple(np.full(step.frame.rows, each) for step in scene.actions)
    if aim == "turns":
        return Gains(np.zeros(len(scene.grid)), choice)
    if aim != "score":
        return Gains(endings.of_kind(semantics, aim), choice)
    for step, gain in zip(scene.actions, choice, strict=True):
        frame = step.frame
        codes = frame.grid.codes(np.arange(frame.rows), frame.inner)
        for reward in step.action.rewards:
            gain += semantics.points(codes, reward)
    return Gains(endings.points(semantics), choice)


def _at_start(scene: Scene, worth: Floats) -> float:
    branches = Interpreter(scene.program).starts()
    packing = scene.grid.packing
    codes = np.array([packing.pack(b.state) for b in branches], dtype=np.int64)
    chances = np.array([float(b.chance) for b in branches])
    return float(chances @ worth[scene.grid.cells_of(codes, scene.home)])
