"""How many sessions tell two trainees apart, and that so many really do."""

from __future__ import annotations

from math import ceil, inf

import numpy as np
import pytest

from scenario_engine import load_packs
from scenario_engine.analysis import best, explore, under
from scenario_engine.analysis.hidden.slicing import sliced
from scenario_engine.analysis.spread import Spread
from scenario_engine.debrief.cohort.power import (
    MEASURES,
    OUTCOME,
    REGRET,
    SHARE_BEST,
    measured,
    mixed,
    needed,
)
from scenario_engine.debrief.cohort.tables import graded, summed
from scenario_engine.simulation import Tables
from scenario_engine.simulation.playing import Playing
from scenes import program

PUBLISHED = [7.0, 6.1, 4.7, 0.6]


def test_sessions_needed_are_those_of_the_textbook():
    """Two groups half a deviation apart: 63 each, by the normal approximation."""
    count = needed(Spread(0.0, 1.0), Spread(0.5, 1.0))

    assert count == pytest.approx(62.79, abs=0.01)
    assert ceil(count) == 63


def test_nobody_can_tell_the_same_apart():
    """However many sessions there are."""
    assert needed(Spread(0.3, 1.0), Spread(0.3, 0.2)) == inf


def test_by_outcome_and_by_regret_trainees_differ_by_the_same():
    """So all that regret gains is that it varies less."""
    space = explore(program())
    one, other = (measured(graded(space), mixed(space, q)) for q in (0.7, 0.2))

    assert one[OUTCOME].mean - other[OUTCOME].mean == pytest.approx(
        other[REGRET].mean - one[REGRET].mean, abs=1e-12
    )


def test_between_random_and_best_play_lies_every_mixture():
    """0 is random play, 1 is the best."""
    space = explore(program())
    chances = [under(space, mixed(space, q)).start for q in (0.0, 0.3, 0.7, 1.0)]

    assert chances == sorted(chances)
    assert chances[-1] == pytest.approx(best(space).start)
    assert measured(graded(space), mixed(space, 1.0))[SHARE_BEST].mean == (
        pytest.approx(1.0)
    )


def test_where_nothing_matters_nobody_is_told_apart_by_what_mattered():
    """A share of nothing is no reason to divide by it."""
    space = explore(program())
    found = measured(graded(space, matters=2.0), mixed(space, 0.5))

    assert found[SHARE_BEST] == Spread(1.0, 0.0)


def test_so_many_sessions_tell_them_apart_four_times_in_five():
    """Normal theory, and simulated sessions that are tested for a difference."""
    space = explore(program())
    grades, tables = graded(space), Tables.over(space)
    arms = [mixed(space, q) for q in (0.7, 0.5)]
    exact = [measured(grades, weights)[REGRET] for weights in arms]
    count, experiments = ceil(needed(*exact)), 1000
    assert count > 30
    samples = [
        summed(
            Playing.of(tables, weights),
            grades.regret,
            seed=seed,
            episodes=count * experiments,
        ).reshape(experiments, count)
        for seed, weights in enumerate(arms)
    ]
    means = [sample.mean(axis=1) for sample in samples]
    errors = sum(sample.var(axis=1, ddof=1) / count for sample in samples)
    told = np.abs(means[0] - means[1]) > 1.96 * np.sqrt(errors)

    assert told.mean() == pytest.approx(0.8, abs=0.05)


@pytest.mark.packs
@pytest.mark.long
def test_the_published_figures_are_recomputed():
    """Of docs/power.md, for one scenario: sessions by each measure."""
    # What nothing reads that bears on play is left out: fewer states, same play.
    grades = graded(explore(sliced(load_packs().program("no-news"))))
    one, other = (measured(grades, mixed(grades.space, q)) for q in (0.7, 0.0))

    assert [round(needed(one[m], other[m]), 1) for m in MEASURES] == PUBLISHED
