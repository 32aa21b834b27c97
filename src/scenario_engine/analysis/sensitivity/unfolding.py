"""A turn unfolded into its steps: delivery, response, each stage of the world."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.budget import Budget, Meter
from scenario_engine.analysis.numbering import Numbering
from scenario_engine.analysis.packing import Packing
from scenario_engine.analysis.sensitivity.layers import (
    Floats,
    Index,
    Layer,
    Piece,
    joined,
    stacked,
)
from scenario_engine.analysis.sensitivity.parameters import (
    WIDTHS,
    Parameter,
    Widths,
    parameters,
)
from scenario_engine.analysis.sensitivity.reading import Reading
from scenario_engine.program import EXPERT, Interpreter, Program, Trainee

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.packing import Codes
    from scenario_engine.program.ir import Case


@attrs.frozen(eq=False, slots=False)
class Unfolded:
    """
    A program's turns, step by step, over all states that some parameters can reach.

    Attributes:
        program: The program.
        packing: How states are packed.
        parameters: Its estimated numbers; their positions are those in the layers.
        codes: int64, shape ``(n,)``: the states, in order of discovery.
        ending: int64, shape ``(n,)``: index of the ending, -1 while it goes on.
        start: Indices of the states to begin in, and their chances.
        owner: int64, shape ``(k,)``; ascending: the state of each choice.
        action: int64, shape ``(k,)``: the action of each choice.
        layers: The steps of a turn; rows of the first are choices, targets of the
            last are states.
    """

    program: Program
    packing: Packing
    parameters: tuple[Parameter, ...]
    codes: Index
    ending: Index
    start: tuple[Index, Floats]
    owner: Index
    action: Index
    layers: tuple[Layer, ...]

    def __len__(self) -> int:
        """Count the states."""
        return len(self.codes)

    @cached_property
    def firsts(self) -> Index:
        """For each state that goes on, its first choice."""
        return np.flatnonzero(np.diff(self.owner, prepend=-1))

    def final(self, kind: str) -> Floats:
        """Return what a state is worth when the episode ends in it: 1 for *kind*."""
        kinds = [e.kind for e in (*self.program.endings, self.program.timeout)]
        return np.array([found == kind for found in kinds], np.float64)[self.ending]

    def shifted(self, shifts: Floats) -> Unfolded:
        """Return it with each parameter changed by its entry in *shifts*."""
        layers = tuple(layer.shifted(shifts) for layer in self.layers)
        return attrs.evolve(self, layers=layers)


def unfold(
    program: Program,
    trainee: Trainee = EXPERT,
    *,
    widths: Widths = WIDTHS,
    budget: Budget | None = None,
) -> Unfolded:
    """
    Find all that play can reach while the parameters lie within their ranges.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        widths: How far numbers may be off.
        budget: Limits on states, branches and seconds.

    Raises:
        BudgetError: If there is more than the budget allows.
        ProgramError: If a chance is none in some state.
    """
    return _Unfolding(program, trainee, widths, budget or Budget()).run()


class _Unfolding:
    """One run of `unfold`."""

    def __init__(
        self, program: Program, trainee: Trainee, widths: Widths, budget: Budget
    ) -> None:
        self.program = program
        self.known = parameters(program, widths)
        self.reading = Reading(program, trainee, self.known)
        self.meter = Meter(program.id, budget, self.reading.packing)
        steps = len(program.world)
        self.entered = [Numbering() for _ in range(steps)]
        self.states = Numbering()
        self.parts: list[list[Layer]] = [[] for _ in range(steps + 2)]
        self.owner: list[Index] = []
        self.action: list[Index] = []
        self.responses = 0
        self.branches = 0

    def run(self) -> Unfolded:
        """Look at frontier after frontier until nothing new is found."""
        pack = self.reading.packing.pack
        starts = Interpreter(self.program).starts()
        codes = np.array([pack(b.state) for b in starts], dtype=np.int64)
        frontier = self.states.add(codes)
        while len(frontier):
            before = len(self.states.codes) - len(frontier)
            ongoing = np.flatnonzero(self.reading.endings(frontier) < 0)
            if len(ongoing):
                self._look_at(frontier[ongoing], before + ongoing)
            frontier = self.states.codes[before + len(frontier) :]
            self.meter.check(self.states.codes, len(frontier), self.branches)
        return Unfolded(
            program=self.program,
            packing=self.reading.packing,
            parameters=tuple(self.known.values()),
            codes=self.states.codes,
            ending=self.reading.endings(self.states.codes),
            start=(self.states.of(codes), np.array([float(b.chance) for b in starts])),
            owner=np.concatenate(self.owner),
            action=np.concatenate(self.action),
            layers=self._layers(),
        )

    def _look_at(self, codes: Codes, indices: Index) -> None:
        """Note the choices in *codes* and all that follows from them in one turn."""
        new = self._choose(codes, indices)
        for step, stage in enumerate(self.program.world):
            seen = len(self.entered[step].codes)
            self.entered[step].add(new)
            found = self.entered[step].codes[seen:]
            new = self._note(step + 2, self._through(stage.cases, found))
        self.states.add(new)

    def _through(self, cases: Sequence[Case], codes: Codes) -> Layer:
        """Return what a stage makes of *codes*; where it is over, nothing changes."""
        open_ = self.reading.endings(codes) < 0
        going_on = np.flatnonzero(open_)
        after = self.reading.cases(cases, codes[going_on])
        counts = np.ones(len(codes), dtype=np.int64)
        counts[going_on] = np.diff(after.pointer)
        pointer = np.concatenate([[0], np.cumsum(counts)])
        active = np.repeat(open_, counts)
        target, chance = np.repeat(codes, counts), np.ones(len(active))
        target[active], chance[active] = after.target, after.chance
        branch = np.flatnonzero(active)[after.branch]
        return Layer(pointer, target, chance, branch, after.parameter)

    def _choose(self, codes: Codes, indices: Index) -> Codes:
        """Note each choice's delivery and responses; return the codes these lead to."""
        pieces, rests, asked, reached = [], [], [], []
        count = len(self.program.actions)
        for number, action in enumerate(self.program.actions):
            rows = np.flatnonzero(self.reading.available(codes, action))
            key, here = rows * count + number, codes[rows]
            noted = self.reading.noted(here, action)
            reached.append(self._note(1, self.reading.cases(action.good, noted)))
            good = self.responses + np.arange(len(rows))
            self.responses += len(rows)
            asked.append(key)
            if action.delivery is None:
                rests.append(Piece(key, good, np.ones(len(rows))))
                continue
            reached.append(self._note(1, self.reading.cases(action.poor, noted)))
            poor = self.responses + np.arange(len(rows))
            self.responses += len(rows)
            chance, moves = self.reading.delivery(here, action)
            pieces.append(Piece(key, good, chance, moves))
            rests.append(Piece(key, poor, 1.0 - chance))
        keys = np.sort(np.concatenate(asked))
        self.reading.refuse_silence(codes, np.bincount(keys // count, None, len(codes)))
        numbered = [
            attrs.evolve(piece, row=np.searchsorted(keys, piece.row))
            for piece in (*pieces, *rests)
        ]
        self._note(0, joined(numbered, len(keys)))
        self.owner.append(indices[keys // count])
        self.action.append(keys % count)
        return np.concatenate(reached)

    def _note(self, step: int, layer: Layer) -> Codes:
        self.parts[step].append(layer)
        self.branches += len(layer.target)
        return layer.target

    def _layers(self) -> tuple[Layer, ...]:
        """Stack what was noted; number what each layer leads to."""
        layers = [stacked(parts) for parts in self.parts]
        numberings = [*self.entered, self.states]
        return (
            layers[0],
            *(
                attrs.evolve(layer, target=numbering.of(layer.target))
                for layer, numbering in zip(layers[1:], numberings, strict=True)
            ),
        )
