"""Episodes of many people at once, each delivering as well as they can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from scenario_engine.analysis.rows import Floats
from scenario_engine.program import dice
from scenario_engine.simulation.blocks import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.analysis.aims import Aim
    from scenario_engine.simulation.cuts import Cuts
    from scenario_engine.simulation.ways import Way
    from scenario_engine.study.course import Course

_SCALE = 2.0**32
_HALF = np.uint64(32)
_LAST = float(2**32 - 1)
_AT_ONCE = 2**16


@attrs.frozen(eq=False)
class Round:
    """
    What came of some episodes.

    Attributes:
        totals: float64, ``(aims, m)``: what each aim counted in each episode.
        uses: int64, ``(m, actions)``: how often each intervention was chosen.
    """

    totals: Floats
    uses: NDArray[np.int64]


def play(
    course: Course,
    way: Way,
    skill: Floats,
    *,
    seed: int,
    first: int,
    each: int = 1,
    aims: Sequence[Aim] = (),
) -> Round:
    """
    Play *each* episodes of everybody.

    Episode *i* of person *p* is number ``first + p * each + i`` of that seed, and is
    what a live session of a trainee of their skill has with the same choices.

    Args:
        course: What is played.
        way: How everybody chooses.
        skill: float64, ``(people, actions)``: each one's skill in the technique of
            each of the program's interventions.
        seed: What the dice are keyed with.
        first: The number of the first episode.
        each: How many episodes everybody has.
        aims: What is counted.

    Returns:
        The episodes, person by person.
    """
    count = len(skill) * each
    totals = np.zeros((len(aims), count))
    uses = np.zeros((count, skill.shape[1]), dtype=np.int64)
    for begin in range(0, count, _AT_ONCE):
        size = min(_AT_ONCE, count - begin)
        person = np.arange(begin, begin + size) // each
        part = slice(begin, begin + size)
        _play(
            course,
            way,
            skill[person],
            (seed, first + begin),
            aims,
            totals[:, part],
            uses[part],
        )
    return Round(totals, uses)


def _play(
    course: Course,
    way: Way,
    skill: Floats,
    dice_of: tuple[int, int],
    aims: Sequence[Aim],
    totals: Floats,
    uses: NDArray[np.int64],
) -> None:
    """Play an episode for each row of *skill*, adding to *totals* and *uses*."""
    tables, space = course.good, course.space
    horizon, count = space.program.horizon, len(skill)
    drawn = words(*dice_of, count, horizon, dice.DICE)
    chosen = drawn if way.is_certain else words(*dice_of, count, horizon, dice.STRATEGY)
    place = tables.start.pick(np.zeros(count, dtype=np.int32), _high(drawn[0]))
    alive, final = np.arange(count), place.copy()
    for turn in range(1, horizon + 1):
        number = drawn[turn].take(alive)
        choice = way.choose(place, horizon - turn + 1, _high(chosen[turn].take(alive)))
        action = space.action[choice]
        uses[alive, action] += 1
        for row, aim in enumerate(aims):
            totals[row, alive] += aim.gain[choice]
        share = course.delivering(choice, skill[alive, action])
        situation = _answered(tables.response, course.poor, choice, share, number)
        place = tables.world.pick(situation, number.astype(np.uint32))
        final[alive] = place
        goes_on = tables.ending.take(place) < 0
        alive, place = alive[goes_on], place[goes_on]
        if not len(alive):
            break
    for row, aim in enumerate(aims):
        totals[row] += aim.final[final]


def _answered(
    good: Cuts,
    poor: Cuts,
    choice: NDArray[np.int32],
    share: Floats,
    number: NDArray[np.uint64],
) -> NDArray[np.int32]:
    """
    Pick the response to each choice, *share* of its numbers for a good delivery.

    The branches of a good delivery come first, as they do in live play.
    """
    high = (number >> _HALF).astype(np.float64)
    edge = share * _SCALE
    situation = np.empty(len(choice), dtype=np.int32)
    well = high < edge
    inside = high[well] / share[well]
    situation[well] = good.pick(choice[well], _numbers(inside))
    badly = ~well
    beyond = (high[badly] - edge[badly]) / (1.0 - share[badly])
    situation[badly] = poor.pick(choice[badly], _numbers(beyond))
    return situation


def _numbers(values: Floats) -> NDArray[np.uint32]:
    return np.clip(values, 0.0, _LAST).astype(np.uint32)


def _high(number: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return (number >> _HALF).astype(np.uint32)
