"""Programs as plain data, and back."""

from __future__ import annotations

import functools
import json
from hashlib import sha256
from typing import Any

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from scenario_engine.errors import SavedError
from scenario_engine.expressions import Expression, ExpressionError, parse, to_text
from scenario_engine.program.ir import FORMAT, Program


@functools.cache
def _converter() -> cattrs.Converter:
    """Return a converter that writes expressions as their text."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook_func(_is_expression, to_text)
    # What came later is left out where it is not used, so that digests stay.
    converter.register_unstructure_hook_func(
        lambda kind: kind is Program,
        make_dict_unstructure_fn(
            Program, converter, never=override(omit_if_default=True)
        ),
    )
    converter.register_structure_hook_func(_is_expression, lambda text, _: parse(text))
    return converter


def _is_expression(kind: Any) -> bool:
    return bool(kind == Expression)


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


def digest(program: Program) -> str:
    """
    Return the content digest of *program*: 64 hexadecimal digits.

    It is the SHA-256 of the program's canonical JSON, texts included: equal on every
    platform and Python version, and different as soon as anything differs.
    """
    text = json.dumps(
        to_data(program), sort_keys=True, ensure_ascii=True, separators=(",", ":")
    )
    return sha256(text.encode("ascii")).hexdigest()
