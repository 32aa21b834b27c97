"""`cards`: one file a card, all of them or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenario_engine.cli.keeping import keep_all
from scenario_engine.cli.refusal import UsageError

NAMES = [
    "late-parcel-actor-caller-caller.html",
    "late-parcel-actor-caller-regular.html",
    "late-parcel-facilitator.html",
    "late-parcel-trainee.html",
]


def names(folder):
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_every_card_is_a_page_of_its_own(parcels, tmp_path):
    """In a folder that is made, and the command says which is whose."""
    ran = parcels("cards", "late-parcel", "--out", tmp_path / "a" / "b")
    pages = [path.read_text("utf-8") for path in (tmp_path / "a" / "b").iterdir()]

    assert (ran.code, ran.err) == (0, "")
    assert names(tmp_path / "a" / "b") == NAMES
    assert all(page.startswith("<!doctype html>") for page in pages)
    for said in ("For the trainee", "For the facilitator", "For the actor", *NAMES):
        assert said in ran.out.replace("\n", "").replace(" " * 23, "")


def test_cards_can_be_markdown_and_told_as_json(parcels, tmp_path):
    """For other programs, and for whoever edits them."""
    ran = parcels("cards", "late-parcel", "--out", tmp_path, "--markdown", "--json")
    told = json.loads(ran.out)

    assert told["scenario"] == "late-parcel"
    assert [Path(file).name for file in told["files"]] == [
        "late-parcel-trainee.md",
        "late-parcel-facilitator.md",
        "late-parcel-actor-caller-caller.md",
        "late-parcel-actor-caller-regular.md",
    ]
    assert Path(told["files"][0]).read_text("utf-8").startswith("# ")


def test_nothing_is_overwritten(parcels, tmp_path):
    """One card that is there already, and none is written."""
    (tmp_path / NAMES[2]).write_text("mine", encoding="utf-8")
    ran = parcels("cards", "late-parcel", "--out", tmp_path)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"scenario-engine: --out {tmp_path}: late-parcel-facilitator.html there "
        "already. Name another folder, or move them away.\n"
    )
    assert names(tmp_path) == [NAMES[2]]
    assert (tmp_path / NAMES[2]).read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_refused(parcels, tmp_path):
    """With the system's reason, and the mend."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = parcels("cards", "late-parcel", "--out", tmp_path / "file")

    assert ran.code == 2
    assert ran.err.startswith(f"scenario-engine: --out {tmp_path / 'file'}: ")
    assert ran.err.endswith(". Name another folder.\n")


def test_a_folder_is_needed(parcels):
    """Several files have no place on the output."""
    ran = parcels("cards", "late-parcel")

    assert ran.code == 2
    assert "required: --out" in ran.err


def test_a_misspelt_scenario_is_told_what_comes_close(parcels, tmp_path):
    """And no folder is made for it."""
    ran = parcels("cards", "late-parcl", "--out", tmp_path / "a")

    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "Did you mean 'late-parcel'?" in ran.err


def test_a_fault_halfway_takes_back_what_was_moved(tmp_path, monkeypatch):
    """The folder is as it was, with nothing half done beside it."""
    rename, moved = Path.rename, []

    def fail(path, target):
        moved.append(path.name)
        if len(moved) > 1:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(UsageError) as refused:
        keep_all(tmp_path, "--out", {"a": "1", "b": "2", "c": "3"})

    assert str(refused.value) == (
        f"--out {tmp_path}: No space left on device. Name another folder."
    )
    assert (moved, list(tmp_path.iterdir())) == (["a", "b"], [])
