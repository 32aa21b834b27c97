"""How to mend what the checker finds."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from scenario_engine.expressions.kinds import Type
from scenario_engine.expressions.printing import quote, to_text
from scenario_engine.expressions.tree import (
    Comparison,
    ComparisonSign,
    Conditional,
    Expression,
    Name,
    Not,
    Number,
    Text,
    Truth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_LISTED: Final = 8
_BOOLEANS: Final = {"true": "True", "false": "False"}


def name_mend(name: str, known: Mapping[str, Type | frozenset[str]]) -> str:
    """Say what to write instead of the unknown *name*."""
    if name.lower() in _BOOLEANS:
        return f"Write '{_BOOLEANS[name.lower()]}'"
    texts = [value for value in known.values() if isinstance(value, frozenset)]
    if any(name in legal for legal in texts):
        return f"Put the text in quotation marks: '{name}'"
    if close := _close(name, known):
        return f"Write {close}, if that is meant"
    if not known:
        return "No names are known here"
    return f"The names known here are {_listed(sorted(known))}"


def text_mend(value: str, legal: Iterable[str]) -> str:
    """Say what to write instead of the text *value*, which is not *legal*."""
    if close := _close(value, legal):
        return f"Write {close}, if that is meant"
    quoted = [f"'{text}'" for text in sorted(legal)]
    return f"Its values are {_listed(quoted)}"


def kind_mend(expression: Expression, got: Type, wanted: Type) -> str:
    """Say how to turn *expression*, which is of one kind, into another."""
    match wanted, got:
        case Type.TRUTH, Type.NUMBER:
            sign: ComparisonSign = "==" if isinstance(expression, Name) else ">="
            compared = Comparison(expression, ((sign, Number("1")),))
            return f"Write {_said(compared)}, or another comparison"
        case Type.TRUTH, _:
            compared = Comparison(expression, (("==", Text("...")),))
            return f"Write {_said(compared)}, with the text that is meant"
        case Type.NUMBER, Type.TRUTH:
            counted = Conditional(expression, Number("1"), Number("0"))
            return f"Write {_said(counted)}"
        case Type.NUMBER, _:
            return "Write a number, or the name of a variable without quotation marks"
        case _:
            return "Write a text in quotation marks, such as 'listen'"


def condition_mend(condition: Expression) -> str:
    """Say what to write instead of comparing *condition* with something."""
    if isinstance(condition, Truth):
        return f"Write '{int(condition.value)}' to compare with a number"
    return f"Write {_said(condition)} or {_said(Not(condition))} by itself"


def mixture_mend(parts: Iterable[Expression], known: Iterable[str]) -> str:
    """Say how to compare *parts*, which are a number and a text."""
    quoted_names = set(known).intersection(
        part.value for part in parts if isinstance(part, Text)
    )
    if quoted_names:
        return f"Write {min(quoted_names)} without quotation marks"
    return "Compare numbers with numbers, and texts with texts"


def _said(expression: Expression) -> str:
    return quote(to_text(expression))


def _close(word: str, known: Iterable[str]) -> str:
    """Return the two known words closest to *word*, joined by 'or', if any are."""
    candidates = sorted(known)
    close = get_close_matches(word, candidates, n=2)
    close = close or get_close_matches(word.lower(), candidates, n=2)
    return " or ".join(f"'{match}'" for match in close)


def _listed(words: list[str]) -> str:
    shown = ", ".join(words[:_MOST_LISTED])
    more = len(words) - _MOST_LISTED
    return f"{shown} and {more} more" if more > 0 else shown
