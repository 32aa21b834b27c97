"""Traces from files, folders and simulations; what cannot be used is left out."""

from __future__ import annotations

import json
import os

import attrs
import pytest

from scenario_engine.debrief.cohort.attempts import anonymous
from scenario_engine.debrief.cohort.gathering import (
    Gathered,
    GatheringError,
    gather,
    reviewed,
)
from scenario_engine.session import Journal, Session
from scenario_engine.session.trace import write


@pytest.fixture
def traces(play):
    """Return four traces of Ada, and four of Ben."""
    return [each.trace for each in play({"Ada": 0.3, "Ben": 0.8}).found]


def put(path, *traces):
    """Write traces: one, or one a line."""
    text = "\n".join(json.dumps(write(trace)) for trace in traces)
    path.write_text(text + "\n", "utf-8")
    return path


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


def test_traces_that_cannot_have_been_are_left_out(traces, tmp_path, registry, knowing):
    """Of another version, of a scenario that is not there, or edited by hand."""
    seen = traces[3].moments[1].observation
    kinder = attrs.evolve(seen, cues=("All is well.",))
    moment = attrs.evolve(traces[3].moments[1], observation=kinder)
    moments = (traces[3].moments[0], moment, *traces[3].moments[2:])
    put(
        tmp_path / "all.jsonl",
        traces[0],
        attrs.evolve(traces[1], digest="0" * 64),
        attrs.evolve(traces[2], scenario="elsewhere"),
        attrs.evolve(traces[3], moments=moments),
    )
    cohort = reviewed(gather([tmp_path], registry), knowing)
    reasons = {each.where[-1]: each.reason for each in cohort.refused}

    assert len(cohort.attempts) == 1
    assert "has changed since" in reasons["2"] or "version" in reasons["2"]
    assert reasons["3"].startswith("No scenario 'elsewhere'.")
    assert "what was seen is not what these dice give" in reasons["4"]


def test_nothing_that_can_be_used_is_refused_with_every_reason(
    tmp_path, registry, knowing
):
    """One message, and nothing goes on."""
    (tmp_path / "a.json").write_text("{", "utf-8")
    with pytest.raises(GatheringError) as caught:
        reviewed(gather([tmp_path, tmp_path / "b"], registry), knowing)

    said = str(caught.value)
    assert said.startswith("There is no trace that can be used. Name files or folders")
    assert f"\n  {tmp_path / 'a.json'}: No JSON, or cut short" in said
    assert f"\n  {tmp_path / 'b'}: No such file or directory" in said


def test_attempts_are_numbered_without_those_left_out(traces, play, knowing):
    """The third of three is the second where the first was refused."""
    found = play({"Ada": 0.3}, episodes=3).found
    broken = attrs.evolve(found[0], trace=attrs.evolve(found[0].trace, digest="0"))
    cohort = reviewed(Gathered((broken, *found[1:])), knowing)

    assert [each.number for each in cohort.attempts] == [1, 2]
    assert len(cohort.refused) == 1


def test_simulated_episodes_are_played_again_live(play, knowing):
    """Each trace has the dice of its episode, and can be gone through."""
    found = play({"random": 0.0}, episodes=3).found

    assert [each.trace.dice.episode for each in found] == [0, 1, 2]
    assert {each.trace.strategy for each in found} == {"random"}
    assert reviewed(Gathered(found), knowing).refused == ()


def test_whoever_waits_is_told(play, knowing):
    """How many are done, of how many."""
    told = []
    reviewed(play({"Ada": 0.0}, episodes=3), knowing, lambda *done: told.append(done))

    assert told == [(0, 3), (1, 3), (2, 3)]


def test_without_names_nothing_tells_who_played(six):
    """Neither players, nor files, nor the traces themselves."""
    found = anonymous(six)

    assert found.players == tuple(f"trainee {number}" for number in range(1, 7))
    assert all(each.where == "" for each in found.attempts)
    assert all(each.review.trace.player == "" for each in found.attempts)
    assert [each.number for each in found.attempts] == [
        each.number for each in six.attempts
    ]
