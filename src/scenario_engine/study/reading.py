"""A study as a data file: read strictly, and refused with everything that is wrong."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.errors import FaultsError, NotFoundError, PackError
from scenario_engine.packs.files.converting import converter
from scenario_engine.packs.files.datafile import DataFile, told
from scenario_engine.packs.files.flaws import Flaw, FlawsError
from scenario_engine.packs.files.reading import parse
from scenario_engine.packs.files.structure import format_flaws
from scenario_engine.study.design import Study
from scenario_engine.study.soundness import flaws_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SHIPPED = "scenario_engine.study"
_FOLDER, _ENDING = "shipped", ".toml"

_converter = cache(converter)


class StudyError(FaultsError):
    """A study cannot be read, or cannot be run."""


def shipped() -> tuple[str, ...]:
    """Return the names of the studies that come with the engine, in order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(
        sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
    )


def find(name: str) -> Study:
    """
    Return a study that comes with the engine, or that a file holds.

    Args:
        name: Its name, or the path of a file that ends in ``.toml``.

    Raises:
        NotFoundError: If there is no such study, or no such file.
        StudyError: With everything that is wrong with the file.
    """
    if name in shipped():
        return read((_folder() / f"{name}{_ENDING}").read_bytes(), f"{name}{_ENDING}")
    path = Path(name)
    if name.endswith(_ENDING):
        try:
            return read(path.read_bytes(), path.name)
        except OSError as error:
            reason = error.strerror or str(error)
            raise NotFoundError(f"{name}: {reason}. Name another file.") from error
    close = get_close_matches(name, shipped(), n=1)
    there = f"There are {', '.join(shipped())}, or give a file that ends in .toml."
    mend = f"Did you mean '{close[0]}'?" if close else there
    raise NotFoundError(f"No study '{name}'. {mend}")


def read(data: bytes, name: str) -> Study:
    """
    Read the study that a TOML file holds.

    Args:
        data: What the file holds.
        name: What it is called in messages.

    Raises:
        StudyError: With everything that is wrong with it.
    """
    file = DataFile("", name, data)
    try:
        raw, unusable = parse(file)
    except PackError as error:
        raise StudyError(error.faults) from None
    flaws = [*unusable, *format_flaws(raw)]
    study = None
    try:
        fields = {key: value for key, value in raw.items() if key != "format"}
        study = _converter().structure(fields, Study)
    except FlawsError as error:
        flaws += error.flaws
    if study is not None:
        flaws += flaws_of(study)
    if study is None or flaws:
        raise StudyError(told(file, raw, flaws))
    return study


def check(study: Study, flaws: tuple[Flaw, ...]) -> None:
    """
    Refuse a study in which there are *flaws*.

    Raises:
        StudyError: With all of them, if there is one.
    """
    if flaws:
        raw = _converter().unstructure(study)
        raise StudyError(told(DataFile("", f"study '{study.id}'", b""), raw, flaws))


def _folder() -> Traversable:
    return files(_SHIPPED) / _FOLDER
