"""Between plain data and the vocabulary, both ways, by cattrs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
import cattrs

from scenario_engine.expressions import Expression, to_text
from scenario_engine.packs.files.notation import change, expression
from scenario_engine.packs.files.objects import object_hook
from scenario_engine.packs.files.strict import (
    Hook,
    decimal_number,
    list_hook,
    mapping_hook,
    text,
    truth,
    whole_number,
)
from scenario_engine.vocabulary import Change


def converter() -> cattrs.Converter:
    """
    Make a converter between the vocabulary and the plain data that TOML holds.

    Structuring coerces nothing and raises `flaws.FlawsError` with everything that is
    wrong. Unstructuring leaves out what is as it would be anyway.
    """
    made = cattrs.Converter(omit_if_default=True)
    _add_structuring(made)
    _add_unstructuring(made)
    return made


def _add_structuring(made: cattrs.Converter) -> None:
    made.register_structure_hook_factory(attrs.has, object_hook)
    made.register_structure_hook_factory(_is_tuple, list_hook)
    made.register_structure_hook_factory(_is_mapping, mapping_hook)
    made.register_structure_hook_factory(_is_optional, _optional_hook)
    made.register_structure_hook_func(_is_expression, expression)
    made.register_structure_hook(Change, change)
    made.register_structure_hook(str, text)
    made.register_structure_hook(bool, truth)
    made.register_structure_hook(int, whole_number)
    made.register_structure_hook(Decimal, decimal_number)
    made.register_structure_hook(float, decimal_number)


def _add_unstructuring(made: cattrs.Converter) -> None:
    made.register_unstructure_hook_factory(_is_tuple, _plain_list_hook)
    made.register_unstructure_hook_func(_is_part_of_expression, to_text)
    made.register_unstructure_hook(Change, str)


def _is_expression(type_: Any) -> bool:
    return bool(type_ == Expression)


def _is_part_of_expression(type_: Any) -> bool:
    return _is_expression(type_) or type_ in get_args(Expression)


def _is_tuple(type_: Any) -> bool:
    return get_origin(type_) is tuple


def _is_mapping(type_: Any) -> bool:
    return get_origin(type_) is Mapping


def _is_optional(type_: Any) -> bool:
    return get_origin(type_) in {Union, UnionType} and NoneType in get_args(type_)


def _optional_hook(type_: Any, made: cattrs.Converter) -> Hook:
    """Make the hook of ``X | None``."""
    inner = reduce(or_, (arg for arg in get_args(type_) if arg is not NoneType))
    hook = made.get_structure_hook(inner)

    def structure(value: object, _: object) -> Any:
        return None if value is None else hook(value, inner)

    return structure


def _plain_list_hook(
    type_: Any, made: cattrs.Converter
) -> Callable[[tuple[Any, ...]], list[Any]]:
    """Make the hook that writes a tuple as a list."""
    hook = made.get_unstructure_hook(get_args(type_)[0])

    def unstructure(value: tuple[Any, ...]) -> list[Any]:
        return [hook(entry) for entry in value]

    return unstructure
