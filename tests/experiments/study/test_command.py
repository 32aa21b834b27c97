"""`study`: from a file or a name to a folder, or one clear message."""

from __future__ import annotations

import json
import sys

import pytest

from scenario_engine.cli import loading
from scenario_engine.cli.main import main
from scenario_engine.study import writing
from scenario_engine.study.plotting import Drawn

PARCELS = """
format = 1
id = "parcels"
title = "Parcels"
question = "Does it matter?"
design = "Two arms."
unit = "clerk"
units = "clerks"
replications = 3
evidence = "assumption"
cohorts = [{ id = "clerks", title = "Clerks", skill = { mean = 0.5, spread = 0.1 } }]
settings = [{ id = "desk", title = "The desk", scenario = "late-parcel" }]
arms = [
  { id = "best", title = "The best", cohort = "clerks", size = 10, strategy = "best" },
  { id = "any", title = "At random", cohort = "clerks", size = 10, strategy = "random" },
]
measures = [{ id = "goal", title = "goal", counts = "goal" }]
contrasts = [{ id = "goal", title = "Goal", kind = "odds-ratio", measure = "goal", arms = ["best", "any"], standing = "prediction" }]
"""


@pytest.fixture
def study(tmp_path, monkeypatch, capsys):
    """Return a function that runs the command on the study of parcels."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv(loading.BLOCK, raising=False)
    monkeypatch.setattr(writing, "draw", lambda _: Drawn(b"png", "<svg/>", "<svg />"))
    (tmp_path / "parcels.toml").write_text(PARCELS, encoding="utf-8")
    folder = next(path for path in sys.path if path.endswith("tests"))

    def run(*argv):
        options = ("--pack-dir", f"{folder}/cli/data/parcels")
        code = main(["study", *map(str, argv), *options])
        return code, *capsys.readouterr()

    return run


def test_a_file_becomes_a_folder(study, tmp_path):
    """The report is named, and said to be about a model."""
    code, out, err = study("parcels.toml", "--out", "found")

    assert (code, err) == (0, "")
    assert "Report: found/report.html" in out
    assert "predicts nothing about real people" in " ".join(out.split())
    assert (tmp_path / "found" / "report.html").exists()


def test_the_command_that_is_kept_gives_the_same_again(study, tmp_path):
    """With the seed that was asked for."""
    study("parcels.toml", "--out", "found", "--seed", 9, "--replications", 2)
    kept = json.loads((tmp_path / "found" / "results.json").read_text("utf-8"))
    made = kept["provenance"]

    assert (made["seed"], made["replications"]) == (9, 2)
    assert made["command"].endswith(
        "study parcels.toml --seed 9 --replications 2 --out found"
    )
    study("parcels.toml", "--out", "again", "--seed", 9, "--replications", 2)
    for name in ("people.csv", "contrasts.csv"):
        first, other = (tmp_path / each / name for each in ("found", "again"))
        assert first.read_bytes() == other.read_bytes()


def test_as_json_it_says_where_everything_is(study):
    """And what each contrast came to."""
    _, out, _ = study("parcels.toml", "--out", "found", "--json")
    told = json.loads(out)

    assert told["report"] == "found/report.html"
    assert told["contrasts"]["goal"]["effect"] == "odds ratio"


def test_the_studies_that_come_along_are_listed(study):
    """Four of them."""
    _, out, _ = study("--list")
    assert [line.split()[0] for line in out.splitlines()] == [
        "emotional-skill",
        "listening-first",
        "ripple-effect",
        "training-and-incidents",
    ]
    _, out, _ = study("--list", "--json")
    assert len(json.loads(out)) == 4


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ((), "Name a study: a file, or one of `scenario-engine study --list`."),
        (("parcels.toml",), "Say where the results go: --out DIR."),
        (("parcel.toml", "--out", "x"), "parcel.toml: No such file or directory."),
        (("parcels", "--out", "x"), "No study 'parcels'."),
        (("parcels.toml", "--out", "parcels.toml"), "parcels.toml is a file."),
        (("parcels.toml", "--out", "."), ". holds parcels.toml. Name another folder"),
        (
            ("parcels.toml", "--out", "/dev/null/x"),
            "/dev/null is a file. Name a folder.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_a_message(study, tmp_path, argv, said):
    """With exit code 2, nothing written, no traceback."""
    code, out, err = study(*argv)

    assert (code, out) == (2, "")
    assert err.startswith(f"scenario-engine: {said}")
    assert [path.name for path in tmp_path.iterdir()] == ["parcels.toml"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"random"', '"randm"', "No strategy 'randm'."),
        (
            '"late-parcel"',
            '"late-parcels"',
            "study 'parcels': setting 'desk' > scenario",
        ),
        ("mean = 0.5", "mean = 5", "parcels.toml: cohort 'clerks' > skill > mean: 5"),
        (
            "size = 10",
            "size = 0",
            "parcels.toml: arm 'best' > size: 0: not in 4..20000",
        ),
    ],
)
def test_a_faulty_study_is_refused(study, tmp_path, old, new, said):
    """Before anything is run or written."""
    text = PARCELS.replace(old, new)
    (tmp_path / "parcels.toml").write_text(text, encoding="utf-8")
    code, _, err = study("parcels.toml", "--out", "found")

    assert code == 2
    assert err.startswith(f"scenario-engine: {said}")
    assert not (tmp_path / "found").exists()
