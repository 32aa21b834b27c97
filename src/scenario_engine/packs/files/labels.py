"""Places and values of a data file, in the words of its author."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenario_engine.packs.files.flaws import Step

_ENTRIES: Final[Mapping[str, str]] = {
    "arms": "arm",
    "cohorts": "cohort",
    "contrasts": "contrast",
    "cues": "cue",
    "descent": "descent > phase",
    "effects": "effect",
    "endings": "ending",
    "figures": "figure",
    "instruments": "instrument",
    "interventions": "intervention",
    "items": "item",
    "ladders": "ladder",
    "levels": "level",
    "lines": "line",
    "measures": "measure",
    "never": "never",
    "objectives": "objective",
    "outcomes": "outcome",
    "participants": "participant",
    "personas": "persona",
    "policies": "policy",
    "published": "published finding",
    "poorly": "poorly > effect",
    "reasons": "reason",
    "references": "reference",
    "scoring": "scoring rule",
    "settings": "setting",
    "sweeps": "sweep",
    "techniques": "technique",
    "traits": "trait",
    "triggers": "trigger",
    "voice": "voice > level",
    "world": "world stage",
}
"""What an entry of each list is called."""

_FROM_ZERO: Final = frozenset({"levels", "voice"})
"""Lists whose entries are levels, and level 0 is the calm one."""

_LONGEST_NAME: Final = 64
_MOST_SHOWN: Final = 6
_LARGEST_SHOWN: Final = 2**64


def path(data: object, steps: Sequence[Step]) -> str:
    """
    Say where *steps* lead: ``intervention 'reflect-worry' > effect 2 > when``.

    Args:
        data: The data of the whole file.
        steps: Keys and list positions (from 0).
    """
    words: list[str] = []
    field = ""
    for step in steps:
        below = _below(data, step)
        if isinstance(step, int):
            if field:
                words.pop()
            words.append(_entry(field, step, below))
            field = ""
        elif field == "variables":
            words[-1] = f"variable '{step}'"
            field = ""
        else:
            words.append(step or "''")
            field = step
        data = below
    return " > ".join(words)


def _below(data: object, step: Step) -> object:
    """Return what *step* leads to in *data*, or None when it leads nowhere."""
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def _entry(field: str, index: int, entry: object) -> str:
    """Name one entry of the list *field*, by its id where it has one."""
    word = _ENTRIES.get(field, f"{field} > entry" if field else "entry")
    id_ = entry.get("id") if isinstance(entry, dict) else None
    if isinstance(id_, str) and 0 < len(id_) <= _LONGEST_NAME:
        return f"{word} '{id_}'"
    return f"{word} {index if field in _FROM_ZERO else index + 1}"


def kind(value: object) -> str:
    """Say what kind of value *value* is."""
    match value:
        case bool():
            return "a truth value"
        case str():
            return "a text"
        case int():
            return "a whole number"
        case Decimal():
            return "a number"
        case float():
            return "a binary number"
        case list():
            return "a list"
        case dict():
            return "a table"
        case date() | time():
            return "a date or a time"
        case _:
            return "nothing"


def shown(value: object, depth: int = 2) -> str:
    """
    Write *value* as TOML would, shortened.

    Args:
        value: A value of a data file.
        depth: How many levels of lists and tables are written out.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{visible(value[: 2 * _LONGEST_NAME])}"'
        case int() if abs(value) > _LARGEST_SHOWN:
            return f"{hex(value)[:_LONGEST_NAME]}…"
        case list():
            entries = [shown(entry, depth - 1) for entry in value[:_MOST_SHOWN]]
            return _bracketed("[", entries, "]", len(value), depth)
        case dict():
            pairs = list(value.items())[:_MOST_SHOWN]
            entries = [f"{key} = {shown(entry, depth - 1)}" for key, entry in pairs]
            return _bracketed("{ ", entries, " }", len(value), depth)
        case _:
            return str(value)


def _bracketed(
    opening: str, entries: list[str], closing: str, total: int, depth: int
) -> str:
    if not total:
        return f"{opening}{closing}".replace("  ", "")
    if depth <= 0:
        return f"{opening}…{closing}"
    more = ["…"] if total > len(entries) else []
    return f"{opening}{', '.join([*entries, *more])}{closing}"


def visible(text: str) -> str:
    """Write *text* with every character escaped that would not show as it is."""
    return "".join(
        letter if letter.isprintable() else f"\\u{ord(letter):04X}" for letter in text
    )
