"""What a single field of the vocabulary may hold."""

from __future__ import annotations

import keyword
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from scenario_engine.errors import ScenarioEngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sized
    from decimal import Decimal

    import attrs

    AnyAttribute = attrs.Attribute[Any]

LONGEST_TEXT = 8_000
WIDEST_VARIABLE = 100
LONGEST_HORIZON = 200
MOST_MINUTES = 600

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST_ID = 64
RESERVED = frozenset(
    {
        *keyword.kwlist,
        *("min", "max", "clamp", "skill", "turn"),
        *("intervention", "technique", "family", "addressee", "ending", "kind"),
        *("composure", "escalation", "trust", "persona", "policy"),
    }
)
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class FieldError(ScenarioEngineError):
    """
    One field holds something it may not hold.

    Attributes:
        field: The field's name, with the element in it where that helps.
        value: What stands there, as text.
        problem: What is wrong with it.
        mend: What to do about it.
    """

    def __init__(self, field: str, value: str, problem: str, mend: str) -> None:
        super().__init__(field, value, problem, mend)
        self.field = field
        self.value = value
        self.problem = problem
        self.mend = mend

    def __str__(self) -> str:
        """Say field, value, problem and mend in one line."""
        return f"{self.field}: {self.value}: {self.problem}. {self.mend}."


def is_id(_: object, attribute: AnyAttribute, value: str) -> None:
    """Attrs validator: *value* is an id such as ``ask-and-listen``."""
    if len(value) > _LONGEST_ID or not _ID.fullmatch(value):
        raise FieldError(
            attribute.name,
            value,
            "not an id",
            "Use at most 64 lower-case letters and digits, with single hyphens "
            "between them, beginning with a letter",
        )


def are_ids(_: object, attribute: AnyAttribute, value: tuple[str, ...]) -> None:
    """Attrs validator: every entry of *value* is an id, and none stands twice."""
    for entry in value:
        is_id(_, attribute, entry)
    no_repeats(attribute.name, value)


def is_name(_: object, attribute: AnyAttribute, value: str) -> None:
    """Attrs validator: *value* can stand in an expression, such as ``heard``."""
    check_name(attribute.name, value)


def check_name(field: str, value: str) -> None:
    """Refuse *value* unless it can name something in an expression."""
    if len(value) > _LONGEST_ID or not _NAME.fullmatch(value):
        raise FieldError(
            field,
            value,
            "not a name that an expression can use",
            "Use at most 64 lower-case letters, digits and underscores, "
            "beginning with a letter",
        )
    if value in RESERVED:
        raise FieldError(
            field,
            value,
            "a word of the expression language or of the engine",
            "Choose another name",
        )


def is_text(_: object, attribute: AnyAttribute, value: str) -> None:
    """Attrs validator: *value* is a text that says something."""
    if not value.strip():
        raise FieldError(attribute.name, repr(value), "empty", "Write a text")
    is_prose(_, attribute, value)


def is_prose(_: object, attribute: AnyAttribute, value: str) -> None:
    """Attrs validator: *value* is a text, perhaps empty, that shows as it reads."""
    if len(value) <= LONGEST_TEXT and value.isprintable():
        return
    if len(value) > LONGEST_TEXT:
        raise FieldError(
            attribute.name,
            f"{len(value)} characters",
            f"longer than {LONGEST_TEXT} characters",
            "Shorten the text",
        )
    hidden = next((c for c in value if c in _BIDI or _is_control(c)), None)
    if hidden is not None:
        raise FieldError(
            attribute.name,
            f"U+{ord(hidden):04X}",
            "a control character, which shows as something else than it is",
            "Remove the character",
        )


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"


def are_texts(_: object, attribute: AnyAttribute, value: tuple[str, ...]) -> None:
    """Attrs validator: every entry of *value* is a text that says something."""
    for entry in value:
        is_text(_, attribute, entry)


def not_empty(_: object, attribute: AnyAttribute, value: Sized) -> None:
    """Attrs validator: *value* has at least one entry."""
    if not len(value):
        raise FieldError(attribute.name, "", "empty", "Give at least one")


def no_repeats(field: str, ids: tuple[str, ...]) -> None:
    """Refuse *ids* when one of them stands twice."""
    seen: set[str] = set()
    for entry in ids:
        if entry in seen:
            raise FieldError(field, entry, "stands twice", "Keep one of the two")
        seen.add(entry)


def distinct(label: str = "id") -> Callable[[object, AnyAttribute, Any], None]:
    """Attrs validator: the entries differ in their attribute *label*."""

    def check(_: object, attribute: AnyAttribute, value: tuple[Any, ...]) -> None:
        no_repeats(attribute.name, tuple(getattr(entry, label) for entry in value))

    return check


def whole_between(low: int, high: int) -> Callable[[object, AnyAttribute, int], None]:
    """Attrs validator: a whole number in *low*..*high*."""

    def check(_: object, attribute: AnyAttribute, value: int) -> None:
        if not low <= value <= high:
            raise FieldError(
                attribute.name,
                str(value),
                f"not in {low}..{high}",
                f"Give a whole number from {low} to {high}",
            )

    return check


def is_range(_: object, attribute: AnyAttribute, value: tuple[int, int]) -> None:
    """Attrs validator: *value* is a range [low, high] that is not too wide."""
    low, high = value
    if not (-WIDEST_VARIABLE <= low < high <= WIDEST_VARIABLE):
        raise FieldError(
            attribute.name,
            f"[{low}, {high}]",
            "not a range",
            f"Give [low, high] with low < high, both within {WIDEST_VARIABLE} of 0",
        )


def may_lie_in(lowest: int) -> Callable[..., None]:
    """Attrs validator: the value is None, or a range that lies in *lowest*..1."""

    def check(
        _: object, attribute: AnyAttribute, value: tuple[Decimal, Decimal] | None
    ) -> None:
        if value is not None and not lowest <= value[0] <= value[1] <= 1:
            raise FieldError(
                attribute.name,
                f"[{value[0]}, {value[1]}]",
                f"not a range in {lowest}..1",
                f"Give [low, high] with low <= high, both in {lowest}..1",
            )

    return check


def is_share(_: object, attribute: AnyAttribute, value: float | Decimal) -> None:
    """Attrs validator: *value* is in 0..1."""
    if not 0 <= value <= 1:
        raise FieldError(
            attribute.name, str(value), "not in 0..1", "Give a number from 0 to 1"
        )


def are_shares(
    _: object, attribute: AnyAttribute, value: Mapping[str, Decimal]
) -> None:
    """Attrs validator: each share is in 0..1."""
    for key, share in value.items():
        if not 0 <= share <= 1:
            raise FieldError(
                f"{attribute.name} > {key}",
                str(share),
                "not in 0..1",
                "Give a number from 0 to 1",
            )


def are_chances_of_one(
    _: object, attribute: AnyAttribute, value: Mapping[str, Decimal]
) -> None:
    """Attrs validator: the values are chances that sum to exactly 1."""
    are_shares(_, attribute, value)
    if value and sum(value.values()) != 1:
        raise FieldError(
            attribute.name,
            f"sum {sum(value.values())}",
            "the chances do not sum to 1",
            "Make them sum to exactly 1",
        )


def one_of(*words: str) -> Callable[[object, AnyAttribute, str], None]:
    """Attrs validator: *value* is one of *words*."""

    def check(_: object, attribute: AnyAttribute, value: str) -> None:
        if value not in words:
            raise FieldError(
                attribute.name,
                value,
                "not a word known here",
                f"Use one of {', '.join(words)}",
            )

    return check
