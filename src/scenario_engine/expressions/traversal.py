"""Visiting the parts of a tree, in the order in which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the direct parts of *expression*; none for a leaf."""
    match expression:
        case Negation(operand) | Not(operand):
            return (operand,)
        case Arithmetic(_, left, right):
            return (left, right)
        case Comparison(first, rest):
            return (first, *(operand for _, operand in rest))
        case Logical(_, operands):
            return operands
        case Conditional(test, then, otherwise):
            return (then, test, otherwise)
        case Membership(operand, members):
            return (operand, *members)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield *expression* and every part of it, each before its own parts."""
    waiting = [expression]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(children(part)))


def names(expression: Expression) -> frozenset[str]:
    """Return the names that *expression* mentions, taken branch or not."""
    return frozenset(part.name for part in walk(expression) if isinstance(part, Name))


def rebuild(
    expression: Expression, change: Callable[[Expression], Expression]
) -> Expression:
    """
    Return *expression* with *change* applied to each direct part.

    The members of a list are literals and stay as they are.
    """
    match expression:
        case Negation(operand):
            return Negation(change(operand))
        case Not(operand):
            return Not(change(operand))
        case Arithmetic(op, left, right):
            return Arithmetic(op, change(left), change(right))
        case Comparison(first, rest):
            pairs = tuple((op, change(operand)) for op, operand in rest)
            return Comparison(change(first), pairs)
        case Logical(word, operands):
            return Logical(word, tuple(map(change, operands)))
        case Conditional(test, then, otherwise):
            return Conditional(change(test), change(then), change(otherwise))
        case Membership(operand, members, negated):
            return Membership(change(operand), members, negated)
        case Call(function, arguments):
            return Call(function, tuple(map(change, arguments)))
        case _:
            return expression
