"""What is said of a state in which a program cannot go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.errors import Fault
from scenario_engine.program.ir import Origin

if TYPE_CHECKING:
    from scenario_engine.program.ir import Program

    State = tuple[int, ...]

MOST_WAYS = 2**15
"""In how many ways the world's stages may go from one state; more are refused."""


def chance_fault(
    program: Program, state: State, origin: Origin, value: str, problem: str
) -> Fault:
    """Return the fault of a chance that is none, with the state it was met in."""
    names = (variable.name for variable in program.variables)
    where = ", ".join(f"{n} = {v}" for n, v in zip(names, state, strict=True))
    return Fault(
        origin.pack,
        origin.object,
        origin.field,
        value,
        f"{problem} in the state {where}",
        "Change the chances or reasons, or write clamp(…) where you mean it",
    )


def ways_fault(program: Program, state: State) -> Fault:
    """Return the fault of a world that can go in too many ways from *state*."""
    origin = Origin(program.pack, f"scenario '{program.id}'", "world")
    problem = f"the stages can go in more than {MOST_WAYS} ways"
    fault = chance_fault(program, state, origin, "", problem)
    mend = "Take stages out, or give them guards that exclude each other"
    return attrs.evolve(fault, mend=mend)
