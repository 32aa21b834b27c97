"""Where words and signs may stand, told in words of our own before Python parses."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scenario_engine.expressions.fault import ExpressionError
from scenario_engine.expressions.printing import quote
from scenario_engine.expressions.tokens import JOINING_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenario_engine.expressions.tokens import Token

_CLOSES = {")": "(", "]": "["}
_OPENS = frozenset(_CLOSES.values())


def check_layout(text: str, tokens: Sequence[Token], deepest: int) -> None:
    """
    Refuse the commonest slips in the order of *tokens*.

    Args:
        text: The whole expression, for the error.
        tokens: Its words and signs.
        deepest: How deeply brackets may be nested.

    Raises:
        ExpressionError: If brackets do not match or nest too deeply, if nothing
            stands between two values, if the expression breaks off, or if an
            ``if`` lacks its ``else``.
    """
    faults = (
        _bracket_fault(tokens, deepest),
        _neighbour_fault(tokens),
        _ending_fault(tokens),
        _else_fault(tokens),
    )
    for fault in faults:
        if fault:
            raise ExpressionError(text, *fault)


def too_deep(deepest: int) -> tuple[str, str]:
    """Return the problem and the mend of an expression that nests too deeply."""
    problem = f"The expression is nested more than {deepest} levels deep"
    return problem, "Split it into simpler expressions"


def _bracket_fault(tokens: Sequence[Token], deepest: int) -> tuple[str, str] | None:
    open_brackets: list[str] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in _OPENS:
            open_brackets.append(token.text)
            if len(open_brackets) > deepest:
                return too_deep(deepest)
        elif token.text in _CLOSES:
            opening = _CLOSES[token.text]
            if (open_brackets.pop() if open_brackets else None) != opening:
                problem = f"A '{token.text}' closes no '{opening}'"
                return problem, f"Add the '{opening}' or leave the '{token.text}' out"
    if open_brackets:
        return f"A '{open_brackets[-1]}' is never closed", "Close it"
    return None


def _neighbour_fault(tokens: Sequence[Token]) -> tuple[str, str] | None:
    for before, after in pairwise(tokens):
        if (_is_value(before) or before.text in _CLOSES) and _is_value(after):
            problem = (
                f"Nothing joins {quote(before.text)} and {quote(after.text)} "
                "that follows it"
            )
            return problem, "Put a sign such as + or a word such as 'and' between them"
    return None


def _ending_fault(tokens: Sequence[Token]) -> tuple[str, str] | None:
    last = tokens[-1]
    if _is_value(last) or last.text in _CLOSES:
        return None
    problem = f"The expression breaks off after '{last.text}'"
    return problem, f"Finish it, or leave '{last.text}' out"


def _else_fault(tokens: Sequence[Token]) -> tuple[str, str] | None:
    words = [token.text for token in tokens if token.kind == "word"]
    if words.count("if") > words.count("else"):
        return (
            "An 'if' has no 'else'",
            "Write it whole, such as '0.5 if heard else 0.2'",
        )
    return None


def _is_value(token: Token) -> bool:
    """Whether *token* is a value by itself: a number, a text or a name."""
    return token.kind != "sign" and token.text not in JOINING_WORDS
