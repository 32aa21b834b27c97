"""Which values a data file may hold, whatever it is about."""

from __future__ import annotations

import unicodedata
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from scenario_engine.packs.files.flaws import UNUSABLE, Flaw, FlawsError
from scenario_engine.packs.files.labels import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.packs.files.flaws import Step

MOST_VALUES: Final = 20_000
DEEPEST: Final = 32
LONGEST_STRING: Final = 65_536
LONGEST_KEY: Final = 100
LARGEST_NUMBER: Final = 2**53
MOST_PLACES: Final = 20
_LARGEST_EXPONENT: Final = 64

_BIDI: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@attrs.frozen
class NotANumber:
    """What stands for a number that no decimal number is, such as NaN."""

    text: str


def decimal(text: str) -> Decimal | NotANumber:
    """Read the *text* of a number with a point or an exponent, for `tomllib`."""
    bare = text.replace("_", "")
    if bare.lstrip("+-") in {"nan", "inf"}:
        return NotANumber(bare)
    exponent = bare.lower().partition("e")[2]
    if abs(int(exponent or "0")) > _LARGEST_EXPONENT:
        return NotANumber(bare)
    return Decimal(bare)


def usable(data: dict[str, object]) -> tuple[dict[str, object], tuple[Flaw, ...]]:
    """
    Keep what *data* may hold, and say what it may not.

    Texts are brought into the composed form of Unicode (NFC).

    Returns:
        The data, with `UNUSABLE` for each value that is refused and without the keys
        that are refused; and what is refused.

    Raises:
        FlawsError: If there is so much, or it is nested so deep, that nothing else
            of it is looked at.
    """
    _refuse_too_much(data)
    flaws: list[Flaw] = []
    return _usable_table(data, (), flaws), tuple(flaws)


def _refuse_too_much(data: object) -> None:
    level = [data]
    total = 0
    for _ in range(DEEPEST + 1):
        level = [entry for value in level for entry in _entries(value)]
        total += len(level)
        if total > MOST_VALUES:
            problem = f"more than {MOST_VALUES} values"
            raise FlawsError([Flaw((), "", problem, "Split the file")])
        if not level:
            return
    problem = f"nested more than {DEEPEST} levels deep"
    raise FlawsError([Flaw((), "", problem, "Nest less")])


def _entries(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _usable(value: object, steps: tuple[Step, ...], flaws: list[Flaw]) -> object:
    if isinstance(value, dict):
        return _usable_table(value, steps, flaws)
    if isinstance(value, list):
        return [
            _usable(entry, (*steps, index), flaws) for index, entry in enumerate(value)
        ]
    refused = _refusal(value)
    if refused is not None:
        flaws.append(Flaw(steps, *refused))
        return UNUSABLE
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _usable_table(
    table: dict[str, object], steps: tuple[Step, ...], flaws: list[Flaw]
) -> dict[str, object]:
    kept: dict[str, object] = {}
    for key, value in table.items():
        refused = _key_refusal(key)
        if refused is None:
            kept[key] = _usable(value, (*steps, key), flaws)
        else:
            flaws.append(Flaw(steps, visible(key[:LONGEST_KEY]), *refused))
    return kept


def _key_refusal(key: str) -> tuple[str, str] | None:
    """Say problem and mend of a key that no table may have."""
    if len(key) > LONGEST_KEY:
        problem = f"a key of {len(key)} characters"
        return problem, f"Shorten it to {LONGEST_KEY} characters"
    if not key.isprintable() or not unicodedata.is_normalized("NFC", key):
        problem = "a key with characters that do not show as they are"
        return problem, "Write the key in plain letters"
    return None


def _refusal(value: object) -> tuple[str, str, str] | None:
    """Say value, problem and mend of a value that no field may have."""
    match value:
        case str():
            return _text_refusal(value)
        case NotANumber(text):
            problem = "not a number that can be reckoned with"
            return text, problem, "Write a number such as 0.5"
        case int() | Decimal():
            return _number_refusal(value)
        case date() | time():
            return str(value), "a date or a time", "Write it in quotes"
    return None


def _text_refusal(text: str) -> tuple[str, str, str] | None:
    if len(text) > LONGEST_STRING:
        problem = f"longer than {LONGEST_STRING} characters"
        return f"{len(text)} characters", problem, "Shorten the text"
    if text.isprintable():
        return None
    for letter in text:
        if letter in _BIDI:
            problem = "a character that changes the direction of writing"
            return f"U+{ord(letter):04X}", problem, "Remove the character"
        if unicodedata.category(letter) == "Cc" and letter not in "\n\t":
            problem = "a control character"
            return f"U+{ord(letter):04X}", problem, "Remove the character"
    return None


def _number_refusal(number: int | Decimal) -> tuple[str, str, str] | None:
    if not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        return str(number), "beyond 2 to the power of 53", "Write a smaller number"
    if isinstance(number, Decimal) and _places(number) > MOST_PLACES:
        problem = f"more than {MOST_PLACES} decimal places"
        return str(number), problem, "Round it"
    return None


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
