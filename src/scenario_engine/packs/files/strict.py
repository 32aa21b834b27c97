"""Structuring plain values and lists of them, with no coercion of any kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import attrs

from scenario_engine.packs.files.flaws import UNUSABLE, Flaw, FlawsError
from scenario_engine.packs.files.labels import kind, shown

if TYPE_CHECKING:
    import cattrs

    from scenario_engine.packs.files.flaws import Step

Hook: TypeAlias = Callable[[Any, Any], Any]

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")


@attrs.define
class Parts:
    """
    The parts of one value, structured one by one, and what is wrong with them.

    Attributes:
        flaws: The flaws found so far.
        failed: Whether a part is lacking.
    """

    flaws: list[Flaw] = attrs.field(factory=list)
    failed: bool = False

    def structured(self, step: Step, value: object, hook: Hook, type_: object) -> Any:
        """Structure *value*, the part at *step*, or note its flaws."""
        try:
            return hook(value, type_)
        except FlawsError as error:
            self.flaws += error.below(step)
            self.failed = True
            return None

    def refuse(self, step: Step, problem: str, mend: str) -> None:
        """Note a flaw of the part at *step*, where nothing of use stands."""
        self.flaws.append(Flaw((step,), "", problem, mend))
        self.failed = True

    def check(self) -> None:
        """Raise everything that was noted."""
        if self.failed:
            raise FlawsError(self.flaws)


def wrong_kind(value: object, wanted: str, mend: str) -> FlawsError:
    """Make the error of a *value* that is not of the kind *wanted*."""
    if value is UNUSABLE:
        return FlawsError()
    problem = f"{kind(value)} where {wanted} belongs"
    return FlawsError([Flaw((), shown(value), problem, mend)])


def text(value: object, _: object) -> str:
    """Structure a text."""
    if type(value) is str:
        return value
    plain = type(value) in {bool, int, Decimal}
    mend = f'Put it in quotes: "{shown(value)}"' if plain else "Write a text in quotes"
    raise wrong_kind(value, "a text", mend)


def truth(value: object, _: object) -> bool:
    """Structure a truth value."""
    if type(value) is bool:
        return value
    raise wrong_kind(value, "a truth value", "Write true or false, without quotes")


def whole_number(value: object, _: object) -> int:
    """Structure a whole number."""
    if type(value) is int:
        return value
    mend = "Write a whole number, such as 3"
    if type(value) is str and _WHOLE.fullmatch(value):
        mend = "Write it without quotes"
    raise wrong_kind(value, "a whole number", mend)


def decimal_number(value: object, _: object) -> Decimal:
    """Structure a number."""
    if isinstance(value, int | Decimal) and type(value) is not bool:
        return Decimal(value)
    mend = "Write a number, such as 0.5"
    if type(value) is str and _NUMBER.fullmatch(value):
        mend = "Write it without quotes"
    raise wrong_kind(value, "a number", mend)


def list_hook(type_: Any, converter: cattrs.Converter) -> Hook:
    """Make the hook of a tuple type: of any length, or of the length it says."""
    kinds = get_args(type_)
    length = None if kinds[-1] is Ellipsis else len(kinds)
    return list_of(converter.get_structure_hook(kinds[0]), kinds[0], length)


def list_of(hook: Hook, entry_type: Any, length: int | None = None) -> Hook:
    """Make the hook of a list whose entries *hook* structures."""

    def structure(value: object, _: object) -> tuple[Any, ...]:
        if type(value) is not list:
            raise wrong_kind(value, "a list", _list_mend(value))
        if length is not None and len(value) != length:
            problem = f"{len(value)} in a list where {length} belong"
            mend = f"Write a list of {length}, such as [0, 3]"
            raise FlawsError([Flaw((), shown(value), problem, mend)])
        parts = Parts()
        entries = [
            parts.structured(index, entry, hook, entry_type)
            for index, entry in enumerate(value)
        ]
        parts.check()
        return tuple(entries)

    return structure


def _list_mend(value: object) -> str:
    if isinstance(value, dict):
        return "Put two square brackets round its heading, or one round each table"
    return f"Put it in square brackets: [{shown(value)}]"


def mapping_hook(type_: Any, converter: cattrs.Converter) -> Hook:
    """Make the hook of a mapping from texts."""
    _, entry_type = get_args(type_)
    hook = converter.get_structure_hook(entry_type)

    def structure(value: object, _: object) -> dict[str, Any]:
        if type(value) is not dict:
            mend = "Write a table, such as { name = … }"
            raise wrong_kind(value, "a table", mend)
        parts = Parts()
        for key in value:
            text(key, str)
        entries = {
            key: parts.structured(key, entry, hook, entry_type)
            for key, entry in value.items()
        }
        parts.check()
        return entries

    return structure
