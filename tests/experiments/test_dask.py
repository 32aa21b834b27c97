"""A batch on a Dask cluster is the one on this machine, byte for byte."""

from __future__ import annotations

import os
import signal

import numpy as np
import pytest
from distributed import Client, LocalCluster

from mishaps import Dies, Hangs, Plain, Raises
from scenario_engine.simulation.running import TURNS, Cell, Plan, run
from scenario_engine.simulation.running.cluster import on_dask
from scenario_engine.simulation.running.files import File
from scenes import program

CELL = Cell(program(), Plain(), seed=5)
PLAN = Plan(900, TURNS, at_once=50)


@pytest.fixture(scope="module")
def client():
    """Return a client of a cluster of two processes."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as made,
        Client(made) as client,
    ):
        yield client


def written(path, plan, cell=CELL, **options):
    """Return the bytes of the file that a batch writes."""
    with File(path, [cell], plan) as file:
        batch = run(cell, plan, keeper=file, **options)
        file.keep()
    assert batch.lost == ()
    return path.read_bytes()


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Return the bytes of the file that is written here."""
    path = tmp_path_factory.mktemp("clean") / "turns.parquet"
    return written(path, Plan(900, TURNS), workers=1)


def test_a_cluster_writes_the_same_file(client, clean, tmp_path):
    """Whatever the parts."""
    executor = client.get_executor(pure=False)

    assert clean == written(tmp_path / "turns.parquet", PLAN, workers=executor)


def test_a_worker_killed_in_the_middle_changes_nothing(client, clean, tmp_path):
    """Dask gives its parts to another one."""
    killed = []

    def kill(done, total):
        if done == 300:
            (pid, *_) = client.run(os.getpid).values()
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    executor = client.get_executor(pure=False)
    found = written(tmp_path / "turns.parquet", PLAN, workers=executor, progress=kill)

    assert clean == found
    assert len(killed) == 1


def test_a_strategy_that_kills_a_worker_once_changes_nothing(client, clean, tmp_path):
    """Of its own."""
    cell = Cell(program(), Dies(folder=tmp_path), seed=5)
    executor = client.get_executor(pure=False)

    assert clean == written(tmp_path / "turns.parquet", PLAN, cell, workers=executor)
    assert (tmp_path / "mishap-0").exists()


def test_a_hung_worker_is_gone_round(client, clean, tmp_path):
    """The workers are restarted, and what was not there yet is handed out again."""
    cell = Cell(program(), Hangs(folder=tmp_path), seed=5)
    plan = Plan(900, TURNS, at_once=450, patience=2.0, tries=8)
    team = on_dask(client)

    assert clean == written(tmp_path / "turns.parquet", plan, cell, workers=team)
    assert (tmp_path / "mishap-0").exists()


def test_an_error_that_cannot_be_sent_is_told_as_text(client):
    """And what is played beside it is there."""
    cells = (Cell(program(), Raises(), seed=5), CELL)
    plan = Plan(50, tries=2)
    batch = run(cells, plan, workers=client.get_executor(pure=False))
    alone = run(CELL, plan, workers=1)

    (lost,) = batch.lost
    assert lost.reason.startswith("UnpicklableError: (it cannot say what)")
    np.testing.assert_array_equal(batch.totals[1].counts, alone.totals[0].counts)
