"""A program laid out for joint analysis: its grid, and each step in its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.joint.endings import Endings
from scenario_engine.analysis.joint.frames import Frame, frames
from scenario_engine.analysis.joint.grid import Grid, Order
from scenario_engine.analysis.joint.steps import Step
from scenario_engine.analysis.joint.touching import as_action, touched
from scenario_engine.errors import BudgetError
from scenario_engine.program.ir import Program

if TYPE_CHECKING:
    from scenario_engine.program.ir import Action
    from scenario_engine.program.trainee import Trainee

_A_CELL = 40
_A_CELL_AND_ORDER = 18
_A_BRANCH, _A_BRANCH_OF_ONE = 32, 20
"""Bytes for a branch of a row; and where a row is one state."""


@attrs.frozen
class Layout:
    """
    How a program would be laid out, before anything large is made.

    Attributes:
        program: The program.
        grid: Its grid.
        actions, stages: A frame for each of them.
    """

    program: Program
    grid: Grid
    actions: tuple[Frame, ...]
    stages: tuple[Frame, ...]

    @classmethod
    def of(cls, program: Program) -> Layout:
        """Part the variables of *program*, by its commands alone."""
        grid = Grid.of(program)
        steps = [*program.actions, *map(as_action, program.world)]
        found = frames(grid, [touched(program, step) for step in steps])
        count = len(program.actions)
        return cls(program, grid, found[:count], found[count:])

    @property
    def home(self) -> Order:
        """The order of the axes that serves most steps."""
        orders = [frame.order for frame in (*self.actions, *self.stages)]
        return max(orders, key=orders.count)

    @property
    def bytes(self) -> int:
        """The most memory that exploring and valuing takes; an estimate, in bytes."""
        program, every = self.program, (*self.actions, *self.stages)
        steps = [*program.actions, *map(as_action, program.world)]
        branches = sum(
            frame.rows
            * _most_branches(step)
            * (_A_BRANCH if frame.width > 1 else _A_BRANCH_OF_ONE)
            for frame, step in zip(every, steps, strict=True)
        )
        orders = len({frame.order for frame in every})
        a_cell = _A_CELL + _A_CELL_AND_ORDER * orders
        return len(self.grid) * a_cell + branches

    def refuse_beyond(self, megabytes: float) -> None:
        """
        Refuse what would take more than so many *megabytes*.

        Raises:
            BudgetError: With the estimate, and the variables that multiply it.
        """
        if self.bytes <= megabytes * 1e6:
            return
        pairs = zip(self.program.variables, self.grid.size, strict=True)
        widest = sorted(pairs, key=lambda pair: (-pair[1], pair[0].name))[:5]
        names = ", ".join(
            f"{variable.name} ({size} values)" for variable, size in widest
        )
        raise BudgetError(
            f"{self.program.id}: {len(self.grid)} joint states would take about "
            f"{self.bytes / 1e6:.1f} megabytes, more than the budget of "
            f"{megabytes:g}. They multiply by {names}. "
            "Narrow these variables, or give a larger budget."
        )


def _most_branches(action: Action) -> int:
    """Return how many branches a state can have at most."""
    return sum(
        1 + max((len(case.outcomes) for case in cases), default=0)
        for cases in ((action.good, action.poor) if action.delivery else (action.good,))
    )


class Scene:
    """A program laid out: made small, and filled where play goes."""

    def __init__(self, layout: Layout, trainee: Trainee) -> None:
        program = layout.program
        self.program = program
        self.grid = layout.grid
        self.home = layout.home
        self.semantics = Semantics(program, trainee)
        self.endings = Endings.of(self.semantics, self.grid, self.home)
        self.actions = tuple(
            Step(action, frame, self.semantics)
            for action, frame in zip(program.actions, layout.actions, strict=True)
        )
        self.stages = tuple(
            Step(as_action(stage), frame, self.semantics)
            for stage, frame in zip(program.world, layout.stages, strict=True)
        )
