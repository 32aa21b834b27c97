"""A program read for many states at once, with the parameters in every chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.sensitivity.layers import Layer, Piece, joined
from scenario_engine.analysis.sensitivity.parameters import (
    CHANCE,
    DELIVERY,
    Key,
    Kind,
    Parameter,
    reason_key,
)
from scenario_engine.program.interpreter import TOLERANCE
from scenario_engine.program.ir import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenario_engine.analysis.packing import Codes, Columns
    from scenario_engine.analysis.sensitivity.layers import Floats, Index
    from scenario_engine.program import ir
    from scenario_engine.program.ir import Program
    from scenario_engine.program.trainee import Trainee

Moves = tuple[tuple[int, NDArray[np.bool_]], ...]


class Reading(Semantics):
    """
    The semantics of a program, keeping cases and deliveries apart.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        known: The program's parameters, in order.
    """

    def __init__(
        self, program: Program, trainee: Trainee, known: Mapping[Key, Parameter]
    ) -> None:
        super().__init__(program, trainee)
        self._number = {key: number for number, key in enumerate(known)}
        self._kind = {key: parameter.kind for key, parameter in known.items()}

    def delivery(self, codes: Codes, action: ir.Action) -> tuple[Floats, Moves]:
        """Return the chance of a good delivery in each state, and what moves it."""
        every = np.arange(len(codes))
        if action.delivery is None:
            return np.ones(len(codes)), ()
        skill = {"skill": float(self.trainee.skill_in(action.technique))}
        return self._moving(
            action.delivery,
            self._columns(codes),
            every,
            (action.origin, DELIVERY),
            skill,
        )

    def noted(self, codes: Codes, action: ir.Action) -> Codes:
        """Return *codes* after the monitors have noted that *action* is chosen."""
        return self._watched(codes, action)

    def refuse_silence(self, codes: Codes, offered: Index) -> None:
        """
        Refuse a state in which nothing can be chosen.

        Raises:
            ProgramError: If an entry of *offered*, one for each of *codes*, is 0.
        """
        origin = Origin(self.program.pack, f"scenario '{self.program.id}'", "")
        counts = offered.astype(np.float64)
        problem = "no intervention is available"
        self._refuse_if(offered == 0, codes, counts, origin, problem)

    def cases(self, cases: Sequence[ir.Case], codes: Codes) -> Layer:
        """
        Return what *cases* make of each state: a row each, over codes.

        Raises:
            ProgramError: If chances are outside 0..1, or sum to more than 1.
        """
        pieces: list[Piece] = []
        open_ = np.ones(len(codes), dtype=np.bool_)
        columns = self._columns(codes)
        rest = np.ones(len(codes))
        for case in cases:
            here = np.flatnonzero(open_ & self._holds(case.guard, columns))
            open_[here] = False
            if len(here):
                found = self._one(case, columns, here)
                pieces += found
                total = sum((piece.chance for piece in found), np.zeros(len(here)))
                self._refuse_if(
                    total > 1 + TOLERANCE,
                    codes[here],
                    total,
                    case.origin,
                    "the chances sum to more than 1",
                )
                rest[here] = np.where(1.0 - total > TOLERANCE, 1.0 - total, 0.0)
        every = np.arange(len(codes))
        return joined([*pieces, Piece(every, codes, rest)], len(codes))

    def _one(self, case: ir.Case, columns: Columns, rows: Index) -> list[Piece]:
        codes, pieces = columns.codes[rows], []
        for outcome in case.outcomes:
            key = (outcome.origin, CHANCE)
            chance, moves = self._moving(outcome.chance, columns, rows, key, {})
            after = self.packing.changed(codes, outcome.changes)
            pieces.append(Piece(rows, after, chance, moves))
        return pieces

    def _moving(
        self,
        chance: ir.Chance,
        columns: Columns,
        rows: Index,
        key: Key,
        constants: Mapping[str, float],
    ) -> tuple[Floats, Moves]:
        """Return the chance in *rows*, and which parameters move it in which."""
        origin = key[0]
        here = columns.at(rows).beside(constants)
        total = self._chance(chance, here, origin)
        moves = []
        if key in self._number:
            moved = np.ones(len(rows), dtype=np.bool_)
            if self._kind[key] is Kind.OFFSET:
                base = self._numbers(chance.base, here, origin)
                moved = (base > 0) & (base < 1)
            moves.append((self._number[key], moved))
        for position, reason in enumerate(chance.reasons, 1):
            number = self._number[(origin, reason_key(position))]
            moves.append((number, self._holds(reason.when, here)))
        return total, tuple(moves)
