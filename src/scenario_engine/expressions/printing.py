"""Printing a tree as canonical text, with no more parentheses than it needs."""

from __future__ import annotations

from enum import IntEnum

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


class _Binds(IntEnum):
    """How tightly a node holds its parts together, loosest first."""

    CONDITIONAL = 1
    OR = 2
    AND = 3
    NOT = 4
    COMPARISON = 5
    SUM = 6
    PRODUCT = 7
    SIGN = 8
    ATOM = 9


def to_text(expression: Expression) -> str:
    """
    Print *expression* in the one canonical way.

    Returns:
        A text that parses back to an equal tree, if *expression* is a tree that
        parsing can make. Equal trees give equal texts.
    """
    return _within(expression, _Binds.CONDITIONAL)


def quote(text: str) -> str:
    """Put *text* in quotation marks that it does not hold itself, for a message."""
    return f'"{text}"' if "'" in text else f"'{text}'"


def _within(expression: Expression, least: _Binds) -> str:
    """Print *expression*, in parentheses if it binds more loosely than *least*."""
    text = _bare(expression)
    return text if _binds(expression) >= least else f"({text})"


def _bare(expression: Expression) -> str:
    match expression:
        case Number(text) | Name(text):
            return text
        case Text(value):
            return f"'{value}'"
        case Truth(value):
            return str(value)
        case Negation(operand):
            return f"-{_within(operand, _Binds.SIGN)}"
        case Not(operand):
            return f"not {_within(operand, _Binds.NOT)}"
        case Call(function, arguments):
            return f"{function}({_listed(arguments)})"
        case _:
            return _joined(expression)


def _joined(
    expression: Arithmetic | Comparison | Logical | Conditional | Membership,
) -> str:
    match expression:
        case Arithmetic(op, left, right):
            own = _binds(expression)
            tighter = _Binds(own + 1)
            return f"{_within(left, own)} {op} {_within(right, tighter)}"
        case Comparison(first, rest):
            links = (f" {op} {_within(operand, _Binds.SUM)}" for op, operand in rest)
            return _within(first, _Binds.SUM) + "".join(links)
        case Logical(word, operands):
            tighter = _Binds(_binds(expression) + 1)
            return f" {word} ".join(_within(operand, tighter) for operand in operands)
        case Conditional(test, then, otherwise):
            tests = f"{_within(then, _Binds.OR)} if {_within(test, _Binds.OR)}"
            return f"{tests} else {_within(otherwise, _Binds.CONDITIONAL)}"
        case Membership(operand, members, negated):
            joint = "not in" if negated else "in"
            return f"{_within(operand, _Binds.SUM)} {joint} [{_listed(members)}]"


def _listed(expressions: tuple[Expression, ...]) -> str:
    return ", ".join(map(to_text, expressions))


def _binds(expression: Expression) -> _Binds:
    match expression:
        case Conditional():
            return _Binds.CONDITIONAL
        case Logical(word):
            return _Binds.OR if word == "or" else _Binds.AND
        case Not():
            return _Binds.NOT
        case Comparison() | Membership():
            return _Binds.COMPARISON
        case Arithmetic(op):
            return _Binds.SUM if op in ("+", "-") else _Binds.PRODUCT
        case Negation():
            return _Binds.SIGN
        case _:
            return _Binds.ATOM
