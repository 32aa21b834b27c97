"""
How many sessions it takes to tell two trainees apart, by outcome and by choices.

    power.py [--experiments 2000] [--scenario ID …] [--fair]

A trainee takes the best choice with a stated chance in each turn, else any; with
`--fair`, the best by what could be known, and regret is fair regret. For each
pair of trainees and each way to grade a session: the sessions of each that tell the two
apart with a power of 80% at a level of 5%, by normal theory from exact means and
variances; then how often a test of Welch really told them apart in that many simulated
sessions; and the fewest sessions with which it did so in 80% of the experiments.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from scenario_engine import load_packs
from scenario_engine.analysis import explore
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.analysis.rows import Floats
from scenario_engine.analysis.strategies import Weights
from scenario_engine.debrief.cohort.believing import believing
from scenario_engine.debrief.cohort.power import (
    ALPHA,
    MEASURES,
    OUTCOME,
    POWER,
    measured,
    mixed,
    needed,
)
from scenario_engine.debrief.cohort.student import quantile
from scenario_engine.debrief.cohort.tables import Graded, graded, summed
from scenario_engine.program.ir import GOAL
from scenario_engine.simulation import Tables
from scenario_engine.simulation.blocks import blocks
from scenario_engine.simulation.playing import Playing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from scenario_engine.analysis.states import StateSpace

PAIRS = ((0.7, 0.0), (0.7, 0.5), (0.7, 0.6), (0.9, 0.8))
EXPERIMENTS = 2_000


@attrs.frozen
class Row:
    """
    One line of the table.

    Attributes:
        scenario, measure: What was graded, and how.
        pair: How often each of the two takes the best choice.
        means: What their sessions come to.
        needed: Sessions of each, by normal theory.
        told: How often that many, rounded up, told them apart in simulated sessions.
        fewest: The fewest with which they were told apart often enough; 0: not looked
            for.
    """

    scenario: str
    measure: str
    pair: tuple[float, float]
    means: tuple[float, float]
    needed: float
    told: float
    fewest: int


@attrs.frozen(eq=False)
class Sampled:
    """Simulated sessions: what each gained, and what that is divided by."""

    gained: Floats
    counted: Floats


@attrs.frozen(eq=False)
class Study:
    """
    Trainees of a scenario, and what their choices are graded.

    Attributes:
        grades: What each choice is graded.
        mixed: How somebody chooses who takes the best with a chance.
        tables: What is simulated.
        by_place: Whether choices are those of places, and not of states.
    """

    grades: Graded[Any]
    mixed: Callable[[float], Weights]
    tables: Tables
    by_place: bool

    @classmethod
    def knowing(cls, space: StateSpace) -> Study:
        """Return the study of those who know everything."""
        grades = graded(space)
        return cls(grades, partial(mixed, space), Tables.over(space), by_place=False)

    @classmethod
    def fair(cls, space: StateSpace) -> Study:
        """Return the study of those who go by what could be known."""
        found = believing(space)
        tables = found.grades.space.tables()
        return cls(found.grades, found.mixed, tables, by_place=True)


def rows(
    scenario: str,
    study: Study,
    pairs: Sequence[tuple[float, float]] = PAIRS,
    experiments: int = EXPERIMENTS,
) -> Iterator[Row]:
    """Yield what each pair of trainees needs in a scenario, by each measure."""
    for number, pair in enumerate(pairs):
        arms = [study.mixed(best) for best in pair]
        exact = [measured(study.grades, weights) for weights in arms]
        counts = {m: needed(exact[0][m], exact[1][m]) for m in MEASURES}
        size = experiments * _most(max(counts.values()))
        sampled = [
            _sampled(study, weights, 2 * number + arm, size)
            for arm, weights in enumerate(arms)
        ]
        for measure, count in counts.items():
            told = _telling([each[measure] for each in sampled], experiments)
            many = max(2, ceil(count))
            yield Row(
                scenario,
                measure,
                pair,
                (exact[0][measure].mean, exact[1][measure].mean),
                count,
                told(many),
                _fewest(told, _most(count)),
            )


def _sampled(
    study: Study, weights: Weights, seed: int, episodes: int
) -> dict[str, Sampled]:
    """Return what simulated sessions come to, by each measure."""
    grades, playing = study.grades, Playing.of(study.tables, weights)
    mattered = grades.mattered.astype(np.float64)
    gains = np.stack(
        [grades.regret, np.ones_like(mattered), mattered * grades.best, mattered]
    )
    regret, turns, best, mattering = summed(
        playing, gains, seed=seed, episodes=episodes, by_place=study.by_place
    )
    reached = _reached(playing, seed, episodes)
    ones = np.ones(episodes)
    every = (
        Sampled(reached, ones),
        Sampled(regret, ones),
        Sampled(regret, turns),
        Sampled(best, mattering),
    )
    return dict(zip(MEASURES, every, strict=True))


def _reached(playing: Playing, seed: int, episodes: int) -> Floats:
    """Return 1 for each session that reached the goal, else 0."""
    endings = playing.tables.space.program.endings
    is_goal = np.array([each.kind == GOAL for each in endings] + [False])
    found = [
        is_goal[block.ending]
        for block in blocks(playing.tables, playing.way, seed, 0, episodes)
    ]
    return np.concatenate(found).astype(np.float64)


def _telling(arms: Sequence[Sampled], experiments: int) -> Callable[[int], float]:
    """Return what says how often so many sessions of each tell two trainees apart."""

    def told(count: int) -> float:
        means, errors = zip(
            *(_estimated(arm, experiments, count) for arm in arms), strict=True
        )
        return float(_apart(means, errors, count).mean())

    return told


def _estimated(arm: Sampled, experiments: int, count: int) -> tuple[Floats, Floats]:
    """Return the ratio of sums in each experiment, and its squared standard error."""
    gained = arm.gained[: experiments * count].reshape(experiments, count)
    counted = arm.counted[: experiments * count].reshape(experiments, count)
    below = counted.sum(axis=1)
    ratio = gained.sum(axis=1) / np.maximum(below, 1.0)
    rest = (gained - ratio[:, None] * counted) / np.maximum(below, 1.0)[:, None] * count
    return ratio, rest.var(axis=1, ddof=1) / count


def _apart(
    means: Sequence[Floats], errors: Sequence[Floats], count: int
) -> NDArray[np.bool_]:
    """Tell in which experiments the two are called different, by Welch's test."""
    difference = np.abs(means[0] - means[1])
    error = errors[0] + errors[1]
    squares = (errors[0] ** 2 + errors[1] ** 2) / (count - 1)
    freedom = np.where(
        squares > 0, error**2 / np.where(squares > 0, squares, 1.0), count - 1
    )
    limits = np.array(
        [0.0] + [quantile(each, 1 - ALPHA) for each in range(1, 2 * count)]
    )
    limit = limits[np.clip(freedom.astype(np.int64), 1, 2 * count - 1)]
    apart: NDArray[np.bool_] = difference > limit * np.sqrt(error)
    return apart


def _fewest(told: Callable[[int], float], most: int) -> int:
    """Return the fewest sessions with which enough experiments tell them apart."""
    low, high = 1, most
    if told(high) < POWER:
        return 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if told(middle) >= POWER else (middle, high)
    return high


def _most(count: float) -> int:
    return ceil(1.25 * count) + 6


def main() -> None:
    """Print the table, scenario by scenario."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--experiments", type=int, default=EXPERIMENTS)
    parser.add_argument("--scenario", action="append")
    parser.add_argument("--fair", action="store_true")
    asked = parser.parse_args()
    registry = load_packs()
    print("| scenario | pair | measure | means | needed | of outcome | told | fewest |")
    print("|---|---|---|---|---|---|---|---|")
    for id_ in asked.scenario or registry.scenarios:
        # What nothing reads that bears on play is left out: fewer states, same play.
        space = explore(sliced(registry.program(id_)))
        study = Study.fair(space) if asked.fair else Study.knowing(space)
        by_outcome = 1.0
        for row in rows(id_, study, experiments=asked.experiments):
            by_outcome = row.needed if row.measure == OUTCOME else by_outcome
            print(_written(row, by_outcome))


def _written(row: Row, by_outcome: float) -> str:
    one, other = row.pair
    cells = (
        row.scenario,
        f"{one:.0%} and {other:.0%}" if other else f"{one:.0%} and random",
        row.measure,
        f"{row.means[0]:.3f} and {row.means[1]:.3f}",
        f"{row.needed:.1f}",
        f"{row.needed / by_outcome:.2f}",
        f"{row.told:.2f}",
        str(row.fewest or "-"),
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
