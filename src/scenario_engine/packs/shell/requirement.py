"""Whether an engine's version is among those that a distribution asks for."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

from scenario_engine.packs.shell.release import Release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^]]*\])?\s*"
    r"\(?(?P<ranges>[^;()@]*)\)?\s*(?P<marker>;.*)?",
    re.DOTALL,
)
_CLAUSE = re.compile(r"(?P<sign>~=|==|!=|<=|>=|<|>)\s*(?P<bound>[^\s=]+)")
_SERIES = re.compile(r"[0-9]+(\.[0-9]+)*")
_PLAIN: dict[str, Callable[[Release, Release], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
}


def normal(name: str) -> str:
    """Write a distribution's *name* as it is compared: lower case, with hyphens."""
    return re.sub(r"[-_.]+", "-", name).lower()


def required(requires: Iterable[str]) -> Iterator[tuple[str, str]]:
    """
    Yield name and range of every distribution that is required in every case.

    Requirements with a marker (of an extra, of a platform) and those of an address
    are left to the installer.

    Args:
        requires: Lines of the metadata's ``Requires-Dist``.
    """
    for line in requires:
        match = _REQUIREMENT.fullmatch(line)
        if match is not None and match["marker"] is None:
            yield normal(match["name"]), match["ranges"].strip()


def allows(ranges: str, version: str) -> bool:
    """
    Say whether *version* is in *ranges*, such as ``>=0.1,<1``.

    A version that comes before a release counts as what it is: 1.0rc1 is in ``>=0.9``.

    Raises:
        ValueError: If one of the two cannot be read.

    Source:
        The Python Packaging User Guide's version specifiers (PEP 440), without
        epochs and without ``===``.
    """
    here = Release.parse(version)
    clauses = [clause.strip() for clause in ranges.split(",")]
    # All are read before the first is judged: a range holds or is unreadable.
    held = [_holds(clause, here) for clause in clauses if clause]
    return all(held)


def _holds(clause: str, here: Release) -> bool:
    match = _CLAUSE.fullmatch(clause)
    if match is None:
        raise ValueError(clause)
    sign, bound = match["sign"], match["bound"]
    if sign in {"==", "!="} and bound.endswith(".*"):
        return here.begins(_series(bound[:-2])) == (sign == "==")
    there = Release.parse(bound)
    if sign == "~=":
        return here >= there and here.begins(_all_but_last(bound))
    # 1.0rc1 is not below 1.0, nor is 1.0.post1 above it: both belong to 1.0.
    same = here.numbers == there.numbers
    if sign == "<":
        return here < there and not (same and here.is_early and not there.is_early)
    if sign == ">":
        return here > there and not (same and here.is_post and not there.is_post)
    return _PLAIN[sign](here, there)


def _series(text: str) -> tuple[int, ...]:
    if not _SERIES.fullmatch(text):
        raise ValueError(text)
    return tuple(int(part) for part in text.split("."))


def _all_but_last(bound: str) -> tuple[int, ...]:
    match = _SERIES.match(bound)
    series = _series(match[0]) if match else ()
    if len(series) < 2:
        raise ValueError(bound)
    return series[:-1]
