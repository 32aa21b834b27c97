"""A session on disk, a line for each turn, that survives the process."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenario_engine.errors import SavedError, ScenarioEngineError
from scenario_engine.session.snapshot import header, restart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from scenario_engine.program.ir import Program
    from scenario_engine.session.session import Session
    from scenario_engine.session.tables import Tables

_CHECKSUM = 8


class Journal:
    """
    A session that is written down turn by turn.

    A turn that `step` has returned is on disk: it survives the end of the process,
    and, with *sync*, a power cut on an honest disk. Each line is a checksum, a blank
    and JSON; a line that was cut short is left out when the journal is opened again.

    Attributes:
        path: The file.
        session: The session as it stands.
    """

    def __init__(self, path: Path, session: Session, handle: int, sync: bool) -> None:
        self.path = path
        self.session = session
        self._handle = handle
        self._sync = sync

    @classmethod
    def create(cls, path: Path, session: Session, *, sync: bool = True) -> Journal:
        """
        Begin a journal of *session* in a new file.

        Raises:
            SavedError: If the file exists or cannot be written.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
        try:
            handle = os.open(path, flags, 0o644)
        except FileExistsError as error:
            raise SavedError(
                f"{path}: the file exists. Open it, or name another file."
            ) from error
        except OSError as error:
            raise SavedError(f"{path}: {error.strerror}.") from error
        journal = cls(path, session, handle, sync)
        journal._write(header(session))
        for turn, choice in enumerate(session.taken, 1):
            journal._write({"turn": turn, "choice": choice})
        return journal

    @classmethod
    def open(
        cls, path: Path, program: Program | Tables, *, sync: bool = True
    ) -> Journal:
        """
        Open a journal and restore its session.

        Args:
            path: The file.
            program: The program that was played.
            sync: Whether a turn is forced to disk before it is acknowledged.

        Raises:
            SavedError: If the file is no journal, or one of another version of the
                scenario.
        """
        records, length = read(path)
        if not records:
            raise SavedError(f"{path}: not a journal of a session.")
        try:
            session = restart(records[0], program)
        except SavedError as error:
            raise SavedError(f"{path}: {error}") from error
        try:
            for turn, record in enumerate(records[1:], 1):
                if record["turn"] != turn:
                    raise SavedError(f"Turn {turn} is missing.")
                session = session.step(record["choice"])
        except (ScenarioEngineError, KeyError, TypeError) as error:
            raise SavedError(
                f"{path}: its turns cannot be replayed. {error}"
            ) from error
        try:
            handle = os.open(path, os.O_WRONLY | os.O_APPEND)
            os.ftruncate(handle, length)
        except OSError as error:
            raise SavedError(f"{path}: {error.strerror}.") from error
        return cls(path, session, handle, sync)

    def step(self, choice: str) -> Session:
        """
        Take a turn and write it down before returning.

        Raises:
            ChoiceError: If *choice* is not offered; nothing is written.
            SavedError: If it cannot be written; the session stays as it was.
        """
        after = self.session.step(choice)
        self._write({"turn": after.turn, "choice": choice})
        self.session = after
        return after

    def close(self) -> None:
        """Close the file; the journal can be opened again."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Journal:
        """Return the journal itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def _write(self, record: Mapping[str, Any]) -> None:
        """Append one line whole, or leave the file as it was."""
        line = encode(record)
        before = os.fstat(self._handle).st_size
        try:
            written = os.write(self._handle, line)
            if written != len(line):
                raise OSError(0, f"only {written} of {len(line)} bytes were written")
            if self._sync:
                os.fsync(self._handle)
        except OSError as error:
            os.ftruncate(self._handle, before)
            raise SavedError(f"{self.path}: {error.strerror}.") from error


def encode(record: Mapping[str, Any]) -> bytes:
    """Return the line of *record*."""
    text = json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(text), text)


def read(path: Path) -> tuple[list[dict[str, Any]], int]:
    """
    Return the records of the longest valid beginning of a journal, and its length.

    Raises:
        SavedError: If the file cannot be read.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SavedError(f"{path}: {error.strerror}.") from error
    return recover(data)


def recover(data: bytes) -> tuple[list[dict[str, Any]], int]:
    """Return the records of the longest valid beginning of *data*, and its length."""
    records: list[dict[str, Any]] = []
    length = 0
    for line in data.splitlines(keepends=True):
        record = _decode(line)
        if record is None:
            break
        records.append(record)
        length += len(line)
    return records, length


def _decode(line: bytes) -> dict[str, Any] | None:
    """Return the record of *line*, None when it is not one that `encode` wrote."""
    text = line[_CHECKSUM + 1 : -1]
    if line != b"%08x %s\n" % (zlib.crc32(text), text):
        return None
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
