"""Traces from files, folders and simulations; what cannot be used is left out."""

from __future__ import annotations

import os

import attrs
import pytest

from cohorts import put
from scenario_engine.debrief.cohort.gathering import gather
from scenario_engine.session import Journal, Session


def test_a_file_holds_a_trace_or_one_on_each_line(traces, tmp_path, registry):
    """In the order in which they are named."""
    many = put(tmp_path / "b.jsonl", *traces[1:4])
    one = put(tmp_path / "a.json", traces[0])
    found = gather([many, one], registry)

    assert [each.trace for each in found.found] == [*traces[1:4], traces[0]]
    assert found.refused == ()
    assert [each.where for each in found.found] == [
        f"{many}, trace 1", f"{many}, trace 2", f"{many}, trace 3", str(one)
    ]  # fmt: skip


def test_a_folder_is_gone_through_by_names(traces, tmp_path, registry):
    """With the folders in it; what is neither kind of file is not looked at."""
    (tmp_path / "later").mkdir()
    put(tmp_path / "later" / "z.json", traces[2])
    put(tmp_path / "b.json", traces[1])
    put(tmp_path / "a.json", traces[0])
    (tmp_path / "notes.txt").write_text("no trace", "utf-8")
    found = gather([tmp_path], registry)

    assert [each.trace for each in found.found] == traces[:3]
    assert found.refused == ()


def test_what_is_named_twice_is_read_once(traces, tmp_path, registry):
    """By its folder and by itself, or by another name for it."""
    put(tmp_path / "a.json", traces[0])
    link = tmp_path / "link.json"
    os.symlink(tmp_path / "a.json", link)

    assert len(gather([tmp_path, tmp_path / "a.json", link], registry).found) == 1


def test_who_played_is_told_by_the_trace_else_by_the_file(traces, tmp_path, registry):
    """Attempts of each are numbered in the order given."""
    unsigned = [attrs.evolve(trace, player="") for trace in traces]
    put(tmp_path / "1.json", traces[0])
    put(tmp_path / "Eve.json", unsigned[1])
    put(tmp_path / "Zoe.jsonl", unsigned[2], traces[4], unsigned[3])
    found = gather([tmp_path], registry)

    assert [each.player for each in found.found] == ["Ada", "Eve", "Zoe", "Ben", "Zoe"]


def test_saved_sessions_are_episodes_too(tmp_path, registry):
    """A journal that `play --save` writes is opened as a trace."""
    path = tmp_path / "Kim.journal"
    program = registry.program("late-parcel")
    with Journal.create(path, Session.begin(program, seed=3)) as journal:
        journal.step("listen")
    [found] = gather([path], registry).found

    assert (found.player, found.trace.choices) == ("Kim", ("listen",))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cut.json", '{"kind": "scenario_engine tr', "No JSON, or cut short"),
        ("other.json", '{"kind": "shopping list"}', "Not an episode: its kind is"),
        ("empty.json", "", "Not an episode"),
        ("empty.jsonl", "\n\n", "No traces: the file is empty."),
        ("many.jsonl", '{"kind": 1}\n', "Not an episode: its kind is"),
    ],
)
def test_a_bad_file_is_left_out_and_the_others_go_on(
    name, content, said, traces, tmp_path, registry
):
    """With a message of its own."""
    (tmp_path / name).write_text(content, "utf-8")
    put(tmp_path / "good.json", traces[0])
    found = gather([tmp_path], registry)

    assert [each.trace for each in found.found] == [traces[0]]
    [refused] = found.refused
    assert refused.where.startswith(str(tmp_path / name))
    assert refused.reason.startswith(said)


def test_what_is_not_there_is_said_so(tmp_path, registry):
    """A file that is missing, and a folder without traces."""
    found = gather([tmp_path / "none.json", tmp_path], registry)

    assert [each.reason for each in found.refused] == [
        "No such file or directory. Name another file.",
        "No traces: the folder has no file that ends with .json or .jsonl in it.",
    ]
