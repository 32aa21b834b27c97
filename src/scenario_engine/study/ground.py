"""What people of any skill play on: where a strategy leads, both deliveries apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.rows import Floats, Index, Rows
from scenario_engine.analysis.states import StateSpace, explore
from scenario_engine.analysis.strategies import Weights
from scenario_engine.expressions import Number
from scenario_engine.program.commands import Chance
from scenario_engine.program.trainee import Trainee
from scenario_engine.simulation.tables import Tables
from scenario_engine.simulation.ways import Way

if TYPE_CHECKING:
    from scenario_engine.analysis.aims import Aim
    from scenario_engine.program import Program
    from scenario_engine.simulation.strategies import Planned

_TOSS = "0.5"
_STRAIGHT = 1e-12
_SLACK = 1e-9
_FEW, _MANY = 5, 65


@attrs.frozen(eq=False)
class Ground:
    """
    Where a strategy leads in a program, for trainees of any skill.

    A trainee's skill bears on nothing but the chance of a good delivery. So places and
    branches are found once, for the typical trainee of a cohort, who says how all of
    them choose; and only that chance is each one's own.

    Attributes:
        space: The states.
        tables: What a simulation looks up; its responses are the typical trainee's.
        weights: How is chosen, as chances of the choices of places.
        way: The same, ready for a simulation.
        start: Where play begins, and the chances.
        response: For each choice of a place, the situations that can follow: those of
            a good delivery come first.
        world: For each situation, the places that can follow.
        well: bool, one for each branch of *response*: whether it is one of a good
            delivery.
        action: int64, ``(choices,)``: the number of each choice's intervention.
        usual: float64, ``(choices,)``: the typical trainee's chance of a good one.
        levels: float64, ``(l,)``: skills, ascending from 0 to 1.
        delivery: float64, ``(l, choices)``: the chance of a good delivery at each of
            them. Between two of them it is drawn straight, which is exact where there
            are only two.
    """

    space: StateSpace
    tables: Tables
    weights: Weights
    way: Way
    start: tuple[Index, Floats]
    response: Rows
    world: Rows
    well: NDArray[np.bool_]
    action: Index
    usual: Floats
    levels: Floats
    delivery: Floats

    @classmethod
    def of(cls, program: Program, strategy: Planned, typical: Trainee) -> Ground:
        """
        Find where *strategy* leads.

        Args:
            program: What is played.
            strategy: How everybody chooses: as the typical trainee does by it.
            typical: The typical trainee. Where some delivery of theirs is certain and
                another trainee's is not, somebody takes their place half of whose
                deliveries are good.

        Raises:
            SimulationError: If nobody can choose so there.
            BudgetError: If there is more than can be explored.
        """
        space, usual, levels, delivery = _explored(program, typical)
        plan = strategy.plan(space)
        places = plan.places()
        weights = places.weights(plan.weigh, steady=plan.steady)
        tables = places.tables()
        chosen = usual[places.choice]
        return cls(
            space,
            tables,
            weights,
            Way.of(tables, weights),
            places.start,
            places.response,
            places.world,
            _well(places.response, chosen),
            space.action[places.choice],
            chosen,
            levels,
            delivery[:, places.choice],
        )

    @property
    def program(self) -> Program:
        """What is played."""
        return self.space.program

    @property
    def is_straight(self) -> bool:
        """Whether no chance of a good delivery is drawn straight that is not."""
        return len(self.levels) == 2

    def final(self, aim: Aim) -> Floats:
        """Return what an aim counts where an episode ends in each place."""
        return aim.final[self.tables.state]

    def gain(self, aim: Aim) -> Floats:
        """Return what an aim counts for each choice of a place."""
        return aim.gain[self.tables.choice]

    def delivering(self, choice: NDArray[Any], skill: Floats) -> Floats:
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


def _explored(
    program: Program, typical: Trainee
) -> tuple[StateSpace, Floats, Floats, Floats]:
    """Return the states, and chances of a good delivery: usual ones, and by skill."""
    space = explore(program, typical)
    usual = _delivered(space, typical)
    levels, table = _deliveries(space)
    varied = np.ptp(table, axis=0) > _STRAIGHT
    if not (varied & ((usual < _SLACK) | (usual > 1 - _SLACK))).any():
        return space, usual, levels, table
    tossed = explore(_tossed(program), typical)
    everywhere = attrs.evolve(tossed, program=program)
    return tossed, _delivered(tossed, typical), *_deliveries(everywhere)


def _tossed(program: Program) -> Program:
    """Return *program* with each delivery that matters good half of the time."""
    toss = Chance(Number(_TOSS))
    actions = tuple(
        action if action.delivery is None else attrs.evolve(action, delivery=toss)
        for action in program.actions
    )
    return attrs.evolve(program, actions=actions)


def _deliveries(space: StateSpace) -> tuple[Floats, Floats]:
    """Return the fewest levels of skill that tell every chance of a good delivery."""
    levels = np.linspace(0, 1, _FEW)
    table = _table(space, levels)
    straight = table[:1] + levels[:, None] * (table[-1:] - table[:1])
    if np.abs(table - straight).max(initial=0.0) <= _STRAIGHT:
        return levels[[0, -1]], table[[0, -1]]
    levels = np.linspace(0, 1, _MANY)
    return levels, _table(space, levels)


def _table(space: StateSpace, levels: Floats) -> Floats:
    rows = [_delivered(space, Trainee(otherwise=float(skill))) for skill in levels]
    return np.stack(rows)


def _delivered(space: StateSpace, trainee: Trainee) -> Floats:
    """Return the chance of a good delivery of each choice of *space*."""
    semantics = Semantics(space.program, trainee)
    owner, found = space.owner, np.empty(len(space.action))
    for number, action in enumerate(space.program.actions):
        choices = np.flatnonzero(space.action == number)
        found[choices] = semantics.delivered(space.codes[owner[choices]], action)
    return found


def _well(response: Rows, usual: Floats) -> NDArray[np.bool_]:
    """Tell which branches are those of a good delivery: the first of each row."""
    sums = np.cumsum(response.chance)
    before = sums - response.chance
    middle = (sums + before) / 2 - before[response.pointer[:-1]][response.row]
    told: NDArray[np.bool_] = middle < usual[response.row]
    return told
