"""Structuring the objects of the vocabulary, with the faults of every field."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import attrs

from scenario_engine.packs.files.flaws import Flaw, FlawsError
from scenario_engine.packs.files.labels import shown
from scenario_engine.packs.files.meaning import meaning
from scenario_engine.packs.files.strict import Hook, Parts, list_of, text, wrong_kind
from scenario_engine.vocabulary import FieldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import cattrs

    from scenario_engine.packs.files.flaws import Step


@attrs.frozen
class _Field:
    """How one field is structured and checked."""

    hook: Hook
    type: Any
    needed: bool
    mend: str


def object_hook(cls: type, converter: cattrs.Converter) -> Hook:
    """Make the hook of *cls*, whose fields are the keys of a table."""
    fields = _fields(cls, converter)

    def structure(value: object, _: object) -> Any:
        if type(value) is not dict:
            raise wrong_kind(value, "a table", _table_mend(value))
        parts = Parts()
        given: dict[str, Any] = {}
        for key, entry in value.items():
            if key in fields:
                field = fields[key]
                given[key] = parts.structured(key, entry, field.hook, field.type)
            else:
                parts.refuse(key, "unknown key", _nearest(key, fields))
        for name, field in fields.items():
            if field.needed and name not in value:
                parts.refuse(name, "missing", field.mend)
        parts.check()
        return _made(cls, given, value)

    return structure


def _made(cls: type, given: dict[str, Any], raw: dict[str, object]) -> Any:
    try:
        return cls(**given)
    except FieldError as error:
        raise FlawsError([_flaw(error, error.field.split(" > "), raw)]) from None


def _fields(cls: type, converter: cattrs.Converter) -> dict[str, _Field]:
    types = get_type_hints(cls)
    return {
        attribute.name: _field(cls, attribute, types[attribute.name], converter)
        for attribute in attrs.fields(cls)
    }


def _field(
    cls: type, attribute: attrs.Attribute[Any], type_: Any, converter: cattrs.Converter
) -> _Field:
    mend = f"Give `{attribute.name}`"
    what = meaning(cls, attribute.name)
    if what not in {"", f"its {attribute.name}"}:
        mend += f": {what}"
    hook = converter.get_structure_hook(type_)
    needed = attribute.default is attrs.NOTHING
    checked = _checked(hook, attribute)
    if get_args(type_) == (str, Ellipsis):  # Each text can be told of by itself.
        checked = _checked(list_of(_checked_alone(attribute), str), attribute)
    return _Field(checked, type_, needed, mend)


def _checked(hook: Hook, attribute: attrs.Attribute[Any]) -> Hook:
    """Make a hook that structures by *hook*, and then asks the field's validator."""

    def structure(raw: object, type_: object) -> object:
        value = hook(raw, type_)
        _ask_validator(attribute, value, raw)
        return value

    return structure


def _checked_alone(attribute: attrs.Attribute[Any]) -> Hook:
    """Make the hook of one text of the list that is the field *attribute*."""

    def structure(raw: object, type_: object) -> str:
        value = text(raw, type_)
        _ask_validator(attribute, (value,), raw)
        return value

    return structure


def _ask_validator(attribute: attrs.Attribute[Any], value: object, raw: object) -> None:
    """Refuse *value*, which stands in the file as *raw*, unless it may stand there."""
    try:
        if attribute.validator is not None:
            attribute.validator(None, attribute, value)
    except FieldError as error:
        raise FlawsError([_flaw(error, error.field.split(" > ")[1:], raw)]) from None


def _flaw(error: FieldError, steps: Sequence[Step], raw: object) -> Flaw:
    """Make a flaw of *error*; where it says no value, what stands there is said."""
    here = raw
    for step in steps:
        here = here.get(step) if isinstance(here, dict) else None
    value = error.value or ("" if here is None else shown(here))
    return Flaw(tuple(steps), value, error.problem, error.mend)


def _table_mend(value: object) -> str:
    if isinstance(value, list):
        return "Write one table, with single brackets round its heading"
    return "Write a table, such as { name = … }"


def _nearest(key: str, known: Iterable[str]) -> str:
    """Say which of the *known* keys may be meant by *key*."""
    names = sorted(known)
    close = get_close_matches(key, names, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(names)}"
