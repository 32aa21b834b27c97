"""The folder of a study: whole, or not there at all."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pyarrow.csv
import pyarrow.parquet

from scenario_engine.errors import ScenarioEngineError
from scenario_engine.study import tidy
from scenario_engine.study.plotting import draw
from scenario_engine.study.report import report

if TYPE_CHECKING:
    from scenario_engine.study.outcome import Outcome

REPORT, RESULTS, FIGURES = "report.html", "results.json", "figures"
PEOPLE, CONTRASTS = "people", "contrasts"


class WritingError(ScenarioEngineError):
    """The results of a study cannot be kept where they were to be."""


def check(folder: Path, *, force: bool = False) -> None:
    """
    Refuse a folder that results must not be written to.

    Args:
        folder: Where to.
        force: Whether earlier results may be replaced.

    Raises:
        WritingError: If it is no folder, or holds something.
    """
    nearest = next(
        each for each in (folder, *folder.absolute().parents) if each.exists()
    )
    if not nearest.is_dir():
        raise WritingError(f"{nearest} is a file. Name a folder.")
    if not folder.exists():
        return
    there = sorted(entry.name for entry in folder.iterdir())
    if not there:
        return
    if not force:
        raise WritingError(
            f"{folder} holds {', '.join(there[:4])}{' …' if len(there) > 4 else ''}. "
            "Name another folder, or replace earlier results with --force."
        )
    if RESULTS not in there or REPORT not in there:
        raise WritingError(
            f"{folder} does not hold the results of a study, and is not replaced. "
            "Name another folder."
        )


def write(outcome: Outcome, folder: Path, *, force: bool = False) -> None:
    """
    Write the report of a study, its figures and its data to a folder.

    Everything is written beside it first, and put in its place at once.

    Args:
        outcome: The study that was run.
        folder: Where to.
        force: Whether earlier results may be replaced.

    Raises:
        WritingError: If it cannot be written, or holds something.
    """
    check(folder, force=force)
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".writing-", dir=folder.absolute().parent))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        _fill(outcome, made)
        made.chmod(0o755)
        _put(made, folder)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _fill(outcome: Outcome, folder: Path) -> None:
    figures = folder / FIGURES
    figures.mkdir()
    drawn = {each.figure.id: draw(each) for each in outcome.pictures}
    for id_, each in drawn.items():
        (figures / f"{id_}.png").write_bytes(each.png)
        (figures / f"{id_}.svg").write_text(each.svg, encoding="utf-8")
    text = json.dumps(tidy.data(outcome), indent=1, allow_nan=False)
    (folder / RESULTS).write_text(f"{text}\n", encoding="utf-8")
    for name, table in (
        (PEOPLE, tidy.people(outcome)),
        (CONTRASTS, tidy.contrasts(outcome)),
    ):
        pyarrow.csv.write_csv(table, folder / f"{name}.csv")
        pyarrow.parquet.write_table(table, folder / f"{name}.parquet")
    (folder / REPORT).write_text(report(outcome, drawn), encoding="utf-8")


def _put(made: Path, folder: Path) -> None:
    """Put the folder *made* in its place; what was there goes only then."""
    earlier, folder = None, folder.absolute()
    if folder.exists():
        earlier = made.with_name(f"{made.name}-earlier")
        folder.rename(earlier)
    try:
        made.rename(folder)
    except OSError:
        if earlier is not None:
            with suppress(OSError):
                earlier.rename(folder)
        raise
    if earlier is not None:
        shutil.rmtree(earlier, ignore_errors=True)


def _refused(folder: Path, error: OSError) -> WritingError:
    reason = error.strerror or str(error)
    return WritingError(f"{folder}: {reason}. Name another folder.")
