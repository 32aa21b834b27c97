"""What each of many people can expect: exact, and a matrix product for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, vstack

if TYPE_CHECKING:
    from scenario_engine.analysis.aims import Aim
    from scenario_engine.analysis.rows import Floats, Rows
    from scenario_engine.analysis.strategies import Weights
    from scenario_engine.study.course import Course

_AT_ONCE = 16
"""How many people are followed together: what they need stays in the cache's reach."""


def expected(course: Course, weights: Weights, skill: Floats, aim: Aim) -> Floats:
    """
    Return what each person's episode is worth on average, exact up to rounding.

    Where the chance of a good delivery is no straight line in the skill, it is exact
    for the line that `Course` draws.

    Args:
        course: What is played.
        weights: How everybody chooses: the chance of each choice in its state,
            ``(k,)``, or ``(horizon + 1, k)`` by turns left.
        skill: float64, ``(people, actions)``: each one's skill in the technique of
            each of the program's interventions.
        aim: What is counted.

    Returns:
        float64, ``(people,)``.
    """
    parts = [
        _expected(course, np.atleast_2d(weights), skill[begin : begin + _AT_ONCE], aim)
        for begin in range(0, len(skill), _AT_ONCE)
    ]
    return np.concatenate(parts)


def _expected(course: Course, weights: Weights, skill: Floats, aim: Aim) -> Floats:
    space, people = course.space, len(skill)
    onwards = _Onwards(course, weights, skill)
    worth = np.repeat(aim.final[:, None], people, axis=1)
    for left in range(1, space.program.horizon + 1):
        row = weights[left if len(weights) > 1 else 0]
        onwards.step(row, aim.gain, worth)
    at, chances = space.start
    expected: Floats = chances @ worth[at]
    return expected


class _Onwards:
    """What a turn makes of worths, for the choices that anybody may take."""

    def __init__(self, course: Course, weights: Weights, skill: Floats) -> None:
        space = course.space
        self.taken = np.flatnonzero((weights > 0).any(axis=0))
        situations = len(course.world_rows.pointer) - 1
        self.world = _matrix(course.world_rows, len(space))
        self.both = vstack(
            [
                _matrix(rows, situations)[self.taken]
                for rows in (course.good_rows, course.poor_rows)
            ],
            format="csr",
        )
        actions = space.action[self.taken]
        self.share = course.delivering(self.taken, skill.T[actions])
        owner = space.owner[self.taken]
        self.firsts = np.flatnonzero(np.diff(owner, prepend=-1))
        self.states = owner[self.firsts]

    def step(self, weights: Weights, gain: Floats, worth: Floats) -> None:
        """Put in *worth*, ``(n, people)``, what it was a turn earlier."""
        after = self.both @ (self.world @ worth)
        good, poor = np.split(after, 2)
        good -= poor
        good *= self.share
        good += poor
        good += gain[self.taken, None]
        good *= weights[self.taken, None]
        worth[self.states] = np.add.reduceat(good, self.firsts, axis=0)


def _matrix(rows: Rows, width: int) -> csr_matrix:
    return csr_matrix(
        (rows.chance, rows.target, rows.pointer), shape=(len(rows.pointer) - 1, width)
    )
