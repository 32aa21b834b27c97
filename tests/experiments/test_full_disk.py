"""Files of Parquet and Arrow IPC for which the disk has no room."""

from __future__ import annotations

import resource
import signal
from contextlib import contextmanager

import pytest

from full_disk import refused
from scenario_engine.simulation import arrow
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import TURNS, BatchError, Cell, Plan, files, run
from scenario_engine.simulation.running.files import File
from scenes import program

CELL = Cell(program(), named("random"), seed=5)
PLAN = Plan(400, TURNS, ("state",), at_once=50)
BEFORE = b"what was there before"

ENDINGS = pytest.mark.parametrize("ending", [".parquet", ".arrow"])


@contextmanager
def room(size):
    """Let no file grow beyond *size*, as if the disk were full then."""
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)


def write(path):
    """Write the batch to *path*, whatever is there."""
    with File(path, [CELL], PLAN, replaces=True) as file:
        run(CELL, PLAN, workers=1, keeper=file)
        file.keep()


@ENDINGS
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_wherever_the_disk_is_full_nothing_is_half_written(
    ending, share, tmp_path, monkeypatch
):
    """In the first row, in the middle or in the last byte; what was there stays."""
    monkeypatch.setattr(files, "ROWS", 100)
    path = tmp_path / f"turns{ending}"
    write(path)
    size = int(share * (path.stat().st_size - 1))
    path.write_bytes(BEFORE)
    with (
        room(size),
        pytest.raises(BatchError, match=rf"turns{ending}: File too large\. Name anoth"),
    ):
        write(path)

    assert path.read_bytes() == BEFORE
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@ENDINGS
def test_where_there_is_no_room_to_begin_nothing_is_left(ending, tmp_path, monkeypatch):
    """Not even the folder that it was to be written in."""

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arrow, "Writer", full)
    path = tmp_path / f"turns{ending}"
    with pytest.raises(
        BatchError, match=rf"turns{ending}: No space left on device\. N"
    ):
        write(path)

    assert list(tmp_path.iterdir()) == []


@ENDINGS
def test_a_full_disk_is_told_in_one_line(ending, tmp_path):
    """With the file and the mend, and no traceback at the end of Python either."""
    refused(tmp_path / f"out{ending}", "--episodes", "1000", "--traces")
