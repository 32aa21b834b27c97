"""Episodes from files: traces, snapshots, journals; and everything else refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debriefed import played, registry
from scenario_engine.debrief.opening import open_trace
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.session import Journal, Session, snapshot
from scenario_engine.session.journal import encode
from scenario_engine.session.trace import of_session, write
from scenario_engine.session.trace.reading import MOST_BYTES
from scenes import SCENARIO
from searching import at_most

HERE = registry(SCENARIO)
MADE = HERE.program("a-visit")
LAST = played(MADE, lambda session: "listen", seed=5)


def seed() -> int:
    """Return a seed with which listening once is not the end."""
    return next(
        seed
        for seed in range(99)
        if Session.begin(MADE, seed=seed).step("listen").ending is None
    )


TEXT = json.dumps(write(of_session(LAST)))


def refusal(data: bytes) -> str:
    """Return the words with which *data* is refused."""
    with pytest.raises(ScenarioEngineError) as caught:
        open_trace(data, HERE)
    return str(caught.value)


def test_a_trace_a_snapshot_and_a_journal_hold_the_same_episode(tmp_path) -> None:
    """Whichever of them a program has kept."""
    trace, saved, journal = (tmp_path / name for name in ("trace", "saved", "journal"))
    trace.write_text(TEXT)
    saved.write_text(json.dumps(snapshot(LAST)))
    with Journal.create(journal, Session.begin(MADE, seed=5), sync=False) as kept:
        for choice in LAST.taken:
            kept.step(choice)

    opened = [open_trace(path, HERE) for path in (trace, str(saved), journal)]
    assert opened == [of_session(LAST)] * 3


def test_a_journal_whose_last_line_was_not_finished_is_the_episode_before_it(
    tmp_path,
) -> None:
    """Nobody was told of that turn."""
    path = tmp_path / "journal"
    with Journal.create(path, Session.begin(MADE, seed=seed()), sync=False) as kept:
        kept.step("listen")
        kept.step("listen")
    path.write_bytes(path.read_bytes()[:-4])

    assert open_trace(path, HERE).choices == ("listen",)


def test_a_journal_that_was_edited_is_refused(tmp_path) -> None:
    """It names the first line that is not as it was written."""
    path = tmp_path / "journal"
    with Journal.create(path, Session.begin(MADE, seed=seed()), sync=False) as kept:
        kept.step("listen")
        kept.step("listen")
    lines = path.read_bytes().splitlines(keepends=True)

    edited = lines[1].replace(b"listen", b"calm-down")
    assert "Line 2 of the journal" in refusal(lines[0] + edited + lines[2])
    assert "Line 2 of the journal is not turn 1" in refusal(lines[0] + lines[2])
    resealed = encode({"turn": 1, "choice": 3})
    assert "Line 2 of the journal is not turn 1" in refusal(lines[0] + resealed)


@at_most(40)
@given(st.integers(0, len(TEXT) - 1))
def test_a_trace_that_was_cut_short_is_refused(end: int) -> None:
    """Wherever it was cut."""
    words = refusal(TEXT[:end].encode())

    assert "cut short" in words or "Not an episode" in words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Not an episode"),
        (b"\x00\xff\xfe", "Not an episode"),
        (b"a,b,c\n1,2,3\n", "Not an episode"),
        (b"[1, 2]", "Not an episode"),
        (b"{}", "its kind is neither"),
        (b'{"kind": 7}', "its kind is neither"),
        (b'{"kind": NaN}', "NaN is no number"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"\xff{}", "Not an episode"),
        (b'{"kind": "\xff"}', "No JSON"),
        (b" " * (MOST_BYTES + 1), "Longer than"),
        (b'{"kind": "scenario_engine session"}', "'choices' is missing"),
        (
            b'{"kind": "scenario_engine session", "choices": [], "scenario": []}',
            "its 'scenario' is no text",
        ),
        (
            b'{"kind": "scenario_engine session", "choices": [], "scenario": "x"}',
            "not installed. No scenario 'x'",
        ),
        (b'{"kind": "scenario_engine trace", "format": 99}', "format 99"),
    ],
    ids=range(15),
)
def test_what_is_no_episode_is_refused(data: bytes, words: str) -> None:
    """With what it is not."""
    assert words in refusal(data)


def test_the_file_is_named(tmp_path) -> None:
    """Missing, a folder, or something else."""
    missing, other = tmp_path / "missing", tmp_path / "other"
    other.write_text("{}")
    for path, words in (
        (missing, "No such file"),
        (tmp_path, "Is a directory"),
        (other, "its kind is neither"),
    ):
        with pytest.raises(ScenarioEngineError, match=words) as caught:
            open_trace(path, HERE)
        assert str(caught.value).startswith(f"{path}: ")
