"""Parts in a folder are whole, or count as not there."""

from __future__ import annotations

import os

import numpy as np
import pytest

from mishaps import Plain
from scenario_engine.program import Trainee
from scenario_engine.simulation.running import EPISODES, BatchError, Cell, Plan, run
from scenario_engine.simulation.running.folders import Folder
from scenario_engine.simulation.running.orders import Order
from scenes import program

CELL = Cell(program(), Plain(), seed=5)
PLAN = Plan(120, names=("points",), at_once=40)


def kept(folder, cell=CELL, plan=PLAN):
    """Play into *folder*, and return the scores."""
    options = {"episodes": plan.episodes, "names": plan.names, "at_once": plan.at_once}
    batch = run(cell, Plan(**options, folder=folder), workers=1)
    return batch.kept[0]["score"]


def test_damage_of_any_sort_is_noticed_and_played_again(tmp_path):
    """Bytes that are missing, and bits that are not as they were."""
    expected = kept(tmp_path)
    (_, second, _) = sorted(tmp_path.iterdir())
    whole = second.read_bytes()
    damaged = [whole[:cut] for cut in range(0, len(whole), 97)]
    for at in range(0, len(whole), 61):
        damaged.append(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
    for content in damaged:
        second.write_bytes(content)
        np.testing.assert_array_equal(expected, kept(tmp_path))
    assert len(list(tmp_path.iterdir())) == 3


def test_what_is_there_is_not_played_again(tmp_path):
    """Files stay as they are."""
    kept(tmp_path)
    before = {path: os.stat(path).st_mtime_ns for path in tmp_path.iterdir()}
    kept(tmp_path)

    assert before == {path: os.stat(path).st_mtime_ns for path in tmp_path.iterdir()}


def test_cells_do_not_take_each_others_parts(tmp_path):
    """Another seed, trainee, program, strategy or column is another file."""
    cells = (
        CELL,
        Cell(program(), Plain(), seed=6),
        Cell(program(), Plain(), Trainee(otherwise=0.5), seed=5),
        Cell(program(horizon=3), Plain(), seed=5),
        Cell(program(), Plain("other"), seed=5),
    )
    for cell in cells:
        alone = run(cell, PLAN, workers=1).kept[0]["score"]
        np.testing.assert_array_equal(alone, kept(tmp_path, cell))
    kept(tmp_path, plan=Plan(120, names=("policies",), at_once=40))

    assert len(list(tmp_path.iterdir())) == 3 * (len(cells) + 1)


def test_what_was_cut_short_is_swept_away(tmp_path):
    """When the folder is opened again."""
    left = tmp_path / ".writing-123-part.npz"
    left.write_bytes(b"half")
    Folder.opened(tmp_path)

    assert not left.exists()


def test_a_folder_that_cannot_be_one_is_refused(tmp_path):
    """With what to do."""
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(BatchError, match=r"file: File exists\. Name another folder"):
        Folder.opened(file)


def test_the_key_of_an_order_is_the_same_in_every_process():
    """It is made of what is told, whatever the order of a mapping is."""
    one = Order.of(
        Cell(program(), Plain(), Trainee({"a": 0.1, "b": 0.2})), EPISODES, ()
    )
    other = Order.of(
        Cell(program(), Plain(), Trainee({"b": 0.2, "a": 0.1})), EPISODES, ()
    )

    assert one.key == other.key
