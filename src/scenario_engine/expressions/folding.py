"""Counting out in advance what does not depend on the state."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from scenario_engine.expressions.evaluation import evaluate
from scenario_engine.expressions.fault import EvaluationError, ExpressionError
from scenario_engine.expressions.literals import MOST_DIGITS, number
from scenario_engine.expressions.traversal import rebuild, walk
from scenario_engine.expressions.tree import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Logical,
    LogicalWord,
    Membership,
    Negation,
    Not,
    Number,
    Text,
    Truth,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZERO: Final = Number("0")
_ONE: Final = Number("1")


def fold(expression: Expression) -> Expression:
    """
    Return a tree of the same value with its constant parts counted out.

    The value stays the same in every state, exactly and in floats, and so do
    the errors. Arithmetic on decimals is counted out only where a literal can
    hold the result and its float is the float that evaluation would have given;
    where a state would meet an error, the part that raises it stays.

    Args:
        expression: One in which `problems` finds none.
    """
    return _simpler(rebuild(expression, fold))


def _simpler(expression: Expression) -> Expression:
    """Simplify *expression*, whose parts are simple already."""
    match expression:
        case Negation(Negation(operand)) | Not(Not(operand)):
            return operand
        case Negation(Number(text)) if _is_zero(text):
            return Number(text)
        case Not(Truth(value)):
            return Truth(not value)
        case Conditional(Truth(value), then, otherwise):
            return then if value else otherwise
        case Logical(word, operands):
            return _logical(word, operands)
        case Comparison(first, rest):
            parts = (first, *(operand for _, operand in rest))
            return _truth(expression) if all(map(_is_literal, parts)) else expression
        case Membership(operand):
            return _truth(expression) if _is_literal(operand) else expression
        case Call():
            return _call(expression)
        case Arithmetic():
            return _arithmetic(expression)
        case _:
            return expression


def _truth(expression: Comparison | Membership) -> Expression:
    """
    Count out a comparison of literals.

    Fifteen digits tell any two decimals apart as floats too, so floats and
    fractions agree about it.
    """
    try:
        return Truth(bool(evaluate(expression, {})))
    except EvaluationError:
        return expression


def _logical(word: LogicalWord, operands: tuple[Expression, ...]) -> Expression:
    neutral, deciding = Truth(word == "and"), Truth(word == "or")
    kept: list[Expression] = []
    for operand in _flattened(word, operands):
        if operand == neutral:
            continue
        kept.append(operand)
        if operand == deciding:
            break
    while len(kept) > 1 and kept[-1] == deciding and _cannot_fail(kept[-2]):
        del kept[-2]
    match kept:
        case []:
            return neutral
        case [only]:
            return only
        case _:
            return Logical(word, tuple(kept))


def _flattened(
    word: LogicalWord, operands: tuple[Expression, ...]
) -> Iterator[Expression]:
    for operand in operands:
        if isinstance(operand, Logical) and operand.op == word:
            yield from operand.operands
        else:
            yield operand


def _cannot_fail(expression: Expression) -> bool:
    """Whether *expression* has a value in every state; only arithmetic may fail."""
    return not any(isinstance(part, Arithmetic) for part in walk(expression))


def _call(expression: Call) -> Expression:
    """Pick the argument that the function returns, if all are plain numbers."""
    arguments = expression.arguments
    if not all(map(_is_number, arguments)):
        return expression
    if expression.function == "clamp":
        value, low, high = arguments
        arguments = (low, value, high)
    result = evaluate(expression, {}, exact=True)
    return next(
        argument
        for argument in arguments
        if evaluate(argument, {}, exact=True) == result
    )


def _arithmetic(expression: Arithmetic) -> Expression:
    op, left, right = expression.op, expression.left, expression.right
    if _is_number(left) and _is_number(right):
        return _counted(expression) or expression
    if (op == "+" and left == _ZERO) or (op == "*" and left == _ONE):
        return right
    if (op in ("+", "-") and right == _ZERO) or (op == "*" and right == _ONE):
        return left
    return expression


def _counted(expression: Arithmetic) -> Expression | None:
    """Return the literal that is worth the same in both modes, if there is one."""
    try:
        in_floats = evaluate(expression, {})
        exactly = Fraction(cast("Fraction", evaluate(expression, {}, exact=True)))
        literal = number(_decimal_text(exactly, whole=isinstance(in_floats, int)))
    except (EvaluationError, ExpressionError, Inexact):
        return None
    return literal if evaluate(literal, {}) == in_floats else None


def _decimal_text(value: Fraction, *, whole: bool) -> str:
    """
    Write *value* as a decimal, with a point or an exponent unless it is *whole*.

    Raises:
        Inexact: If it has more than fifteen digits.
    """
    context = Context(prec=MOST_DIGITS, traps=[Inexact])
    numerator, denominator = Decimal(value.numerator), Decimal(value.denominator)
    text = str(context.divide(numerator, denominator))
    return text if whole or "." in text or "E" in text else f"{text}.0"


def _is_literal(expression: Expression) -> bool:
    return isinstance(expression, Text) or _is_number(expression)


def _is_number(expression: Expression) -> bool:
    match expression:
        case Number() | Negation(Number()):
            return True
        case _:
            return False


def _is_zero(text: str) -> bool:
    return Fraction(text) == 0
