"""The expression tree: twelve kinds of node, plain and frozen."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

ArithmeticSign: TypeAlias = Literal["+", "-", "*", "/"]
ComparisonSign: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
LogicalWord: TypeAlias = Literal["and", "or"]
FunctionName: TypeAlias = Literal["min", "max", "clamp"]


@attrs.frozen
class Number:
    """A number, kept as the decimal *text* it was written in; never negative."""

    text: str


@attrs.frozen
class Text:
    """A text such as ``'listen'``; the *value* is without its quotation marks."""

    value: str


@attrs.frozen
class Truth:
    """``True`` or ``False``."""

    value: bool


@attrs.frozen
class Name:
    """A variable or a symbol; dots are part of the *name*."""

    name: str


@attrs.frozen
class Negation:
    """``-operand``."""

    operand: Expression


@attrs.frozen
class Not:
    """``not operand``."""

    operand: Expression


@attrs.frozen
class Arithmetic:
    """``left op right`` on numbers."""

    op: ArithmeticSign
    left: Expression
    right: Expression


@attrs.frozen
class Comparison:
    """``first op1 operand1 op2 operand2 ...``; more than one pair is a chain."""

    first: Expression
    rest: tuple[tuple[ComparisonSign, Expression], ...]


@attrs.frozen
class Logical:
    """Two or more *operands* joined by one word."""

    op: LogicalWord
    operands: tuple[Expression, ...]


@attrs.frozen
class Conditional:
    """``then if test else otherwise``."""

    test: Expression
    then: Expression
    otherwise: Expression


@attrs.frozen
class Membership:
    """``operand in [members]``; the members are numbers or texts, never names."""

    operand: Expression
    members: tuple[Number | Negation | Text, ...]
    negated: bool = False


@attrs.frozen
class Call:
    """``function(arguments)``."""

    function: FunctionName
    arguments: tuple[Expression, ...]


Expression: TypeAlias = (
    Number
    | Text
    | Truth
    | Name
    | Negation
    | Not
    | Arithmetic
    | Comparison
    | Logical
    | Conditional
    | Membership
    | Call
)
