"""`export`: a scenario for another tool."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from scenario_engine.cli import export
from scenario_engine.interop.mermaid import mermaid
from scenario_engine.interop.prism import prism
from scenario_engine.packs import load_packs

from .places import PARCELS


@pytest.fixture
def late_parcel():
    """Return the program of the pack `parcels`."""
    core = metadata.entry_points(group="scenario_engine", name="core")
    packs = load_packs(folders=[PARCELS], discover=lambda: core)
    return packs.program("late-parcel")


def chances(model):
    """Return every chance of what is written out."""
    return [c for each in model.choices for choice in each for c, _ in choice.branches]


def test_a_prism_model_is_written_to_the_output(parcels, late_parcel):
    """As it is, for a program to read: not wrapped, and nothing around it."""
    ran = parcels("export", "prism", "late-parcel")

    assert (ran.code, ran.out, ran.err) == (0, prism(late_parcel).text, "")


def test_random_play_is_asked_for_by_an_option(parcels, late_parcel):
    """The chain instead of the decision process."""
    ran = parcels("export", "prism", "late-parcel", "--random")

    assert (ran.code, ran.out) == (0, prism(late_parcel, play="random").text)


def test_a_diagram_is_written_to_a_file(parcels, late_parcel, tmp_path):
    """The file is whole, and there is no other beside it."""
    path = tmp_path / "levels.mmd"
    path.write_text("an older one", encoding="utf-8")
    ran = parcels("export", "mermaid", "late-parcel", "--out", path)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert path.read_text("utf-8") == mermaid(late_parcel)
    assert [path] == list(tmp_path.iterdir())


@pytest.fixture
def written(monkeypatch):
    """Return what is handed to `umbi`, which need not be there."""
    models = []

    def keep(model, path):
        models.append(model)
        Path(path).write_bytes(b"umb")

    monkeypatch.setattr(export, "write_umb", keep)
    return models


def test_a_umb_file_is_written(parcels, tmp_path, written):
    """Without turns in its states, and in fractions."""
    path = tmp_path / "parcel.umb"
    ran = parcels("export", "umb", "late-parcel", "--out", path)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert path.read_bytes() == b"umb"
    assert not written[0].counts_turns
    assert all(chance.is_exact for chance in chances(written[0]))


def test_turns_and_intervals_can_be_asked_for(parcels, tmp_path, written):
    """Each by its option."""
    told = ("export", "umb", "late-parcel", "--out", tmp_path / "parcel.umb")

    assert parcels(*told, "--turns").code == parcels(*told, "--intervals").code == 0
    assert [True, False] == [model.counts_turns for model in written]
    assert not all(chance.is_exact for chance in chances(written[1]))


def test_more_states_than_asked_for_are_refused(parcels, tmp_path, written):
    """And no file is there."""
    path = tmp_path / "parcel.umb"
    ran = parcels("export", "umb", "late-parcel", "--out", path, "--states", "3")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("scenario-engine: late-parcel: written out it has ")
    assert ran.err.endswith("the budget of 3. Give a larger budget.\n")
    assert [] == [*written, *tmp_path.iterdir()]


def test_what_fails_leaves_the_old_file(parcels, tmp_path, monkeypatch):
    """And nothing half-written beside it."""

    def fail(model, path):
        Path(path).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "write_umb", fail)
    path = tmp_path / "parcel.umb"
    path.write_bytes(b"old")
    ran = parcels("export", "umb", "late-parcel", "--out", path)

    assert ran.code == 2
    assert ran.err == (
        f"scenario-engine: --out {path}: No space left on device. Name another file.\n"
    )
    assert path.read_bytes() == b"old"
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["umb", "late-parcel"], "umb is no text. Name a file with --out FILE."),
        (
            ["mermaid", "late-parcel", "--random"],
            "--random is for prism. Leave it out.",
        ),
        (
            ["prism", "late-parcel", "--turns"],
            "--turns is for umb. Leave it out.",
        ),
        (
            ["mermaid", "late-parcel", "--states", "7"],
            "--states is for umb. Leave it out.",
        ),
        (
            ["prism", "late-parcel", "--out", "."],
            "--out .: Is a directory. Name another file.",
        ),
        (
            ["prism", "late-parcel", "--out", "nowhere/at/all"],
            "--out nowhere/at/all: No such file or directory. Name another file.",
        ),
        (
            ["prism", "late-parcels"],
            "No scenario 'late-parcels'. Did you mean 'late-parcel'?",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(parcels, argv, message):
    """With what to do about it."""
    ran = parcels("export", *argv)

    assert (ran.code, ran.out, ran.err) == (2, "", f"scenario-engine: {message}\n")


def test_without_umbi_the_extra_is_named(parcels, tmp_path, monkeypatch):
    """The other formats need nothing."""
    monkeypatch.setattr(export, "write_umb", None)
    ran = parcels("export", "umb", "late-parcel", "--out", tmp_path / "x.umb")

    assert ran.code == 2
    assert ran.err == (
        "scenario-engine: umb needs the package umbi, as the extra has it. "
        "Install it with pip install 'scenario-engine[umb]'.\n"
    )
