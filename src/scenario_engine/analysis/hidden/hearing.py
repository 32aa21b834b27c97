"""What can be seen or heard in a step, for many states at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.packing import Codes, Packing
from scenario_engine.analysis.rows import Floats, Index
from scenario_engine.program.ir import Change, Variable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from scenario_engine.program import ir
    from scenario_engine.program.ir import Program
    from scenario_engine.program.trainee import Trainee

Cues = tuple[str, ...]

_CUE = "the cue"
"""A variable's name that no author can write."""


@attrs.frozen(eq=False)
class Heard:
    """
    Branches of many states, with what is seen or heard in each.

    Attributes:
        row: int64, shape ``(b,)``; ascending. Which of the states asked about.
        code: int64, shape ``(b,)``: the state it leads to.
        cues: int64, shape ``(b,)``: what can be seen or heard, by its number.
        chance: float64, shape ``(b,)``, positive.
    """

    row: Index
    code: Codes
    cues: Index
    chance: Floats

    @classmethod
    def joined(cls, parts: Sequence[Heard]) -> Heard:
        """Return the branches of all *parts*."""
        return cls(
            np.concatenate([part.row for part in parts]),
            np.concatenate([part.code for part in parts]),
            np.concatenate([part.cues for part in parts]),
            np.concatenate([part.chance for part in parts]),
        )

    def merged(self) -> Heard:
        """Return the branches with those of a row that look and lead alike as one."""
        order = np.lexsort((self.cues, self.code, self.row))
        row, code, cues = self.row[order], self.code[order], self.cues[order]
        first = np.ones(len(row), dtype=np.bool_)
        first[1:] = (
            (row[1:] != row[:-1]) | (code[1:] != code[:-1]) | (cues[1:] != cues[:-1])
        )
        at = np.flatnonzero(first)
        if not len(at):
            return self
        sums = np.add.reduceat(self.chance[order], at)
        return Heard(row[at], code[at], cues[at], sums)


class Lexicon:
    """Sequences of cues by number; number 0 is silence."""

    def __init__(self) -> None:
        self.cues: list[Cues] = [()]
        self._number: dict[Cues, int] = {(): 0}

    def number(self, cues: Cues) -> int:
        """Return the number of *cues*."""
        found = self._number.setdefault(cues, len(self.cues))
        if found == len(self.cues):
            self.cues.append(cues)
        return found

    def joined(self, first: Index, then: Index) -> Index:
        """Return the numbers of *first* followed by *then*, pair by pair."""
        size = len(self.cues)
        pairs, at = np.unique(first * size + then, return_inverse=True)
        numbers = [
            self.number(self.cues[pair // size] + self.cues[pair % size])
            for pair in pairs.tolist()
        ]
        joined: Index = np.array(numbers, dtype=np.int64)[at]
        return joined


class Hearing:
    """
    A program read for arrays of packed states, cues included.

    To each step that is read a variable is added that its outcomes set to the number
    of their cue. It comes last, so that a state's code is the remainder.

    Args:
        program: The program.
        trainee: Whose skill decides how actions are delivered.
        lexicon: Numbers what is seen and heard.
        in_order: Whether branches are wanted as play has them: each by itself, in the
            program's order. Else those that look and lead alike are one.
    """

    def __init__(
        self,
        program: Program,
        trainee: Trainee,
        lexicon: Lexicon,
        *,
        in_order: bool = False,
    ) -> None:
        self._plain = Semantics(program, trainee)
        self._lexicon = lexicon
        self._in_order = in_order
        self._actions = [
            _Step(program, trainee, lexicon, action=action)
            for action in program.actions
        ]
        self._stages = [
            _Step(program, trainee, lexicon, stage=stage) for stage in program.world
        ]

    def endings(self, codes: Codes) -> Index:
        """Return the index of the ending that holds in each state, -1 for none."""
        return self._plain.endings(codes)

    def response(self, codes: Codes, action: int) -> Heard:
        """Return what can follow the action of that number in each state."""
        return self._kept(self._actions[action].response(codes))

    def world(self, codes: Codes) -> Heard:
        """Return what can happen by itself in each state, after the response."""
        size = len(codes)
        every = np.arange(size)
        heard = Heard(every, codes, np.zeros_like(every), np.ones(size))
        for stage in self._stages:
            after = self._kept(stage.world(heard.code))
            heard = self._kept(
                Heard(
                    heard.row[after.row],
                    after.code,
                    self._lexicon.joined(heard.cues[after.row], after.cues),
                    heard.chance[after.row] * after.chance,
                )
            )
        return heard

    def _kept(self, heard: Heard) -> Heard:
        return heard if self._in_order else heard.merged()


def doubtful(program: Program, cues: Sequence[Cues]) -> NDArray[np.bool_]:
    """
    Tell which cues of a response a stage of the world might give as well.

    Returns:
        bool, one for each of *cues*: the trainee cannot tell which of them gave it.
    """
    cases = [case for stage in program.world for case in stage.cases]
    of_world = {outcome.cue for case in cases for outcome in case.outcomes}
    return np.array([not of_world.isdisjoint(each) for each in cues])


class _Step:
    """One action, or one stage of the world, with a variable for its cue."""

    def __init__(
        self,
        program: Program,
        trainee: Trainee,
        lexicon: Lexicon,
        *,
        action: ir.Action | None = None,
        stage: ir.Stage | None = None,
    ) -> None:
        cases = (*action.good, *action.poor) if action else stage.cases if stage else ()
        numbers = _numbers(cases)
        self._action = _told_action(action, numbers) if action else None
        told = attrs.evolve(
            program,
            variables=(*program.variables, Variable(_CUE, 0, len(numbers))),
            actions=(self._action,) if self._action else (),
            world=(attrs.evolve(stage, cases=_told(stage.cases, numbers)),)
            if stage
            else (),
        )
        self._semantics = Semantics(told, trainee)
        self._size = Packing.of(told).strides[-1]
        self._cues = np.array(
            [0, *(lexicon.number((cue,)) for cue in numbers)], dtype=np.int64
        )

    def response(self, codes: Codes) -> Heard:
        assert self._action is not None
        found = self._semantics.response(codes, self._action)
        return self._heard(found.row, found.code, found.chance)

    def world(self, codes: Codes) -> Heard:
        found = self._semantics.world(codes)
        return self._heard(found.row, found.code, found.chance)

    def _heard(self, row: Index, code: Codes, chance: Floats) -> Heard:
        cues = self._cues[code // self._size]
        return Heard(row, code % self._size, cues, chance)


def _numbers(cases: Sequence[ir.Case]) -> dict[str, int]:
    """Number the cues of *cases* from 1, in the order in which they are written."""
    cues = (outcome.cue for case in cases for outcome in case.outcomes if outcome.cue)
    return {cue: number for number, cue in enumerate(dict.fromkeys(cues), 1)}


def _told_action(action: ir.Action, numbers: dict[str, int]) -> ir.Action:
    return attrs.evolve(
        action, good=_told(action.good, numbers), poor=_told(action.poor, numbers)
    )


def _told(cases: Iterable[ir.Case], numbers: dict[str, int]) -> tuple[ir.Case, ...]:
    """Return *cases* in which each outcome also sets the number of its cue."""
    return tuple(
        attrs.evolve(
            case,
            outcomes=tuple(
                attrs.evolve(
                    outcome,
                    changes=(
                        *outcome.changes,
                        Change(_CUE, "set", numbers.get(outcome.cue, 0)),
                    ),
                )
                for outcome in case.outcomes
            ),
        )
        for case in cases
    )
