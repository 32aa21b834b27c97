"""Printing a tree as an expression of the PRISM language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scenario_engine.expressions.fault import ExpressionError
from scenario_engine.expressions.printing import to_text
from scenario_engine.expressions.tree import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Logical,
    Membership,
    Name,
    Negation,
    Not,
    Number,
    Text,
    Truth,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS: Final = {"==": "=", "!=": "!="}
_WORDS: Final = {"and": " & ", "or": " | "}


def to_prism(expression: Expression) -> str:
    """
    Print *expression* in the syntax of the PRISM model checker.

    Args:
        expression: Its names are printed as they are, so they have to be names of
            the PRISM model already.

    Returns:
        A text of the same value: exact where decimals are read exactly. Chains of
        comparisons are written out, lists as alternatives, ``clamp`` as ``max`` and
        ``min``. What is no single word stands in parentheses.

    Raises:
        ExpressionError: If a text is left in it: PRISM has none.

    Source:
        The PRISM manual, The PRISM Language, Expressions,
        https://www.prismmodelchecker.org/manual/ThePRISMLanguage/Expressions
    """
    match expression:
        case Number(text) | Name(text):
            return text
        case Truth(value):
            return "true" if value else "false"
        case Text():
            raise ExpressionError(
                to_text(expression),
                f"{to_text(expression)} is a text, and PRISM has none",
                "Write whole numbers",
            )
        case Call(function, arguments):
            return _call(function, [to_prism(argument) for argument in arguments])
        case _:
            return _joined(expression)


def _joined(
    expression: Negation
    | Not
    | Arithmetic
    | Comparison
    | Logical
    | Conditional
    | Membership,
) -> str:
    match expression:
        case Negation(operand):
            return f"-{_part(operand)}"
        case Not(operand):
            return f"!{_part(operand)}"
        case Arithmetic("+", Arithmetic("+") as left, right):
            return f"{to_prism(left)} + {_part(right)}"
        case Arithmetic(op, left, right):
            return f"{_part(left)} {op} {_part(right)}"
        case Comparison():
            return " & ".join(_links(expression))
        case Logical(word, operands):
            return _WORDS[word].join(map(_part, operands))
        case Conditional(test, then, otherwise):
            return f"{_part(test)} ? {_part(then)} : {_part(otherwise)}"
        case Membership(operand, members, negated):
            equal = (f"({_part(operand)} = {to_prism(member)})" for member in members)
            return f"!({' | '.join(equal)})" if negated else " | ".join(equal)


def _links(chain: Comparison) -> Iterator[str]:
    """Yield each comparison of a chain, in parentheses where there are several."""
    left = chain.first
    for sign, right in chain.rest:
        link = f"{_part(left)} {_SIGNS.get(sign, sign)} {_part(right)}"
        yield link if len(chain.rest) == 1 else f"({link})"
        left = right


def _call(function: str, arguments: list[str]) -> str:
    if function == "clamp":
        value, low, high = arguments
        return f"max({low}, min({value}, {high}))"
    text = arguments[0]
    for argument in arguments[1:]:
        text = f"{function}({text}, {argument})"
    return text


def _part(expression: Expression) -> str:
    """Print a part of a larger expression, in parentheses unless it is one word."""
    text = to_prism(expression)
    return text if isinstance(expression, Number | Name | Truth | Call) else f"({text})"
