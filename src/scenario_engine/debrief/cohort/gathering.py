"""Traces from files, folders and simulations, with whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.debrief.cohort.attempts import Refused
from scenario_engine.debrief.cohort.found import Found, Gathered
from scenario_engine.debrief.cohort.results import gather_results
from scenario_engine.debrief.opening import open_trace
from scenario_engine.errors import ScenarioEngineError
from scenario_engine.session.trace.reading import MOST_BYTES
from scenario_engine.simulation.running.files import ARROW, PARQUET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scenario_engine.packs import Registry

ONE, MANY = ".json", ".jsonl"
"""How files end that hold one trace, and a trace on each line."""


def gather(paths: Iterable[Path], registry: Registry) -> Gathered:
    """
    Return the traces in files and folders.

    A file holds whatever `open_trace` opens, or, where it ends as `MANY`, one of it on
    each line. Of a folder, and of the folders in it, every file is read that ends as
    `ONE` or `MANY`, in the order of their names. A file that is named twice is read
    once. A file of results that `simulate` wrote has its episodes played again.

    Args:
        paths: Files and folders.
        registry: Where the scenarios of saved sessions are looked for.
    """
    found: list[Found] = []
    refused: list[Refused] = []
    seen: set[Path] = set()
    for path in paths:
        files = _files(path)
        if not files:
            refused.append(Refused(str(path), f"{_EMPTY} {ONE} or {MANY} in it."))
        for file in files:
            if file.resolve() in seen:
                continue
            seen.add(file.resolve())
            if file.suffix in {ARROW, PARQUET}:
                results = gather_results(file)
                found += results.found
                refused += results.refused
                continue
            for each in _read(file, registry):
                if isinstance(each, Found):
                    found.append(each)
                else:
                    refused.append(each)
    return Gathered(tuple(found), tuple(refused))


_EMPTY = "No traces: the folder has no file that ends with"


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.suffix in {ONE, MANY} and file.is_file()
    )


def _read(file: Path, registry: Registry) -> Iterator[Found | Refused]:
    """Yield the traces of a file, and what is wrong with it."""
    try:
        with file.open("rb") as opened:
            if file.suffix != MANY:
                data = opened.read(MOST_BYTES + 1)
                yield _trace(str(file), file.stem, data, registry)
                return
            lines = [*filter(None, map(bytes.strip, opened))]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Refused(str(file), f"{reason}. Name another file.")
        return
    if not lines:
        yield Refused(str(file), "No traces: the file is empty.")
    for number, line in enumerate(lines, 1):
        yield _trace(f"{file}, trace {number}", file.stem, line, registry)


def _trace(where: str, name: str, data: bytes, registry: Registry) -> Found | Refused:
    try:
        trace = open_trace(data, registry)
    except ScenarioEngineError as error:
        return Refused(where, str(error))
    return Found(where, trace.player or name, trace)
