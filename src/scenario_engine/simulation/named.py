"""Strategies by name, as a command line or a file gives them."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from scenario_engine.errors import NotFoundError
from scenario_engine.session.trace import read_text
from scenario_engine.simulation.errors import SimulationError
from scenario_engine.simulation.strategies import (
    Best,
    Checklist,
    FairBest,
    Fitted,
    Habit,
    Mixed,
    Planned,
    Random,
    Rational,
    Scripted,
    Tilted,
    first_best,
    tabular,
)
from scenario_engine.simulation.strategies.writing import read_number, split

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FORMS", "KNOWN", "RANDOM", "first_best", "named"]

RANDOM = "random"

FORMS = (
    RANDOM,
    "best",
    "fair-best",
    "script:ID,ID,…",
    "checklist:ID,ID,…",
    "habit:STRENGTH,ID,ID,…",
    "rational:TEMPERATURE",
    "tilted:BASE,RISE",
    "mix:SHARE,NAME,NAME",
    "table:FILE",
    "fitted:FILE,FILE,…",
)
"""How strategies are written."""

KNOWN = f"{', '.join(FORMS[:-1])}, or {FORMS[-1]}"
"""What a strategy may be called."""


def named(name: str) -> Planned:
    """
    Return the strategy of that name.

    Args:
        name: As in `FORMS`. A name within a name stands in brackets where it has
            commas: ``mix:0.5,(script:listen,limit),random``.

    Returns:
        A strategy whose *name* this reads as the same again.

    Raises:
        NotFoundError: If there is no such strategy, or no such file.
        SimulationError: If what it takes is missing, or is none.
    """
    kind, colon, rest = name.partition(":")
    if kind in _PLAIN and not colon:
        return _PLAIN[kind]
    if kind in _READ and rest:
        return _READ[kind](rest)
    kinds = {form.partition(":")[0]: form for form in FORMS}
    close = get_close_matches(kind, kinds, n=1)
    hint = f"Did you mean '{kinds[close[0]]}'? " if close else ""
    raise NotFoundError(f"No strategy '{name}'. {hint}Write {KNOWN}.")


def _scripted(rest: str) -> Planned:
    return Scripted(tuple(rest.split(",")))


def _checklist(rest: str) -> Planned:
    return Checklist(tuple(rest.split(",")))


def _habit(rest: str) -> Planned:
    strength, *first = rest.split(",")
    return Habit(read_number(strength, "the strength of a habit"), tuple(first))


def _rational(rest: str) -> Planned:
    return Rational(read_number(rest, "a temperature"))


def _tilted(rest: str) -> Planned:
    base, rise = _parts(f"tilted:{rest}", 2)
    return Tilted(read_number(base, "a temperature"), read_number(rise, "a rise"))


def _mixed(rest: str) -> Planned:
    share, one, other = _parts(f"mix:{rest}", 3)
    return Mixed(read_number(share, "a share"), _inner(one), _inner(other))


def _inner(text: str) -> Planned:
    """Read a name within a name, in brackets or without."""
    in_brackets = text.startswith("(") and text.endswith(")")
    return named(text[1:-1] if in_brackets else text)


def _table(rest: str) -> Planned:
    return tabular.read(_text(rest), f"table:{rest}")


def _fitted(rest: str) -> Planned:
    traces = [read_text(_text(path)) for path in rest.split(",")]
    return Fitted.to(traces, name=f"fitted:{rest}")


def _parts(name: str, count: int) -> list[str]:
    kind, _, rest = name.partition(":")
    parts = split(rest)
    if len(parts) != count:
        form = next(form for form in FORMS if form.startswith(f"{kind}:"))
        raise SimulationError(f"'{name}' has {len(parts)} parts. Write {form}.")
    return parts


def _text(path: str) -> str:
    """
    Return what a file holds.

    Raises:
        NotFoundError: If it cannot be read.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no UTF-8 text"
        raise NotFoundError(f"Cannot read '{path}': {reason}.") from error


_PLAIN: dict[str, Planned] = {
    RANDOM: Random(),
    "best": Best(),
    "fair-best": FairBest(),
}
_READ: dict[str, Callable[[str], Planned]] = {
    "script": _scripted,
    "checklist": _checklist,
    "habit": _habit,
    "rational": _rational,
    "tilted": _tilted,
    "mix": _mixed,
    "table": _table,
    "fitted": _fitted,
}
