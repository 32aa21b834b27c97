"""A program read once for trainees of any skill: both deliveries, and their chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis.branching import Branches, Semantics
from scenario_engine.analysis.numbering import Numbering
from scenario_engine.analysis.rows import Floats, Rows, stacked
from scenario_engine.analysis.states import StateSpace, explore
from scenario_engine.expressions import Number
from scenario_engine.program.commands import Chance
from scenario_engine.program.trainee import Trainee
from scenario_engine.simulation.cuts import Cuts
from scenario_engine.simulation.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.packing import Codes
    from scenario_engine.program import Program

_ALWAYS, _TOSS, _NEVER = "1", "0.5", "0"
_STRAIGHT = 1e-12
_FEW, _MANY = 5, 65


@attrs.frozen(eq=False)
class Course:
    """
    A program, with what a good and what a poor delivery of each choice leads to.

    A trainee's skill bears on nothing but the chance of a good delivery. So states
    and branches are found once for all trainees, and only that chance is theirs.

    Attributes:
        space: What can be reached by whichever delivery; its own responses are those
            of somebody whose deliveries are good half of the time.
        good: Tables for somebody who delivers everything well.
        poor: For each choice, the situations that can follow a poor delivery.
        good_rows, poor_rows: The same as rows over situations.
        world_rows: For each situation, the states that can follow.
        levels: float64, ``(l,)``: skills, ascending from 0 to 1.
        delivery: float64, ``(l, k)``: the chance of a good delivery of each choice at
            each of them. Between two of them it is drawn straight, which is exact
            where there are only two.
    """

    space: StateSpace
    good: Tables
    poor: Cuts
    good_rows: Rows
    poor_rows: Rows
    world_rows: Rows
    levels: Floats
    delivery: Floats

    @classmethod
    def of(cls, program: Program) -> Course:
        """
        Read *program*.

        Raises:
            BudgetError: If it has more states than can be explored.
            ProgramError: If a chance of it is none in some state.
        """
        found = explore(_delivered(program, _TOSS))
        space = attrs.evolve(found, program=program)
        good, poor = (_responses(space, share) for share in (_ALWAYS, _NEVER))
        situations = Numbering()
        situations.add(np.concatenate([good.code, poor.code]))
        world = _world(space, situations.codes)
        rows = len(space.action)
        return cls(
            space,
            _tables(space, good, world, situations),
            _cuts(poor, situations, rows),
            stacked([(good, rows)], situations),
            stacked([(poor, rows)], situations),
            stacked([(world, len(situations.codes))], space.numbering),
            *_deliveries(space),
        )

    @property
    def is_straight(self) -> bool:
        """Whether no chance of a good delivery is drawn straight that is not."""
        return len(self.levels) == 2

    def delivering(self, choice: NDArray[np.int64], skill: Floats) -> Floats:
        """
        Return the chance of a good delivery.

        Args:
            choice: int, ``(m,)``: choices.
            skill: float64, ``(m,)`` or ``(m, p)``: the skill in each one's technique,
                of one person or of *p*.
        """
        last = len(self.levels) - 1
        below = np.minimum((skill * last).astype(np.int64), last - 1)
        part = skill * last - below
        here = choice if skill.ndim == 1 else choice[:, None]
        low, high = self.delivery[below, here], self.delivery[below + 1, here]
        mixed: Floats = low + part * (high - low)
        return mixed

    def seen_by(self, trainee: Trainee) -> StateSpace:
        """Return the space as it is for one trainee, to work out a strategy in."""
        techniques = [action.technique for action in self.space.program.actions]
        skill = np.array([float(trainee.skill_in(name)) for name in techniques])
        choices = np.arange(len(self.space.action))
        share = self.delivering(choices, skill[self.space.action])
        return attrs.evolve(
            self.space,
            trainee=trainee,
            response=_mixed(self.good_rows, self.poor_rows, share),
            world=self.world_rows,
        )


def _delivered(program: Program, share: str) -> Program:
    """Return *program* with each delivery that matters good with the chance *share*."""
    fixed = Chance(Number(share))
    actions = tuple(
        action if action.delivery is None else attrs.evolve(action, delivery=fixed)
        for action in program.actions
    )
    return attrs.evolve(program, actions=actions)


def _responses(space: StateSpace, share: str) -> Branches:
    """Return what follows each choice where deliveries are good with that chance."""
    program = _delivered(space.program, share)
    semantics = Semantics(program, space.trainee)
    parts = []
    for number, action in enumerate(program.actions):
        choices = np.flatnonzero(space.action == number)
        found = semantics.response(space.codes[space.owner[choices]], action)
        parts.append((choices[found.row], found.code, found.chance))
    return Branches.ordered(parts)


def _world(space: StateSpace, situations: Codes) -> Branches:
    """Return what can follow each situation; one that has ended leads to itself."""
    semantics = Semantics(space.program, space.trainee)
    over = semantics.endings(situations) >= 0
    ended, going_on = np.flatnonzero(over), np.flatnonzero(~over)
    after = semantics.world(situations[going_on])
    return Branches.ordered(
        [
            (ended, situations[ended], np.ones(len(ended))),
            (going_on[after.row], after.code, after.chance),
        ]
    )


def _tables(
    space: StateSpace, good: Branches, world: Branches, situations: Numbering
) -> Tables:
    at, chances = space.start
    return Tables(
        space,
        np.arange(len(space), dtype=np.int32),
        space.pointer,
        np.arange(len(space.action), dtype=np.int32),
        Cuts.of(np.zeros(len(at), dtype=np.int64), chances, at, 1),
        _cuts(good, situations, len(space.action)),
        _cuts(world, space.numbering, len(situations.codes)),
        space.ending.astype(np.int8),
    )


def _cuts(branches: Branches, numbering: Numbering, rows: int) -> Cuts:
    return Cuts.of(branches.row, branches.chance, numbering.of(branches.code), rows)


def _deliveries(space: StateSpace) -> tuple[Floats, Floats]:
    """Return the fewest levels of skill that tell every chance of a good delivery."""
    levels = np.linspace(0, 1, _FEW)
    table = _table(space, levels)
    straight = table[:1] + levels[:, None] * (table[-1:] - table[:1])
    if np.abs(table - straight).max(initial=0.0) <= _STRAIGHT:
        return levels[[0, -1]], table[[0, -1]]
    levels = np.linspace(0, 1, _MANY)
    return levels, _table(space, levels)


def _table(space: StateSpace, levels: Sequence[float] | Floats) -> Floats:
    owner, table = space.owner, np.empty((len(levels), len(space.action)))
    for row, skill in enumerate(levels):
        semantics = Semantics(space.program, Trainee(otherwise=float(skill)))
        for number, action in enumerate(space.program.actions):
            choices = np.flatnonzero(space.action == number)
            codes = space.codes[owner[choices]]
            table[row, choices] = semantics.delivered(codes, action)
    return table


def _mixed(good: Rows, poor: Rows, share: Floats) -> Rows:
    """Return rows of which *share* are those of a good delivery."""
    row = np.concatenate([good.row, poor.row])
    target = np.concatenate([good.target, poor.target])
    chance = np.concatenate(
        [good.chance * share[good.row], poor.chance * (1.0 - share)[poor.row]]
    )
    kept = np.flatnonzero(chance > 0)
    order = kept[np.lexsort((target[kept], row[kept]))]
    row, target, chance = row[order], target[order], chance[order]
    first = np.ones(len(row), dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (target[1:] != target[:-1])
    at = np.flatnonzero(first)
    pointer = np.searchsorted(row[at], np.arange(len(share) + 1))
    return Rows(pointer, target[at], np.add.reduceat(chance, at))
