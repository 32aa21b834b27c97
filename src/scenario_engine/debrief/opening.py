"""Traces opened from whatever holds one: a trace, a snapshot, or a journal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenario_engine.errors import NotFoundError, SavedError, shorten
from scenario_engine.session import restore
from scenario_engine.session.journal import recover
from scenario_engine.session.snapshot import KIND as SESSION
from scenario_engine.session.snapshot import restart
from scenario_engine.session.trace import Trace, of_session, read
from scenario_engine.session.trace.reading import MOST_BYTES
from scenario_engine.session.trace.trace import KIND as TRACE

if TYPE_CHECKING:
    from scenario_engine.packs import Registry
    from scenario_engine.program import Program
    from scenario_engine.session import Session


def open_trace(source: Path | str | bytes, registry: Registry) -> Trace:
    """
    Return the trace that a file holds.

    It may be a trace, a snapshot of a session as JSON, or the journal of one. Of a
    journal, a last line that was cut short while it was written is left out.

    Args:
        source: The file, or what it holds as bytes.
        registry: Where the scenario of a snapshot or journal is looked for.

    Raises:
        SavedError: If it cannot be read, is none of these, or was changed.
    """
    if isinstance(source, bytes):
        return _opened(source, registry)
    path = Path(source)
    try:
        return _opened(_read(path), registry)
    except SavedError as error:
        raise SavedError(f"{path}: {error}") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SavedError(f"{reason}. Name the file of an episode.") from error


def _opened(data: bytes, registry: Registry) -> Trace:
    if len(data) > MOST_BYTES:
        raise SavedError(
            f"Longer than {MOST_BYTES} bytes, so no episode. Write one episode a file."
        )
    if data.lstrip()[:1] == b"{":
        return _of_json(data, registry)
    return of_session(_journaled(data, registry))


def _of_json(data: bytes, registry: Registry) -> Trace:
    try:
        found = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else error
        raise SavedError(
            f"No JSON, or cut short ({shorten(str(reason))}). Write the file again."
        ) from error
    kind = found.get("kind")
    if kind == SESSION:
        return of_session(_restored(found, registry))
    if kind != TRACE:
        raise SavedError(
            f'Not an episode: its kind is neither "{TRACE}" nor "{SESSION}".'
        )
    return read(found)


def _restored(data: dict[str, Any], registry: Registry) -> Session:
    if "choices" not in data:
        raise SavedError("Not a session: 'choices' is missing. Save it again.")
    return restore(data, _program(data, registry))


def _journaled(data: bytes, registry: Registry) -> Session:
    records, length = recover(data)
    if not records or records[0].get("kind") != SESSION:
        raise SavedError(
            "Not an episode: neither a trace, nor a saved session, nor a journal of "
            "one. Name a file that was written by `play --trace`, by `play --save`, or "
            "in the form that docs/traces.md describes."
        )
    if b"\n" in data[length:]:
        raise SavedError(
            f"Line {len(records) + 1} of the journal is not as it was written: it was "
            "cut short, or edited. Restore the file as it was."
        )
    session = restart(records[0], _program(records[0], registry))
    for number, record in enumerate(records[1:], 1):
        if record.get("turn") != number or type(record.get("choice")) is not str:
            raise SavedError(
                f"Line {number + 1} of the journal is not turn {number}: lines are "
                "missing, or were added. Restore the file as it was."
            )
        session = session.step(record["choice"])
    return session


def _program(data: dict[str, Any], registry: Registry) -> Program:
    scenario = data.get("scenario")
    if type(scenario) is not str:
        raise SavedError("Not a session: its 'scenario' is no text.")
    try:
        return registry.program(scenario)
    except NotFoundError as error:
        raise SavedError(
            f"Played in a scenario that is not installed. {error}"
        ) from error


def _refuse_constant(name: str) -> None:
    msg = f"{name} is no number of JSON"
    raise ValueError(msg)
