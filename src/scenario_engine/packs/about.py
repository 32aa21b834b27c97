"""What a pack of data says of itself, in its ``pack.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from scenario_engine.errors import PackError
from scenario_engine.packs.files.converting import converter
from scenario_engine.packs.files.datafile import told
from scenario_engine.packs.files.flaws import FlawsError
from scenario_engine.packs.files.reading import read_toml
from scenario_engine.packs.files.structure import FORMAT
from scenario_engine.vocabulary import FieldError, Thresholds
from scenario_engine.vocabulary.fields import is_prose

if TYPE_CHECKING:
    from scenario_engine.packs.files.datafile import DataFile

ABOUT: Final = "pack.toml"
"""The file's name, in the data folder of the pack."""


def _is_known(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    """Attrs validator: *value* is a version of the data files' form that we read."""
    if value > FORMAT:
        problem = "written for a newer scenario-engine"
        mend = f"Install a newer scenario-engine; this one reads format {FORMAT}"
        raise FieldError(attribute.name, str(value), problem, mend)
    if value < FORMAT:
        mend = f"Write `format = {FORMAT}` at the top of the file"
        raise FieldError(attribute.name, str(value), "no such format", mend)


@attrs.frozen(kw_only=True)
class About:
    """
    What a pack of data says of itself.

    Attributes:
        format: The version of the data files' form.
        title: What the pack is called.
        description: What it is about.
        evidence: Default evidence of every chance in the pack.
        thresholds: What checks hold its scenarios against.
    """

    format: int = attrs.field(validator=_is_known)
    title: str = attrs.field(default="", validator=is_prose)
    description: str = attrs.field(default="", validator=is_prose)
    evidence: str | None = None
    thresholds: Thresholds | None = None


def read_about(file: DataFile) -> About:
    """
    Read what *file* says of its pack.

    Raises:
        PackError: With everything that is wrong with the file.
    """
    data = read_toml(file)
    try:
        about: About = converter().structure(data, About)
    except FlawsError as error:
        raise PackError(told(file, data, error.flaws)) from None
    return about
