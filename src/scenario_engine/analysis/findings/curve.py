"""The chance of the goal against skill, for several ways to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from scenario_engine.analysis import aims
from scenario_engine.analysis.branching import Semantics
from scenario_engine.analysis.essence import essence
from scenario_engine.analysis.states import explore
from scenario_engine.analysis.summary import NO_MORE
from scenario_engine.analysis.sweeps import Sweeps
from scenario_engine.analysis.values import TIE, Status
from scenario_engine.program import Trainee
from scenario_engine.program.ir import GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.analysis.rows import Floats, Index
    from scenario_engine.program import Program
    from scenario_engine.program.ir import Action

SKILLS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The skills that the curve is worked out for."""

KNOWS = 0.25
"""How often a novice makes a best choice; an assumption."""


@attrs.frozen
class Curve:
    """
    The chance of the goal from the start against skill, for charts.

    Attributes:
        skills: Skills in 0..1, each taken to be the same in every technique.
        best: For each, under the play that is best with that skill.
        novice: Under a novice's play, by assumption: every fourth time (`KNOWS`) a
            choice that is best with that skill, otherwise any that is offered.
        status: How far to trust them.
    """

    skills: tuple[float, ...]
    best: tuple[float, ...]
    novice: tuple[float, ...]
    status: Status = Status.EXACT_UP_TO_ROUNDING


def curve(program: Program, skills: Sequence[float] = SKILLS) -> Curve:
    """
    Return the chance of the goal against skill, exact up to rounding.

    Args:
        program: The program.
        skills: Skills in 0..1.

    Raises:
        ProgramError: If with one of the skills a delivery has no chance in 0..1.
    """
    each = _Deliveries(essence(program))
    found = [each.values(skill) for skill in skills]
    best, novice = zip(*found, strict=True)
    return Curve(tuple(skills), best, novice)


class _Deliveries:
    """
    A program's states, with good and poor deliveries as choices of their own.

    So the states are explored once, and a skill only weighs the two.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        parted = [list(_parted(action)) for action in program.actions]
        numbers = [number for number, parts in enumerate(parted) for _ in parts]
        actions = tuple(action for parts in parted for action in parts)
        self.space = explore(attrs.evolve(program, actions=actions), budget=NO_MORE)
        self.sweeps = Sweeps(self.space)
        self.of = np.array(numbers)[self.space.action]
        owner = self.space.owner
        new = (np.diff(self.of) != 0) | (np.diff(owner) != 0)
        # Where the deliveries of each choice begin, and the choices of each state.
        self.choice: Index = np.flatnonzero(np.append(True, new))
        self.state, self.first = np.unique(owner[self.choice], return_index=True)
        # Where the branches of each choice begin and end, both deliveries together.
        self.begins: Index = self.space.response.pointer[self.choice]
        self.ends = np.append(self.begins[1:], len(self.space.response.target))

    def values(self, skill: float) -> tuple[float, float]:
        """Return what the best and a novice's play come to."""
        response = self.space.response
        chance = response.chance * self._weight(skill)[response.row]
        final = aims.chance(self.space, GOAL).final
        best, novice = final.copy(), final.copy()
        for left in range(1, self.program.horizon + 1):
            count = int(np.searchsorted(self.state, self.sweeps.within[0][left]))
            here, firsts = self.state[:count], self.first[:count]
            worth = [
                self._worth(self.sweeps.after(value, left), chance, count)
                for value in (best, novice)
            ]
            sizes = np.diff(np.append(firsts, len(worth[0])))
            best[here] = np.maximum.reduceat(worth[0], firsts)
            good = worth[0] >= np.repeat(best[here], sizes) - TIE
            knowing = np.add.reduceat(worth[1] * good, firsts)
            knowing /= np.add.reduceat(good, firsts, dtype=np.int64)
            guessing = np.add.reduceat(worth[1], firsts) / sizes
            novice[here] = KNOWS * knowing + (1 - KNOWS) * guessing
        at, chances = self.space.start
        return float(chances @ best[at]), float(chances @ novice[at])

    def _worth(self, after: Floats, chance: Floats, count: int) -> Floats:
        """Return what the choices of the first *count* states are worth."""
        begins = self.begins[: self.first[count] if count < len(self.first) else None]
        end = int(self.ends[len(begins) - 1])
        weighed = chance[:end] * after[self.space.response.target[:end]]
        worth: Floats = np.add.reduceat(weighed, begins)
        return worth

    def _weight(self, skill: float) -> Floats:
        """Return the chance of each delivery; float64, shape ``(k,)``."""
        semantics = Semantics(self.program, Trainee(otherwise=skill))
        codes, weight = self.space.codes[self.space.owner], np.ones(len(self.of))
        begins = np.append(self.choice, len(self.of))
        good = np.diff(begins) == 2
        for number, action in enumerate(self.program.actions):
            rows = self.choice[good & (self.of[self.choice] == number)]
            chance = semantics.delivered(codes[rows], action)
            weight[rows], weight[rows + 1] = chance, 1 - chance
        return weight


def _parted(action: Action) -> Iterator[Action]:
    """Yield *action* as it goes when delivered well, and when delivered poorly."""
    if action.delivery is None:
        yield action
        return
    yield attrs.evolve(action, delivery=None, poor=())
    yield attrs.evolve(action, delivery=None, good=action.poor, poor=())
