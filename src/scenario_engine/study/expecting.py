"""What each of many people can expect: exact, and a matrix product for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.rows import Floats, Rows
    from scenario_engine.study.ground import Ground

_AT_ONCE = 16
"""How many people are followed together: what they need stays in the cache's reach."""


def expected(ground: Ground, skill: Floats, aim: Aim) -> Floats:
    """
    Return what each person's episode is worth on average, exact up to rounding.

    Where the chance of a good delivery is no straight line in the skill, it is exact
    for the line that `Ground` draws.

    Args:
        ground: What is played, and how everybody chooses.
        skill: float64, ``(people, actions)``: each one's skill in the technique of
            each of the program's interventions.
        aim: What is counted.

    Returns:
        float64, ``(people,)``.
    """
    parts = [
        _expected(ground, skill[begin : begin + _AT_ONCE], aim)
        for begin in range(0, len(skill), _AT_ONCE)
    ]
    return np.concatenate(parts)


def _expected(ground: Ground, skill: Floats, aim: Aim) -> Floats:
    people = len(skill)
    onwards = _Onwards(ground, skill)
    gain, weights = ground.gain(aim)[:, None], np.atleast_2d(ground.weights)
    worth = np.repeat(ground.final(aim)[:, None], people, axis=1)
    for left in range(1, ground.program.horizon + 1):
        chosen = weights[left if len(weights) > 1 else 0]
        each = (onwards.after(worth) + gain) * chosen[:, None]
        worth[onwards.ongoing] = np.add.reduceat(each, onwards.firsts, axis=0)
    at, chances = ground.start
    expected: Floats = chances @ worth[at]
    return expected


class _Onwards:
    """Where choices lead, for several people at once."""

    def __init__(self, ground: Ground, skill: Floats) -> None:
        pointer = ground.tables.pointer
        self.ongoing = np.flatnonzero(np.diff(pointer))
        self.firsts = pointer[self.ongoing]
        self.world = _matrix(ground.world, ground.world.chance, len(pointer) - 1)
        row, usual = ground.response.row, ground.usual
        situations = len(ground.world.pointer) - 1
        scaled = ground.response.chance / np.where(
            ground.well, usual[row], 1.0 - usual[row]
        )
        self.good, self.poor = (
            _matrix(ground.response, np.where(kept, scaled, 0.0), situations)
            for kept in (ground.well, ~ground.well)
        )
        choices = np.arange(len(usual))
        self.share = ground.delivering(choices, skill.T[ground.action])

    def after(self, worth: Floats) -> Floats:
        """Return what each choice leads to is worth: ``(choices, people)``."""
        situations = self.world @ worth
        good, poor = self.good @ situations, self.poor @ situations
        mixed: Floats = poor + self.share * (good - poor)
        return mixed


def _matrix(rows: Rows, chances: Floats, width: int) -> csr_matrix:
    made = csr_matrix(
        (chances, rows.target, rows.pointer), shape=(len(rows.pointer) - 1, width)
    )
    made.eliminate_zeros()
    return made
