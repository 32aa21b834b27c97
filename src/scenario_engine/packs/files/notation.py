"""Structuring what is written in a notation of its own: expressions and changes."""

from __future__ import annotations

from decimal import Decimal

from scenario_engine.expressions import Expression, ExpressionError, number, parse
from scenario_engine.packs.files.flaws import Flaw, FlawsError
from scenario_engine.packs.files.labels import shown
from scenario_engine.packs.files.strict import wrong_kind
from scenario_engine.vocabulary import Change, FieldError


def expression(value: object, _: object) -> Expression:
    """Structure an expression: a text in the expression language, or a number."""
    try:
        if type(value) is str:
            return parse(value)
        if isinstance(value, int | Decimal) and type(value) is not bool:
            return number(value)
    except ExpressionError as error:
        said = error.text or shown(value)
        raise FlawsError([Flaw((), said, error.problem, error.mend)]) from None
    mend = 'Write a text such as "trust >= 2", or a number'
    if type(value) is bool:
        mend = f'Put it in quotes, with a capital: "{value}"'
    raise wrong_kind(value, "an expression", mend)


def change(value: object, _: object) -> Change:
    """Structure a change: a text such as ``+1``, ``-2`` or ``=0``."""
    if type(value) is str:
        try:
            return Change.parse(value)
        except FieldError as error:
            said = error.value or shown(value)
            raise FlawsError([Flaw((), said, error.problem, error.mend)]) from None
    raise wrong_kind(value, "a change", _change_mend(value))


def _change_mend(value: object) -> str:
    if type(value) is int and value > 0:
        return f'Write "+{shown(value)}" to add, or "={shown(value)}" to set'
    if type(value) is int and value < 0:
        return f'Write "{shown(value)}" to take away, in quotes'
    if isinstance(value, dict):
        return 'Put a name with a dot in quotes: "student.trust" = "+1"'
    return 'Write "+1" to add, "-1" to take away, or "=0" to set'
