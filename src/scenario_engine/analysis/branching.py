"""What the program does to many states at once: responses, stages, endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.packing import Codes, Columns, Packing
from scenario_engine.errors import ProgramError
from scenario_engine.expressions import EvaluationError, Truth, evaluate
from scenario_engine.expressions.arrays import evaluate_array
from scenario_engine.program.interpreter import TOLERANCE
from scenario_engine.program.refusal import MOST_WAYS, chance_fault, ways_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.expressions import Expression
    from scenario_engine.program import ir
    from scenario_engine.program.ir import Program
    from scenario_engine.program.trainee import Trainee

Rows = NDArray[np.int64]
Chances = NDArray[np.float64]


@attrs.frozen(eq=False)
class Branches:
    """
    Branches of many states, in the program's order within each row.

    Attributes:
        row: int64, shape ``(b,)``. Which of the states asked about; ascending.
        code: int64, shape ``(b,)``. The state it leads to.
        chance: float64, shape ``(b,)``, positive.
    """

    row: Rows
    code: Codes
    chance: Chances

    @classmethod
    def ordered(cls, parts: Sequence[tuple[Rows, Codes, Chances]]) -> Branches:
        """Put *parts*, each in branch order, together by row; drop chance 0."""
        row = np.concatenate([part[0] for part in parts])
        code = np.concatenate([part[1] for part in parts])
        chance = np.concatenate([part[2] for part in parts])
        kept = np.flatnonzero(chance > 0)
        order = kept[np.argsort(row[kept], kind="stable")]
        return cls(row[order], code[order], chance[order])

    def merged(self) -> Branches:
        """Return them by row and code, those of a row that lead to one state as one."""
        order = np.lexsort((self.code, self.row))
        row, code = self.row[order], self.code[order]
        first = np.ones(len(row), dtype=np.bool_)
        first[1:] = (row[1:] != row[:-1]) | (code[1:] != code[:-1])
        at = np.flatnonzero(first)
        return Branches(row[at], code[at], np.add.reduceat(self.chance[order], at))


class Semantics:
    """
    A program read for arrays of packed states.

    It agrees with the reference interpreter branch by branch.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
    """

    def __init__(self, program: Program, trainee: Trainee) -> None:
        self.program = program
        self.trainee = trainee
        self.packing = Packing.of(program)
        self._last: Columns | None = None

    def available(self, codes: Codes, action: ir.Action) -> NDArray[np.bool_]:
        """Tell in which states *action* can be chosen; bool, shape of *codes*."""
        return self._holds(action.available, self._columns(codes))

    def endings(self, codes: Codes) -> NDArray[np.int64]:
        """Return the index of the ending that holds in each state, -1 for none."""
        found = np.full(len(codes), -1, dtype=np.int64)
        columns = self._columns(codes)
        for index in reversed(range(len(self.program.endings))):
            guard = self.program.endings[index].guard
            found[self._holds(guard, columns)] = index
        return found

    def holds(self, codes: Codes, guard: Expression) -> NDArray[np.bool_]:
        """Tell in which states *guard* holds; bool, shape of *codes*."""
        return self._holds(guard, self._columns(codes))

    def points(self, codes: Codes, reward: ir.Reward) -> Chances:
        """Return what *reward* adds to the score in each state; float64."""
        points = float(evaluate(reward.worth, {}))
        holds = self._holds(reward.guard, self._columns(codes))
        return np.where(holds, points, 0.0)

    def response(self, codes: Codes, action: ir.Action) -> Branches:
        """
        Return what can follow *action* in each state, before the world's stages.

        Raises:
            ProgramError: If chances are outside 0..1, or sum to more than 1.
        """
        watched = self._watched(codes, action)
        good = self.delivered(codes, action)
        return Branches.ordered(
            self._outcomes(action.good, watched, good)
            + self._outcomes(action.poor, watched, 1.0 - good)
        )

    def delivered(self, codes: Codes, action: ir.Action) -> Chances:
        """
        Return the chance of a good delivery in each state; 1 where it is no matter.

        Raises:
            ProgramError: If it is outside 0..1.
        """
        if action.delivery is None:
            return np.ones(len(codes))
        skill = {"skill": float(self.trainee.skill_in(action.technique))}
        here = self._columns(codes).beside(skill)
        return self._chance(action.delivery, here, action.origin)

    def world(self, codes: Codes) -> Branches:
        """
        Return what can happen by itself in each state, after the response.

        Raises:
            ProgramError: If chances are outside 0..1, or sum to more than 1; or if
                there are more than `MOST_WAYS` ways to go from a state.
        """
        (branches,) = self.worlds(codes, len(codes) * MOST_WAYS)
        return branches

    def worlds(self, codes: Codes, most: int) -> Iterator[Branches]:
        """
        Yield what `world` returns in pieces, one for so many of *codes* after others.

        Args:
            codes: The states.
            most: No piece is of several states that have more branches together;
                and none of no state, unless *codes* is empty.
        """
        branches = Branches(np.arange(len(codes)), codes, np.ones(len(codes)))
        for stage in self.program.world:
            branches = self._stage(branches, stage)
            if len(branches.row) > len(codes) * MOST_WAYS // 2:
                self._refuse_many(branches, codes)
            if len(branches.row) > most and len(codes) > 1:
                half = len(codes) // 2
                yield from self.worlds(codes[:half], most)
                for piece in self.worlds(codes[half:], most):
                    yield attrs.evolve(piece, row=piece.row + half)
                return
        self._refuse_many(branches, codes)
        yield branches

    def _refuse_many(self, branches: Branches, codes: Codes) -> None:
        """Refuse a state of *codes* from which there are too many ways to go."""
        ways = np.bincount(branches.row, minlength=1)
        if ways.max() > MOST_WAYS:
            state = self._state(codes, int(np.argmax(ways)))
            raise ProgramError([ways_fault(self.program, state)])

    def _stage(self, before: Branches, stage: ir.Stage) -> Branches:
        over = self.endings(before.code) >= 0
        ended, going_on = np.flatnonzero(over), np.flatnonzero(~over)
        parts = [(ended, before.code[ended], before.chance[ended])]
        for row, code, chance in self._outcomes(
            stage.cases, before.code[going_on], before.chance[going_on]
        ):
            parts.append((going_on[row], code, chance))
        after = Branches.ordered(parts)
        return Branches(before.row[after.row], after.code, after.chance)

    def _watched(self, codes: Codes, action: ir.Action) -> Codes:
        """Return *codes* after the monitors have noted that *action* is chosen."""
        columns, after = self._columns(codes), codes
        for watch in action.watches:
            open_ = np.ones(len(codes), dtype=np.bool_)
            for update in watch.updates:
                here = open_ & self._holds(update.guard, columns)
                after = np.where(
                    here, self.packing.changed(after, update.changes), after
                )
                open_ &= ~here
        return after

    def _outcomes(
        self, cases: Sequence[ir.Case], codes: Codes, weight: Chances
    ) -> list[tuple[Rows, Codes, Chances]]:
        """Return each outcome's rows, then those of "nothing changes"."""
        parts: list[tuple[Rows, Codes, Chances]] = []
        open_ = weight > 0
        columns = self._columns(codes)
        for case in cases:
            here = np.flatnonzero(open_ & self._holds(case.guard, columns))
            open_[here] = False
            if len(here):
                parts += self._case(case, columns, here, weight)
        left = np.flatnonzero(open_)
        return [*parts, (left, codes[left], weight[left])]

    def _case(
        self, case: ir.Case, columns: Columns, rows: Rows, weight: Chances
    ) -> list[tuple[Rows, Codes, Chances]]:
        parts = []
        total = np.zeros(len(rows))
        here, share = columns.at(rows), weight[rows]
        for outcome in case.outcomes:
            chance = self._chance(outcome.chance, here, outcome.origin)
            total = total + chance
            parts.append((rows, here.changed(outcome.changes), share * chance))
        rest = 1.0 - total
        self._refuse_if(
            rest < -TOLERANCE,
            here.codes,
            total,
            case.origin,
            "the chances sum to more than 1",
        )
        rest = np.where(rest > TOLERANCE, rest, 0.0)
        return [*parts, (rows, here.codes, share * rest)]

    def _chance(self, chance: ir.Chance, here: Columns, origin: ir.Origin) -> Chances:
        """Return base plus reasons, refusing what is no probability."""
        total = self._numbers(chance.base, here, origin)
        for reason in chance.reasons:
            holds = np.flatnonzero(self._holds(reason.when, here))
            there = here.at(holds)
            total[holds] += self._numbers(reason.by, there, origin)
        outside = (total < -TOLERANCE) | (total > 1 + TOLERANCE)
        self._refuse_if(outside, here.codes, total, origin, "not a chance in 0..1")
        return np.minimum(np.maximum(total, 0.0), 1.0)

    def _numbers(
        self, expression: Expression, columns: Columns, origin: ir.Origin
    ) -> Chances:
        """Evaluate a number for each of *columns*: float64, freshly made."""
        try:
            values = evaluate_array(expression, columns, len(columns.codes))
        except EvaluationError as error:
            state = self._state(columns.codes, error.index or 0)
            fault = chance_fault(self.program, state, origin, "", error.problem)
            raise ProgramError([attrs.evolve(fault, mend=error.mend)]) from error
        return np.array(values, dtype=np.float64)

    def _refuse_if(
        self,
        wrong: NDArray[np.bool_],
        codes: Codes,
        values: Chances,
        origin: ir.Origin,
        problem: str,
    ) -> None:
        if not wrong.any():
            return
        first = int(np.argmax(wrong))
        state = self._state(codes, first)
        value = f"{float(values[first]):.12g}"
        raise ProgramError([chance_fault(self.program, state, origin, value, problem)])

    def _state(self, codes: Codes, row: int) -> tuple[int, ...]:
        values = self.packing.unpack(codes[row : row + 1])[0]
        return tuple(int(value) for value in values)

    def _holds(self, guard: Expression, columns: Columns) -> NDArray[np.bool_]:
        size = len(columns.codes)
        if isinstance(guard, Truth):
            return np.full(size, guard.value)
        return np.asarray(evaluate_array(guard, columns, size), dtype=np.bool_)

    def _columns(self, codes: Codes) -> Columns:
        """Return the columns of *codes*: the same as for the last, if it is these."""
        last = self._last
        if last is None or last.codes is not codes:
            self._last = last = Columns(self.packing, codes)
        return last
