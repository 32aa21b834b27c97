"""Programs as plain data, and back."""

from __future__ import annotations

import functools
import json
import operator
from hashlib import sha256
from typing import Any

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from scenario_engine.errors import SavedError
from scenario_engine.expressions import Expression, ExpressionError, parse, to_text
from scenario_engine.program.ir import FORMAT, Action, Chance, Program, Reason, Reward

_LATER: dict[type, tuple[str, ...]] = {
    Reason: ("range",),
    Chance: ("range",),
    Reward: ("better",),
    Action: ("good_practice",),
    Program: ("never",),
}
"""Fields that came later: left out where they are not used, so that digests stay. A
class stands after those that it holds."""


@functools.cache
def _converter() -> cattrs.Converter:
    """Return a converter that writes expressions as their text."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook_func(_is_expression, to_text)
    converter.register_unstructure_hook_func(
        _may_be_expression, lambda given: None if given is None else to_text(given)
    )
    for kind, fields in _LATER.items():
        left_out: dict[str, Any] = {
            field: override(omit_if_default=True) for field in fields
        }
        converter.register_unstructure_hook_func(
            functools.partial(operator.is_, kind),
            make_dict_unstructure_fn(kind, converter, **left_out),
        )
    converter.register_structure_hook_func(_is_expression, lambda text, _: parse(text))
    converter.register_structure_hook_func(
        _may_be_expression, lambda text, _: None if text is None else parse(text)
    )
    return converter


def _is_expression(kind: Any) -> bool:
    return bool(kind == Expression)


def _may_be_expression(kind: Any) -> bool:
    return bool(kind == (Expression | None))


def to_data(program: Program) -> dict[str, Any]:
    """Return *program* as dicts, lists, strings and whole numbers."""
    data: dict[str, Any] = _converter().unstructure(program, unstructure_as=Program)
    return data


def from_data(data: dict[str, Any]) -> Program:
    """
    Return the program that `to_data` wrote.

    Raises:
        SavedError: If *data* is no program, or one of a newer format.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else data
        raise SavedError(
            f"Not a program of format {FORMAT}: format is {found!r}. "
            "Save it again with this version of scenario_engine."
        )
    try:
        return _converter().structure(data, Program)
    except (cattrs.BaseValidationError, ExpressionError) as error:
        lines = "; ".join(cattrs.transform_error(error, path="program"))
        raise SavedError(f"Not a program: {lines}.") from error


def canonical(program: Program) -> str:
    """Return *program* as its canonical JSON, which is ASCII alone."""
    return json.dumps(
        to_data(program), sort_keys=True, ensure_ascii=True, separators=(",", ":")
    )


def digest(program: Program) -> str:
    """
    Return the content digest of *program*: 64 hexadecimal digits.

    It is the SHA-256 of the program's canonical JSON, texts included: equal on every
    platform and Python version, and different as soon as anything differs.
    """
    return digest_of(canonical(program))


def digest_of(text: str) -> str:
    """Return the content digest of the program whose canonical JSON is *text*."""
    return sha256(text.encode("ascii")).hexdigest()
