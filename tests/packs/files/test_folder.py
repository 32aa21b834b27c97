"""Finding the data files of a pack."""

from __future__ import annotations

import os
import zipfile

import pytest

from scenario_engine.errors import PackError
from scenario_engine.packs.files import data_files
from scenario_engine.packs.files import folder as files


def write(folder, **texts):
    """Write a file for each of *texts*, `__` standing for a slash in its name."""
    for name, text in texts.items():
        place = folder / f"{name.replace('__', '/')}.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


def refusal(folder):
    """Return the whole message with which the files of *folder* are refused."""
    with pytest.raises(PackError) as caught:
        data_files(folder, "water")
    return str(caught.value)


def test_every_file_is_found_by_name(tmp_path):
    """Files come in the order of their names, whatever their folders are."""
    write(tmp_path, techniques="b = 1", scenarios__well="a = 1", a__b__c__d__deep="")

    found = data_files(tmp_path, "water")

    assert [(file.pack, file.name, file.data) for file in found] == [
        ("water", "a/b/c/d/deep.toml", b""),
        ("water", "scenarios/well.toml", b"a = 1"),
        ("water", "techniques.toml", b"b = 1"),
    ]


def test_what_is_no_data_file_is_passed_over(tmp_path):
    """Hidden files, Python's own folders and other kinds of files do not count."""
    write(tmp_path, well="a = 1")
    write(tmp_path / ".git", well="a = 1")
    write(tmp_path / "__pycache__", well="a = 1")
    (tmp_path / "._well.toml").write_text("b = 1")
    (tmp_path / "README.md").write_text("b = 1")

    assert [file.name for file in data_files(tmp_path, "water")] == ["well.toml"]


def test_the_files_of_an_archive_are_found(tmp_path):
    """A pack that is imported from a zip file works as well."""
    archive = tmp_path / "pack.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("data/scenarios/well.toml", "a = 1")
        opened.writestr("data/shared.toml", "b = 1")

    found = data_files(zipfile.Path(archive, "data/"), "water")

    assert [(file.name, file.data) for file in found] == [
        ("scenarios/well.toml", b"a = 1"),
        ("shared.toml", b"b = 1"),
    ]


def test_a_missing_folder_is_told(tmp_path):
    """A pack that names a folder it does not have learns which."""
    assert refusal(tmp_path / "data") == (
        "water: data: no such folder. Make it, or name another."
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Well.toml", "Well.toml"),
        ("well.TOML", "well.TOML"),
        ("a well.toml", "a well.toml"),
        ("wéll.toml", "wéll.toml"),
        ("-well.toml", "-well.toml"),
        ("we\\ll.toml", "we\\ll.toml"),
        ("c:well.toml", "c:well.toml"),
        ("we\nll.toml", "we\\u000All.toml"),
        ("we\u202ell.toml", "we\\u202Ell.toml"),
        ("we\udcffll.toml", "we\\uDCFFll.toml"),
        ("v1.0/well.toml", "v1.0/well.toml"),
        (f"{'w' * 65}.toml", f"{'w' * 65}.toml"),
    ],
)
def test_odd_names_are_refused(tmp_path, name, shown):
    """A name that another system might not hold, or not show, is refused."""
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.write_text("a = 1")

    assert refusal(tmp_path) == (
        f"water: {shown}: not a name that every system can hold. "
        "Use lower-case letters, digits, hyphens and underscores, and .toml."
    )


@pytest.mark.parametrize("target", ["../outside.toml", "nowhere.toml", "link.toml"])
def test_a_link_that_leads_outside_is_refused(tmp_path, target):
    """Nothing outside the folder is opened, and no link that leads nowhere."""
    folder = tmp_path / "data"
    folder.mkdir()
    write(tmp_path, outside="secret = 1")
    (folder / "link.toml").symlink_to(target)

    assert refusal(folder) == (
        "water: link.toml: a link that leads out of the data folder. "
        "Put the file itself into the folder."
    )


def test_a_folder_that_is_a_link_to_the_outside_is_not_entered(tmp_path):
    """A linked folder is refused itself; its files are not looked at."""
    write(tmp_path / "outside", secret="a = 1")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "more").symlink_to(tmp_path / "outside")

    assert refusal(tmp_path / "data") == (
        "water: more: a link that leads out of the data folder. "
        "Put the file itself into the folder."
    )


def test_a_link_inside_the_folder_is_fine(tmp_path):
    """A file may stand under two names."""
    write(tmp_path, well="a = 1")
    (tmp_path / "again.toml").symlink_to("well.toml")

    assert [file.data for file in data_files(tmp_path, "water")] == [b"a = 1"] * 2


def test_a_folder_that_holds_itself_is_refused(tmp_path):
    """A ring of folders comes to an end."""
    write(tmp_path, well="a = 1")
    (tmp_path / "ring").symlink_to(tmp_path)

    assert refusal(tmp_path) == (
        "water: ring/ring/ring/ring/ring: a folder more than 4 levels deep. "
        "Move its files up."
    )


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_regular_file_is_refused(tmp_path, make):
    """A pipe, which would never end, is not opened; nor is a folder."""
    make(tmp_path / "well.toml")

    assert refusal(tmp_path) == (
        "water: well.toml: not a regular file. Put a file in its place."
    )


def test_every_file_that_is_refused_is_told(tmp_path):
    """One odd name does not hide another, nor a file that is too large."""
    write(tmp_path, Well="", large="#" * (2**20 + 1), well="", zzz__Well="")

    assert refusal(tmp_path).count("\n") == 2
    assert "large.toml: larger than 1048576 bytes. Split the file." in refusal(tmp_path)


def test_a_file_of_just_one_mebibyte_is_read(tmp_path):
    """The bound itself is allowed."""
    write(tmp_path, large="#" * 2**20)

    assert [len(file.data) for file in data_files(tmp_path, "water")] == [2**20]


@pytest.mark.parametrize(
    ("bound", "value", "said"),
    [
        ("MOST_FILES", 2, "water: more than 2 data files. Merge some."),
        (
            "MOST_BYTES_TOGETHER",
            14,
            "water: data files of more than 14 bytes together. Split the pack.",
        ),
        (
            "MOST_ENTRIES",
            2,
            "water: data: more than 2 files and folders. Keep only data files in it.",
        ),
    ],
)
def test_the_bounds_of_a_pack(tmp_path, monkeypatch, bound, value, said):
    """Three files of five bytes each exceed a bound that is set just below them."""
    folder = tmp_path / "data"
    write(folder, one="a = 1", two="a = 2", three="a = 3")

    assert len(data_files(folder, "water")) == 3
    monkeypatch.setattr(files, bound, value)
    assert refusal(folder) == said


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    """What the system refuses becomes one message."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    write(tmp_path / "data", well="a = 1")
    monkeypatch.setattr(files, "_start_of", refuse)

    assert refusal(tmp_path / "data") == (
        "water: data: cannot be read: Permission denied. Look at its permissions."
    )
