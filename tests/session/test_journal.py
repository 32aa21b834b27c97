"""A journaled turn survives the process; what was not written never comes back."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scenario_engine.errors import ChoiceError, SavedError
from scenario_engine.expressions import parse
from scenario_engine.session import Journal, Session
from scenario_engine.session.journal import read, recover
from scenario_engine.vocabulary import Ending

if TYPE_CHECKING:
    from scenario_engine.program import Program
from scenes import program

HERE = str(Path(__file__).parent)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a journal can be."""
    return tmp_path / "session.journal"


def lasting() -> Program:
    """Return a program that only the turn limit ends."""
    never = Ending(id="never", kind="goal", when=parse("trust > 2"), text="Never.")
    return program(horizon=200, endings=(never,), scoring=())


def begin() -> Session:
    """Return a session that lasts."""
    return Session.begin(lasting(), seed=20)


def write(path: Path, turns: int) -> Session:
    """Write a journal of some turns and return the session."""
    with Journal.create(path, begin(), sync=False) as journal:
        for _ in range(turns):
            if journal.session.ending is None:
                journal.step("listen")
        return journal.session


def test_a_journal_goes_on_where_it_stopped(path: Path) -> None:
    """Opened again, it holds the session, and takes further turns."""
    session = write(path, 2)
    with Journal.open(path, begin().program) as journal:
        assert session.state == journal.session.state
        after = journal.step("listen")
    with Journal.open(path, begin().program) as journal:
        assert after.state == journal.session.state
        assert ("listen",) * 3 == journal.session.taken


def test_a_journal_can_begin_in_the_middle(path: Path) -> None:
    """The turns taken so far are written first."""
    Journal.create(path, begin().step("listen").step("listen")).close()

    assert ("listen",) * 2 == Journal.open(path, begin().program).session.taken


def test_a_refused_choice_is_not_written(path: Path) -> None:
    """The journal stays as it was."""
    write(path, 1)
    before = path.read_bytes()
    with Journal.open(path, begin().program) as journal, pytest.raises(ChoiceError):
        journal.step("sing")

    assert before == path.read_bytes()


def test_every_cut_leaves_the_turns_before_it(path: Path) -> None:
    """Cut at each byte: the longest valid beginning comes back, and can go on."""
    write(path, 5)
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    ends = [sum(map(len, lines[: i + 1])) for i in range(len(lines))]
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        complete = sum(end <= cut for end in ends)
        if not complete:
            with pytest.raises(SavedError, match="not a journal of a session"):
                Journal.open(path, begin().program)
            continue
        with Journal.open(path, begin().program, sync=False) as journal:
            assert complete - 1 == journal.session.turn
            journal.step("calm-down" if cut % 2 else "listen")
        assert complete + 1 == len(read(path)[0])


def test_no_flipped_bit_is_believed(path: Path) -> None:
    """Each bit of the file: what is read is a beginning of what was written."""
    write(path, 3)
    whole = path.read_bytes()
    records, _ = read(path)
    for bit in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        found, _ = recover(bytes(flipped))
        assert found == records[: len(found)]
        assert len(found) < len(records)


@pytest.mark.parametrize("edit", ["drop", "double", "swap"])
def test_lines_that_were_moved_are_refused(path: Path, edit: str) -> None:
    """Every line is valid by itself; their order is not."""
    with Journal.create(path, begin(), sync=False) as journal:
        journal.step("listen")
        journal.step("calm-down")
        journal.step("listen")
    lines = path.read_bytes().splitlines(keepends=True)
    edited = {
        "drop": [*lines[:2], *lines[3:]],
        "double": [*lines[:2], *lines[1:]],
        "swap": [*lines[:2], lines[3], lines[2]],
    }[edit]
    path.write_bytes(b"".join(edited))

    with pytest.raises(SavedError) as caught:
        Journal.open(path, begin().program)

    turn = 2
    assert f"{path}: its turns cannot be replayed. Turn {turn} is missing." == str(
        caught.value
    )


def test_a_file_that_exists_is_not_written_over(path: Path) -> None:
    """The message says so."""
    path.write_text("a shopping list")

    with pytest.raises(SavedError) as caught:
        Journal.create(path, begin())

    assert f"{path}: the file exists. Open it, or name another file." == str(
        caught.value
    )
    assert "a shopping list" == path.read_text()


def test_a_foreign_file_is_refused(path: Path) -> None:
    """And left as it is."""
    path.write_text("a shopping list")

    with pytest.raises(SavedError) as caught:
        Journal.open(path, begin().program)

    assert f"{path}: not a journal of a session." == str(caught.value)
    assert "a shopping list" == path.read_text()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """One message, for creating and for opening."""
    path = tmp_path / "nowhere" / "session.journal"
    said = f"{path}: No such file or directory."

    with pytest.raises(SavedError) as created:
        Journal.create(path, begin())
    with pytest.raises(SavedError) as opened:
        Journal.open(path, begin().program)

    assert (said, said) == (str(created.value), str(opened.value))


def test_a_full_disk_loses_no_turn(path: Path) -> None:
    """The turn that could not be written is refused; those before it are there."""
    journal = Journal.create(path, begin(), sync=False)
    journal.step("listen")
    limit = path.stat().st_size + 10
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        with pytest.raises(SavedError):
            journal.step("listen")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)

    assert 1 == journal.session.turn
    journal.step("calm-down")
    assert ("listen", "calm-down") == Journal.open(path, begin().program).session.taken


KILLED = """
import sys
from pathlib import Path
from scenario_engine.session import Journal, Session
from test_journal import lasting

journal = Journal.create(Path(sys.argv[1]), Session.begin(lasting(), seed=1))
while journal.session.ending is None:
    journal.step("listen")
    print(journal.session.turn, flush=True)
sys.stdin.read()
"""


@pytest.mark.long
def test_an_acknowledged_turn_survives_kill_9(tmp_path: Path) -> None:
    """Ten processes killed at random moments: no turn they told of is lost."""
    chance = random.Random(3)
    for number in range(10):
        path = tmp_path / f"{number}.journal"
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": ":".join((*sys.path, HERE))},
        )
        assert child.stdout is not None
        told = 0
        for _ in range(chance.randint(1, 12)):
            told = int(child.stdout.readline())
        child.kill()
        child.communicate()

        assert len(read(path)[0]) - 1 >= told > 0


@pytest.mark.parametrize("text", [b"not JSON", b"[" * 100_000, b"[1]"])
def test_a_line_with_the_right_checksum_that_is_no_record_is_left_out(
    path: Path, text: bytes
) -> None:
    """Whoever wrote it: what stands before it is read."""
    write(path, 1)
    line = b"%08x %s\n" % (zlib.crc32(text), text)
    path.write_bytes(path.read_bytes() + line)

    assert 1 == Journal.open(path, begin().program).session.turn


def test_a_journal_of_another_scenario_is_refused_with_its_path(path: Path) -> None:
    """So that somebody with many files knows which."""
    Journal.create(path, Session.begin(program())).close()

    with pytest.raises(SavedError) as caught:
        Journal.open(path, begin().program)

    assert str(caught.value).startswith(
        f"{path}: The scenario 'a-visit' has changed since the session was saved"
    )
