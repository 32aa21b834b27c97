"""Reading a data file as TOML, within bounds and never executing it."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from scenario_engine.errors import Fault, PackError
from scenario_engine.packs.files.datafile import told
from scenario_engine.packs.files.flaws import FlawsError
from scenario_engine.packs.files.labels import visible
from scenario_engine.packs.files.scan import costly
from scenario_engine.packs.files.values import decimal, usable

if TYPE_CHECKING:
    from scenario_engine.packs.files.datafile import DataFile
    from scenario_engine.packs.files.flaws import Flaw

MOST_BYTES: Final = 2**20

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONGEST_LINE = 200


def read_toml(file: DataFile) -> dict[str, object]:
    """
    Read *file* as TOML, with numbers as `int` or `decimal.Decimal`.

    Raises:
        PackError: If it is no TOML, exceeds a bound, or holds what no data file may
            hold: dates, NaN, infinities, control characters.
    """
    data, flaws = parse(file)
    if flaws:
        raise PackError(told(file, data, flaws))
    return data


def parse(file: DataFile) -> tuple[dict[str, object], tuple[Flaw, ...]]:
    """
    Read *file* as TOML, and keep what can be used of it.

    Returns:
        The data, with `flaws.UNUSABLE` for each value that is refused, and the flaws
        that these are.

    Raises:
        PackError: If nothing of it can be used.
    """
    data = _parsed(file, _text(file))
    try:
        return usable(data)
    except FlawsError as error:
        raise PackError(told(file, data, error.flaws)) from None


def too_large(file: DataFile) -> Fault:
    """Say that *file* is larger than a data file may be."""
    problem = f"larger than {MOST_BYTES} bytes"
    return file.fault("", "", problem, "Split the file")


def _text(file: DataFile) -> str:
    """Decode *file*, or say why not."""
    if len(file.data) > MOST_BYTES:
        raise PackError([too_large(file)])
    if file.data.startswith(_BYTE_ORDER_MARK):
        problem = "begins with a byte order mark"
        mend = "Save the file as UTF-8 without a byte order mark"
        raise PackError([file.fault("", "", problem, mend)])
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = file.data[: error.start].decode("utf-8")
        byte = f"byte 0x{file.data[error.start]:02X}"
        fault = file.fault(
            _place(before, len(before)), byte, "not UTF-8", "Save the file as UTF-8"
        )
        raise PackError([fault]) from None


def _parsed(file: DataFile, text: str) -> dict[str, Any]:
    """Parse *text*, the text of *file*, once it is known not to cost too much."""
    found = costly(text)
    if found is not None:
        place = _place(text, found.offset)
        value = visible(found.value)
        raise PackError([file.fault(place, value, found.problem, found.mend)])
    try:
        return tomllib.loads(text, parse_float=decimal)
    except ValueError as error:
        raise PackError([_refused(file, text, str(error))]) from None
    except (RecursionError, MemoryError):
        problem = "too large or too deep to be read here"
        raise PackError([file.fault("", "", problem, "Split the file")]) from None


def _place(text: str, offset: int) -> str:
    """Name line and column of the character with *offset* others before it."""
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - (text.rfind(chr(10), 0, offset) + 1) + 1}"


def _refused(file: DataFile, text: str, said: str) -> Fault:
    """Make a fault of what the parser *said* of the *text* of *file*."""
    position = _POSITION.search(said)
    problem = said[: position.start()] if position else said
    lines = text.split("\n")
    place, line = "the end of the file", lines[-1]
    if position is None:
        place, line = "", ""
    elif position[1]:
        place = f"line {position[1]}, column {position[2]}"
        line = lines[int(position[1]) - 1]
    mend = "Texts stand in quotes, lists in square brackets, and each key stands once"
    value = visible(line.strip()[:_LONGEST_LINE])
    return file.fault(place, value, f"not TOML: {visible(problem)}", mend)
