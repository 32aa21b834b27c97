"""What an episode comes to by the state in which it ends, and by its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from scenario_engine.analysis import aims
from scenario_engine.analysis.packing import Columns as States
from scenario_engine.expressions.arrays import evaluate_array
from scenario_engine.program.ir import GOAL, HARM, NEUTRAL
from scenario_engine.simulation.columns import REAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scenario_engine.analysis.rows import Floats
    from scenario_engine.analysis.states import StateSpace
    from scenario_engine.expressions import Expression
    from scenario_engine.program import Program
    from scenario_engine.simulation.columns import Column

KINDS = (GOAL, HARM, NEUTRAL)

END, POINTS, BROKEN = "end.", "points.", "broken."
"""How columns are called of which each variable, item or policy has one."""


def items(program: Program) -> tuple[tuple[str, str], ...]:
    """Return each (instrument, item) that a program awards points for."""
    rewards = [reward for each in program.actions for reward in each.rewards]
    for ending in (*program.endings, program.timeout):
        rewards += ending.rewards
    return tuple(dict.fromkeys((r.instrument, r.item) for r in rewards))


def composure(program: Program) -> int | None:
    """Return the place of the trainee's composure among the variables, if it is one."""
    kinds = [variable.standard for variable in program.variables]
    return kinds.index("composure") if "composure" in kinds else None


def by_state(space: StateSpace, column: Column) -> NDArray[Any] | None:
    """Return what *column* is for an end in each state, where it goes by that."""
    program, name = space.program, column.name
    endings = (*program.endings, program.timeout)
    found: NDArray[Any]
    if name in ("episode", "turns"):
        return None
    if name == "ending":
        codes = [column.labels.index(ending.id) for ending in endings]
        found = np.array(codes)[space.ending]
    elif name == "kind":
        found = np.array([KINDS.index(e.kind) for e in endings])[space.ending]
    elif column.kind == REAL:
        found = points(space, column)[0]
    elif name == "broken":
        found = np.zeros(len(space), dtype=np.int64)
        for each in program.monitors:
            found += _broken(space, each.policy)
    elif name.startswith(BROKEN):
        found = _broken(space, name.removeprefix(BROKEN))
    elif name == "composure":
        place = composure(program)
        assert place is not None
        found = space.packing.column(space.codes, place)
    else:
        found = values(space, name.removeprefix(END))
    return found.astype(column.dtype)


def values(space: StateSpace, variable: str) -> NDArray[np.int64]:
    """Return the value of *variable* in each state of *space*."""
    names = [each.name for each in space.program.variables]
    return space.packing.column(space.codes, names.index(variable))


def points(space: StateSpace, column: Column) -> tuple[Floats, Floats]:
    """Return the points for ending in each state, and for each choice."""
    chosen = None
    if column.name != "score":
        every = items(space.program)
        chosen = [item for item in every if POINTS + ".".join(item) == column.name]
    aim = aims.score(space, chosen)
    return aim.final, aim.gain


def _broken(space: StateSpace, policy: str) -> NDArray[np.int64]:
    """Tell in which states *policy* is broken when the episode ends there."""
    (monitor,) = (each for each in space.program.monitors if each.policy == policy)
    return holds(space, monitor.broken_at_end).astype(np.int64)


def holds(space: StateSpace, guard: Expression) -> NDArray[np.bool_]:
    """Tell in which states of *space* a guard holds."""
    found = evaluate_array(guard, States(space.packing, space.codes), len(space))
    return np.broadcast_to(np.asarray(found, dtype=np.bool_), len(space))
