"""What a batch comes to depends on what is played alone: not on who, where, how."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from mishaps import (
    GARBAGE,
    Dies,
    Exits,
    Garbling,
    Hangs,
    Plain,
    Poisoned,
    Raises,
    Refuses,
)
from scenario_engine.program import Trainee
from scenario_engine.simulation import Tables, simulate
from scenario_engine.simulation.running import (
    EPISODES,
    TOTALS,
    TURNS,
    BatchError,
    Cell,
    Interrupted,
    Plan,
    Width,
    run,
)
from scenario_engine.simulation.running.teams import processes
from scenes import program

CELL = Cell(program(), Plain(), seed=5)
PLAN = Plan(600, at_once=50)


def same(one, other):
    """Hold two batches to be the same."""
    for mine, its in zip(one.totals, other.totals, strict=True):
        np.testing.assert_array_equal(mine.counts, its.counts)
    for mine, its in zip(one.kept, other.kept, strict=True):
        assert mine.columns == its.columns
        for name in mine.arrays:
            np.testing.assert_array_equal(mine.arrays[name], its.arrays[name])
    assert one.lost == other.lost


@pytest.fixture(scope="module")
def clean():
    """Return the batch that nothing happened to."""
    return run(CELL, PLAN, workers=1)


def test_a_batch_counts_what_simulate_counts(clean):
    """The same episodes, whatever they are kept as."""
    expected = simulate(Tables.of(program()), episodes=600, seed=5)
    for wanted in (TOTALS, EPISODES, TURNS):
        batch = run(CELL, Plan(600, wanted, at_once=170), workers=1)
        np.testing.assert_array_equal(expected.counts, batch.totals[0].counts)
        rows = {TOTALS: [], EPISODES: [600], TURNS: [expected.turns]}[wanted]
        assert rows == [len(each) for each in batch.kept]
        assert batch.is_whole
        assert batch.seconds > 0


@pytest.mark.parametrize("at_once", [1000, 7, 599])
def test_parts_make_no_difference(at_once, clean):
    """Any size of them."""
    same(clean, run(CELL, Plan(600, at_once=at_once), workers=1))


def test_executors_make_no_difference(clean):
    """Two processes, threads, and processes of somebody else."""
    same(clean, run(CELL, PLAN, workers=2))
    with ThreadPoolExecutor(3) as threads:
        same(clean, run(CELL, PLAN, workers=threads))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        same(clean, run(CELL, PLAN, workers=pool))
        assert pool.submit(int).result() == 0


def test_cells_are_played_one_after_the_other():
    """Each is what it is alone; a seed of its own, another trainee."""
    cells = (
        CELL,
        Cell(program(), Plain(), seed=6),
        Cell(program(), Plain(), Trainee(otherwise=0.2), seed=5),
    )
    batch = run(cells, PLAN, workers=1)
    for number, cell in enumerate(cells):
        alone = run(cell, PLAN, workers=1)
        np.testing.assert_array_equal(
            alone.kept[0].arrays["score"], batch.kept[number].arrays["score"]
        )
    assert batch.episodes == 1800


def test_a_killed_worker_costs_nothing(clean, tmp_path):
    """Its work is done again by another one, which is then left alone."""
    cell = Cell(program(), Dies(folder=tmp_path, times=2), seed=5)

    same(clean, run(cell, PLAN, workers=2))


def test_workers_that_are_killed_from_outside_cost_nothing(clean):
    """In the middle of the run, again and again."""
    killed = []

    def kill(done, total):
        if done in (100, 300, 500):
            for child in multiprocessing.active_children()[:1]:
                child.kill()
                killed.append(child.pid)

    same(clean, run(CELL, PLAN, workers=2, progress=kill))
    assert len(killed) == 3


def test_a_part_that_kills_whoever_plays_it_is_named(tmp_path):
    """After as many tries as the plan allows; the others are played."""
    cell = Cell(program(), Dies(folder=tmp_path, times=10**6), seed=5)
    batch = run(cell, Plan(100, at_once=50, tries=2), workers=2)

    assert [(lost.first, lost.episodes) for lost in batch.lost] == [(0, 50), (50, 50)]
    assert str(batch.lost[0]) == (
        "Episodes 0 to 49 of seed 5 could not be played: a worker died of it "
        "(tried 2 times)"
    )


def test_parts_that_were_beside_it_are_not_blamed(clean):
    """Nobody knows which one it was; so they are tried by themselves."""
    batch = run(CELL, Plan(600, at_once=50, tries=1), workers=Poisoned)
    scores = clean.kept[0]["score"]

    assert [(lost.first, lost.episodes) for lost in batch.lost] == [(150, 50)]
    np.testing.assert_array_equal(
        batch.kept[0]["score"], np.delete(scores, range(150, 200))
    )


def test_a_hung_worker_is_replaced(clean, tmp_path):
    """When nothing has come back for as long as the plan is patient."""
    cell = Cell(program(), Hangs(folder=tmp_path), seed=5)
    batch = run(cell, Plan(600, at_once=50, patience=1.0, tries=8), workers=2)

    same(clean, batch)
    assert (tmp_path / "mishap-0").exists()


@pytest.mark.parametrize("garble", GARBAGE)
def test_garbage_is_noticed_and_played_again(garble, clean):
    """Of whatever sort."""
    with Garbling(garble, times=2) as executor:
        same(clean, run(CELL, PLAN, workers=executor))


def test_garbage_without_end_is_named():
    """With what was wrong with it."""
    with Garbling(GARBAGE[2], times=10**6) as executor:
        batch = run(CELL, Plan(50, tries=2), workers=executor)

    (lost,) = batch.lost
    assert lost.reason == "what a worker sent was damaged on the way (tried 2 times)"
    assert batch.episodes == 0


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("strategy", "reason"),
    [
        (Raises(), "UnpicklableError: (it cannot say what) (tried 2 times)"),
        (Exits(), "SystemExit: 3 (tried 2 times)"),
        (Refuses(), "Nobody can play so here."),
    ],
)
def test_errors_are_kept_and_the_rest_is_played(strategy, reason, workers):
    """Those of one cell say nothing about the others."""
    cells = (Cell(program(), strategy, seed=5), CELL)
    batch = run(cells, Plan(100, at_once=50, tries=2), workers=workers)
    alone = run(CELL, Plan(100), workers=1)

    assert {lost.reason for lost in batch.lost} == {reason}
    assert sum(lost.episodes for lost in batch.lost) == 100
    np.testing.assert_array_equal(batch.totals[1].counts, alone.totals[0].counts)
    assert [len(each) for each in batch.kept] == [0, 100]


def test_a_batch_can_be_ended_by_the_first_error():
    """With its own words where it is the engine's, else with what was played."""
    plan = Plan(100, tries=1, keep_going=False)
    with pytest.raises(BatchError, match=r"^Nobody can play so here.$"):
        run(Cell(program(), Refuses()), plan, workers=1)
    with pytest.raises(BatchError, match=r"a-visit.*Episodes 0 to 99 of seed 0"):
        run(Cell(program(), Raises()), plan, workers=1)


def test_an_executor_that_broke_and_is_not_ours_is_named(tmp_path):
    """With what to give instead; and that then goes on."""
    cell = Cell(program(), Dies(folder=tmp_path), seed=5)
    with (
        ProcessPoolExecutor(1) as pool,
        pytest.raises(BatchError, match="Give a function that makes an executor"),
    ):
        run(cell, PLAN, workers=pool)

    again = Cell(program(), Dies(folder=tmp_path, times=2), seed=5)
    assert not run(again, PLAN, workers=lambda: processes(1)).lost


def test_a_run_stops_when_the_interval_is_narrow_enough():
    """At the same place whoever plays, and in whatever parts."""
    until = Width(0.06, every=200)
    found = [
        run(CELL, Plan(5000, at_once=at_once, until=until), workers=workers)
        for at_once, workers in ((1000, 1), (37, 1), (60, 2))
    ]
    played = {batch.episodes for batch in found}
    share = found[0].totals[0].share("goal")
    before = simulate(program(), episodes=max(played) - 200, seed=5).share("goal")

    assert len(played) == 1
    assert max(played) % 200 == 0
    assert share.high - share.low <= 0.06 < before.high - before.low
    for batch in found:
        same(found[0], batch)


def test_a_run_stops_at_the_most_episodes_at_the_latest():
    """However wide the interval is."""
    plan = Plan(250, until=Width(0.001, every=100))

    assert run(CELL, plan, workers=1).episodes == 250


def test_what_is_kept_is_gone_on_from(clean, tmp_path):
    """Not played again: of a strategy that now refuses, the first half is there."""
    half = Plan(300, at_once=50, folder=tmp_path)
    run(CELL, half, workers=1)
    told = []
    batch = run(
        CELL,
        Plan(600, at_once=50, folder=tmp_path),
        workers=1,
        progress=lambda done, total: told.append((done, total)),
    )

    same(clean, batch)
    assert told == [(done, 600) for done in range(50, 601, 50)]
    assert len(list(tmp_path.glob("*.npz"))) == 12


def test_ctrl_c_leaves_what_was_finished(clean):
    """In the order of the episodes, without a gap."""

    def stop(done, total):
        if done == 150:
            signal.raise_signal(signal.SIGINT)

    for workers in (1, 2):
        with pytest.raises(Interrupted) as caught:
            run(CELL, PLAN, workers=workers, progress=stop)
        batch = caught.value.batch
        assert not batch.is_whole
        assert batch.episodes == 150
        np.testing.assert_array_equal(
            batch.kept[0].arrays["score"], clean.kept[0].arrays["score"][:150]
        )


def test_nothing_to_play_is_refused():
    """With what to give."""
    with pytest.raises(BatchError, match="no cell to play"):
        run((), PLAN)
    with pytest.raises(BatchError, match=r"workers is 0\. Give a whole number from 1"):
        run(CELL, PLAN, workers=0)
