"""The reachable states of a program, found a whole frontier at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.branching import Branches, Semantics
from scenario_engine.analysis.budget import Budget, Meter
from scenario_engine.analysis.numbering import Numbering
from scenario_engine.analysis.packing import Codes, Packing
from scenario_engine.analysis.rows import Floats, Index, Rows, stacked
from scenario_engine.errors import ProgramError
from scenario_engine.program.interpreter import EXPERT, Interpreter
from scenario_engine.program.ir import Origin, Program
from scenario_engine.program.refusal import chance_fault
from scenario_engine.program.trainee import Trainee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_AT_ONCE = 2**14
"""How many states are looked at together: what they lead to is kept before the next."""

_PIECE = 2**21
"""How many branches of several situations are followed together."""

GENEROUS = Budget()
"""The budget where none is given: a million states."""


@attrs.frozen(eq=False)
class StateSpace:
    """
    All that can be reached: states -> choices -> responses -> world -> states.

    A choice leads, by its response branches, to situations; a situation leads, by
    its world branches, to states. A situation that has ended already leads to its
    own state.

    Attributes:
        program: The program.
        trainee: Whose skill the chances are for.
        packing: How states are packed.
        codes: int64, shape ``(n,)``: the states, in order of discovery.
        ending: int64, shape ``(n,)``: index of the ending, -1 while it goes on.
        start: Indices of the states to begin in, and their chances.
        pointer: int64, shape ``(n + 1,)``: choices of a state; none once it ended.
        action: int64, shape ``(k,)``: the action of each choice.
        response: ``k`` rows over situations.
        world: One row over states for each situation.
        numbering: Finds the index of a code.
        situations: Finds the row of *world* of a code, as responses lead to it.
    """

    program: Program
    trainee: Trainee
    packing: Packing
    codes: Codes
    ending: Index
    start: tuple[Index, Floats]
    pointer: Index
    action: Index
    response: Rows
    world: Rows
    numbering: Numbering
    situations: Numbering

    def __len__(self) -> int:
        """Count the states."""
        return len(self.codes)

    @property
    def ongoing(self) -> Index:
        """Indices of the states that are no ending."""
        return np.flatnonzero(self.ending < 0)

    @property
    def owner(self) -> Index:
        """For each choice, the state it belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.pointer))

    def expected(self, worth: Floats) -> Floats:
        """
        Return for each choice the expectation of *worth* over the states after it.

        Args:
            worth: float64, shape ``(n,)``: what each state is worth.

        Returns:
            float64, shape ``(k,)``.
        """
        return self.response.mean(self.world.mean(worth))

    def state(self, index: int) -> tuple[int, ...]:
        """Return the valuation of a state."""
        values = self.packing.unpack(self.codes[index : index + 1])[0]
        return tuple(int(value) for value in values)

    def index(self, state: tuple[int, ...]) -> int:
        """Return the index of a valuation that can be reached."""
        code = np.array([self.packing.pack(state)], dtype=np.int64)
        return int(self.numbering.of(code)[0])

    def ends(self, kind: str) -> NDArray[np.bool_]:
        """Tell which states are endings of *kind*; bool, shape ``(n,)``."""
        kinds = np.array([e.kind == kind for e in self.program.endings] + [False])
        told: NDArray[np.bool_] = kinds[self.ending]
        return told


def explore(
    program: Program, trainee: Trainee = EXPERT, budget: Budget = GENEROUS
) -> StateSpace:
    """
    Find every state that play can reach, the turn limit aside.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        budget: Limits on states, branches, memory and seconds.

    Returns:
        The state space; its numbering depends on the program alone.

    Raises:
        BudgetError: If there is more than the budget allows.
        ProgramError: If a chance is none, or nothing can be chosen, in some state.
    """
    return _Exploration(program, trainee, budget).run()


class _Exploration:
    """One run of `explore`."""

    def __init__(self, program: Program, trainee: Trainee, budget: Budget) -> None:
        self.program = program
        self.semantics = Semantics(program, trainee)
        self.packing = self.semantics.packing
        self.meter = Meter(program.id, budget, self.packing, program.horizon)
        self.states = Numbering()
        self.situations = Numbering()
        self.action: list[Index] = []
        self.choices: list[Index] = []
        self.response: list[tuple[Branches, int]] = []
        self.world: list[tuple[Branches, int]] = []
        self.branches = 0

    def run(self) -> StateSpace:
        """Look at frontier after frontier until nothing new is found."""
        starts = Interpreter(self.program).starts()
        codes = np.array([self.packing.pack(b.state) for b in starts], dtype=np.int64)
        frontier = self.states.add(codes)
        while len(frontier):
            parts = np.split(frontier, range(_AT_ONCE, len(frontier), _AT_ONCE))
            frontier = np.concatenate([self._after(part) for part in parts])
        ending = self.semantics.endings(self.states.codes)
        return StateSpace(
            program=self.program,
            trainee=self.semantics.trainee,
            packing=self.packing,
            codes=self.states.codes,
            ending=ending,
            start=(self.states.of(codes), np.array([float(b.chance) for b in starts])),
            pointer=self._pointer(ending),
            action=np.concatenate(self.action),
            response=stacked(self.response, self.situations),
            world=stacked(self.world, self.states),
            numbering=self.states,
            situations=self.situations,
        )

    def _after(self, frontier: Codes) -> Codes:
        """Look at every choice of *frontier*; return the new states that go on."""
        found = self.situations.add(self._respond(frontier))
        over = self.semantics.endings(found) >= 0
        ended, going_on = np.flatnonzero(over), np.flatnonzero(~over)
        parts = [(ended, found[ended], np.ones(len(ended)))]
        for after in self._worlds(found[going_on]):
            parts.append((going_on[after.row], after.code, after.chance))
        world = Branches.ordered(parts)
        self.world.append((world, len(found)))
        self.branches += len(ended)
        new = self.states.add(world.code)
        frontier = new[self.semantics.endings(new) < 0]
        self.meter.check(self.states.codes, len(frontier), self.branches)
        return frontier

    def _worlds(self, situations: Codes) -> Iterator[Branches]:
        """Yield where the world leads from *situations*, within the budget."""
        for piece in self.semantics.worlds(situations, _PIECE):
            self.branches += len(piece.row)
            self.meter.check(self.states.codes, len(situations), self.branches)
            yield piece if len(piece.row) < _PIECE // 2 else piece.merged()

    def _respond(self, frontier: Codes) -> Codes:
        """Note the choices of *frontier* with their responses; return where to."""
        count = len(self.program.actions)
        parts, offered = [], np.zeros((len(frontier), count), dtype=np.bool_)
        spent = self.branches
        for number, action in enumerate(self.program.actions):
            rows = np.flatnonzero(self.semantics.available(frontier, action))
            offered[rows, number] = True
            branches = self.semantics.response(frontier[rows], action)
            key = rows[branches.row] * count + number
            parts.append((key, branches.code, branches.chance))
            spent += len(key)
            self.meter.check(self.states.codes, len(frontier), spent)
        self._refuse_silence(frontier, offered)
        together = Branches.ordered(parts)
        asked, place = np.unique(together.row, return_inverse=True)
        choices = Branches(place, together.code, together.chance)
        self.response.append((choices, len(asked)))
        self.action.append(np.nonzero(offered)[1])
        self.choices.append(offered.sum(axis=1))
        self.branches += len(place)
        return together.code

    def _refuse_silence(self, frontier: Codes, offered: NDArray[np.bool_]) -> None:
        """Refuse a state in which nothing can be chosen."""
        silent = np.flatnonzero(~offered.any(axis=1))
        if not len(silent):
            return
        values = self.packing.unpack(frontier[silent[:1]])[0]
        state = tuple(int(value) for value in values)
        origin = Origin(self.program.pack, f"scenario '{self.program.id}'", "")
        fault = chance_fault(
            self.program, state, origin, "", "no intervention is available"
        )
        mend = "Make one intervention available there, or end the scenario"
        raise ProgramError([attrs.evolve(fault, mend=mend)])

    def _pointer(self, ending: Index) -> Index:
        counts = np.zeros(len(ending), dtype=np.int64)
        counts[ending < 0] = np.concatenate(self.choices)
        return np.concatenate([[0], np.cumsum(counts)])
