"""Files of results: the same bytes from everybody, and enough in them to go on."""

from __future__ import annotations

import json
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mishaps import Plain, Raises
from scenario_engine.errors import SavedError
from scenario_engine.program import Trainee, digest
from scenario_engine.session.trace import of_session
from scenario_engine.simulation.columns import joined
from scenario_engine.simulation.named import named
from scenario_engine.simulation.running import (
    EPISODES,
    TURNS,
    BatchError,
    Cell,
    Plan,
    files,
    run,
)
from scenario_engine.simulation.running.files import File, Tables
from scenario_engine.simulation.running.opening import described, reopen
from scenario_engine.version import __version__
from scenes import CALM_DOWN, LIMIT, LISTEN, program

# The same interventions in another order: codes of labels are others.
OTHER = program(id="other", horizon=3, interventions=(CALM_DOWN, LIMIT, LISTEN))
CELLS = (
    Cell(program(), named("random"), seed=5, parameters={"arm": "a", "dose": 0.5}),
    Cell(program(), named("script:listen"), Trainee({"set-limit": 0.25}, 0.5), seed=5),
    Cell(OTHER, named("random"), seed=2**64 - 1),
)
EVERY = {EPISODES: ("state", "points", "policies"), TURNS: ("state", "delivery")}


def written(path, plan, cells=CELLS, **options):
    with File(path, cells, plan, command="simulate a-visit") as file:
        batch = run(cells, plan, keeper=file, **options)
        file.keep()
    return batch


@pytest.mark.parametrize("wanted", [EPISODES, TURNS])
@pytest.mark.parametrize("ending", [".parquet", ".arrow", ".csv"])
def test_a_file_is_the_same_whoever_plays(ending, wanted, tmp_path, monkeypatch):
    """In whatever parts; rows stand in groups of one size."""
    monkeypatch.setattr(files, "ROWS", 100)
    found = set()
    for number, (at_once, workers) in enumerate([(1000, 1), (37, 1), (60, 2)]):
        path = tmp_path / f"{number}{ending}"
        written(
            path, Plan(250, wanted, EVERY[wanted], at_once=at_once), workers=workers
        )
        found.add(sha256(path.read_bytes()).hexdigest())

    assert len(found) == 1


@pytest.mark.parametrize("wanted", [EPISODES, TURNS])
@pytest.mark.parametrize("rows", [files.ROWS, 50])
def test_rows_are_the_columns_with_the_parameters_of_their_cell(
    rows, wanted, tmp_path, monkeypatch
):
    """In groups of any size; and what a scenario does not have is missing."""
    monkeypatch.setattr(files, "ROWS", rows)
    plan = Plan(120, wanted, EVERY[wanted], at_once=50)
    written(tmp_path / "a.parquet", plan, workers=1)
    table = pq.read_table(tmp_path / "a.parquet")
    kept = run(CELLS, plan, workers=1).kept
    frame = table.to_pandas()
    for cell, own in zip(CELLS, kept, strict=True):
        rows = frame[
            (frame.scenario == cell.program.id) & (frame.strategy == cell.strategy.name)
        ]
        assert len(rows) == len(own.arrays["episode"])
        assert set(rows.seed) == {cell.seed}
        for column in own.columns:
            expected = own[column.name]
            if column.kind == "truth":
                truths = {-1: None, 0: False, 1: True}
                assert rows[column.name].tolist() == [truths[e] for e in expected]
            else:
                assert rows[column.name].tolist() == expected.tolist()
        assert rows.error.isna().all()
    assert frame.trainee.iloc[-1] == "skill:1"
    assert set(frame.dose.dropna()) == {0.5}


def test_a_table_in_memory_is_the_file(tmp_path):
    """pandas, Polars and DuckDB take it as it is."""
    plan = Plan(120)
    written(tmp_path / "a.arrow", plan, workers=1)
    tables = Tables(CELLS, plan)
    run(CELLS, plan, keeper=tables, workers=1)
    with pa.OSFile(str(tmp_path / "a.arrow")) as source:
        assert pa.ipc.open_file(source).read_all().equals(tables.table())


def test_a_file_says_what_it_is(tmp_path):
    """Versions, digests, seeds, the command; and neither time nor machine."""
    written(tmp_path / "a.parquet", Plan(20), workers=1)
    told = json.loads(
        pq.read_schema(tmp_path / "a.parquet").metadata[b"scenario_engine"]
    )

    assert (told["kind"], told["format"]) == ("scenario_engine results", 1)
    assert told["engine"] == __version__
    assert told["command"] == "simulate a-visit"
    assert [cell["digest"] for cell in told["cells"]] == [
        digest(cell.program) for cell in CELLS
    ]
    assert [cell["seed"] for cell in told["cells"]] == [5, 5, 2**64 - 1]
    assert set(told) == {
        *("kind", "format", "engine", "command", "rows", "first", "episodes"),
        *("until", "cells", "programs"),
    }


@pytest.mark.parametrize("ending", [".parquet", ".arrow"])
def test_any_episode_of_a_file_opens_as_a_live_session(ending, tmp_path):
    """With the file alone; each is the episode that its rows tell."""
    path = tmp_path / f"turns{ending}"
    written(path, Plan(40, TURNS, ("state",)), workers=1)
    kept = run(CELLS, Plan(40, TURNS, ("state",)), workers=1).kept
    for number, cell in enumerate(CELLS):
        for episode in (0, 17, 39):
            session = reopen(path, episode, cell=number)
            rows = np.flatnonzero(kept[number]["episode"] == episode)
            trace = of_session(session)
            assert list(trace.choices) == list(kept[number]["choice"][rows])
            for row, moment in zip(rows, trace.moments[1:], strict=True):
                assert moment.state is not None
                for name, value in moment.state.items():
                    assert kept[number][f"after.{name}"][row] == value
            assert session.tables.trainee == attrs_floats(cell.trainee)


def attrs_floats(trainee):
    """Return *trainee* with its skills as they are saved."""
    skill = {key: float(value) for key, value in trainee.skill.items()}
    return Trainee(skill, float(trainee.otherwise))


def test_an_episode_that_is_not_there_is_refused(tmp_path):
    """And so are a cell that is not there, and another program."""
    path = tmp_path / "a.parquet"
    written(path, Plan(20, first=100), workers=1)
    with pytest.raises(BatchError, match=r"no episode 20\. It has 100 to 119"):
        reopen(path, 20)
    with pytest.raises(BatchError, match=r"no cell 3\. It has 3"):
        reopen(path, 100, cell=3)
    with pytest.raises(BatchError, match="'a-visit' is not what was played"):
        reopen(path, 100, program=program(horizon=2))


def test_a_program_that_was_changed_in_the_file_is_refused(tmp_path):
    """Its digest says so."""
    path = tmp_path / "a.parquet"
    written(path, Plan(20), workers=1)
    table = pq.read_table(path)
    text = table.schema.metadata[b"scenario_engine"].replace(b"Tell me.", b"Hush now")
    pq.write_table(table.replace_schema_metadata({b"scenario_engine": text}), path)
    with pytest.raises(SavedError, match="digest is another"):
        described(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"nothing", "no Parquet or Arrow file, or cut short"),
        (b"PAR1 cut short", "no Parquet or Arrow file, or cut short"),
        (b"", "no Parquet or Arrow file, or cut short"),
    ],
)
def test_what_is_no_file_of_results_is_refused(content, said, tmp_path):
    """Whatever it is."""
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(SavedError, match=said):
        described(path)
    pq.write_table(pa.table({"x": [1]}), path)
    with pytest.raises(SavedError, match="no results of scenario_engine"):
        described(path)
    with pytest.raises(SavedError, match="No such file"):
        described(tmp_path / "none.arrow")


def test_what_could_not_be_played_has_a_row(tmp_path):
    """One for each part, that says which episodes and why; the rest is there."""
    cells = (Cell(program(), Raises(), seed=5), Cell(program(), Plain(), seed=5))
    plan = Plan(100, names=("policies",), at_once=50, tries=1)
    written(tmp_path / "a.parquet", plan, cells, workers=1)
    frame = pq.read_table(tmp_path / "a.parquet").to_pandas()
    lost = frame[frame.error.notna()]

    assert list(lost.episode) == [0, 50]
    assert lost.error.iloc[1].startswith("Episodes 50 to 99 of seed 5 could not be")
    assert lost.turns.isna().all()
    assert lost.kind.isna().all()
    assert len(frame) == 102
    alone = run(cells[1], Plan(100), workers=1).kept[0]
    assert frame[frame.error.isna()].score.tolist() == alone["score"].tolist()


def test_labels_of_several_scenarios_are_put_together():
    """Each row keeps its own; `joined` below each other is what a column is."""
    plan = Plan(30)
    tables = Tables(CELLS, plan)
    batch = run(CELLS, plan, keeper=tables, workers=1)
    table = tables.table()
    again = run(CELLS, plan, workers=1).kept
    expected = [text for own in again for text in own["ending"].tolist()]

    assert batch.kept == ()
    assert table["ending"].to_pylist() == expected
    assert joined([], again[0].columns)["turns"].dtype == "int8"
