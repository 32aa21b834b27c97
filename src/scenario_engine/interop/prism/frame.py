"""What every part of a PRISM model is written in: names, phases, formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from scenario_engine.expressions import Comparison, Expression, Name, Not, names
from scenario_engine.interop.prism.names import Names
from scenario_engine.interop.prism.symbolic import State, both, either, first, read
from scenario_engine.program import Program

if TYPE_CHECKING:
    from scenario_engine.program.ir import Variable

TURN: Final = "turn"
HORIZON: Final = "horizon"
PHASE: Final = "phase"
CHOOSING: Final = "choosing"
OVER: Final = "over"
STARTING: Final = "starting"
ENDED: Final = "ended"
BEGIN: Final = "begin"
FINISH: Final = "finish"
MODULE: Final = "scene"
OWN: Final = (
    *(TURN, HORIZON, PHASE, CHOOSING, OVER, STARTING, ENDED),
    *(BEGIN, FINISH, MODULE),
)
"""What the export itself names."""

GOES_ON: Final[Expression] = Not(Name(ENDED))
"""The condition that no ending holds."""


@attrs.frozen(eq=False)
class Frame:
    """
    What every part of a model is written in.

    Attributes:
        program: The program.
        names: The names given so far.
        state: For each of the program's variables, its name in the model.
        actions: For each of the program's actions, its name in the model.
        stages: For each of the world's stages, the phase in which it is next.
        endings: For each of the program's endings, the condition that it ends here.
        formulas: Named expressions; they grow while the parts are written.
    """

    program: Program
    names: Names
    state: Mapping[str, Name]
    actions: tuple[str, ...]
    stages: tuple[str, ...]
    endings: tuple[Expression, ...]
    formulas: dict[str, Expression]

    @property
    def variables(self) -> Mapping[str, Variable]:
        """The program's variables by name."""
        return {variable.name: variable for variable in self.program.variables}

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases in order: a name is worth its place."""
        return (CHOOSING, *self.stages, OVER, STARTING)

    def here(self, expression: Expression) -> Expression:
        """Return *expression* in the names of the model."""
        return read(expression, self.state)

    def define(self, wish: str, expression: Expression) -> Expression:
        """Give *expression* a name, unless it is a constant or a name already."""
        if not names(expression) or isinstance(expression, Name):
            return expression
        name = self.names.give(wish)
        self.formulas[name] = expression
        return Name(name)

    def move(self, after: State, phase: str) -> dict[str, Expression]:
        """Return the updates that lead to *after* and to *phase*."""
        updates = {
            name.name: after[variable]
            for variable, name in self.state.items()
            if after[variable] != name
        }
        return {**updates, PHASE: Name(phase)}

    def of_kind(self, kind: str) -> Expression:
        """Return the condition that what ends here is an ending of *kind*."""
        program = self.program
        ends = [
            guard
            for ending, guard in zip(program.endings, self.endings, strict=True)
            if ending.kind == kind
        ]
        return either(*ends, *([GOES_ON] if program.timeout.kind == kind else []))


def frame(program: Program) -> Frame:
    """Give everything in *program* its name."""
    given = Names(*OWN)
    state = {
        variable.name: Name(given.give(variable.name, f"variable '{variable.name}'"))
        for variable in program.variables
    }
    actions = tuple(
        given.give(action.id, f"intervention '{action.id}'")
        for action in program.actions
    )
    stages = tuple(
        given.give(f"before_{stage.id}", f"what may happen from '{stage.id}' on")
        for stage in program.world
    )
    made = Frame(program, given, state, actions, stages, (), {})
    guards = first([ending.guard for ending in program.endings], state)
    endings = []
    for ending, guard in zip(program.endings, guards, strict=False):
        name = given.give(f"ending_{ending.id}", f"ending '{ending.id}'")
        made.formulas[name] = guard
        endings.append(Name(name))
    made.formulas[ENDED] = either(*endings)
    return attrs.evolve(made, endings=tuple(endings))


def in_phase(phase: str, *guards: Expression) -> Expression:
    """Return the condition that *phase* is the present one, and that *guards* hold."""
    return both(Comparison(Name(PHASE), (("==", Name(phase)),)), *guards)
