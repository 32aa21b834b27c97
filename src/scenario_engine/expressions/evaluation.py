"""What an expression is worth in one state."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from scenario_engine.errors import shorten
from scenario_engine.expressions.fault import EvaluationError
from scenario_engine.expressions.literals import literal_value
from scenario_engine.expressions.printing import quote, to_text
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
from scenario_engine.expressions.values import (
    Quantity,
    Value,
    is_bounded,
    missing,
    plain_value,
    too_large,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ARITHMETIC: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_COMPARISON: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(
    expression: Expression, valuation: Mapping[str, object], *, exact: bool = False
) -> Value:
    """
    Return what *expression* is worth when the names have the given values.

    As in Python, a part that is not needed is not evaluated: the branch not
    taken, what follows a false operand of ``and`` or a true one of ``or``, and
    what follows a false link in a chain of comparisons. Zero has no sign.

    Args:
        expression: One in which `problems` finds none.
        valuation: A number, a truth value or a text for each name that is met.
        exact: Count in whole numbers and fractions. Without it, numbers
            written with a point or an exponent are floats, and so are quotients.

    Raises:
        EvaluationError: If a part divides by zero, if a number is larger than
            10**15, or if a name has no value that can be used.
    """
    return _Evaluation(valuation, exact).value(expression)


def division_by_zero(expression: Arithmetic) -> EvaluationError:
    """Refuse the quotient *expression*."""
    part = to_text(expression)
    problem = f"{quote(shorten(part))} divides by zero"
    mend = "Guard the division by a condition, or use max to keep the divisor above 0"
    return EvaluationError(part, problem, mend)


def unfit(expression: Expression, wanted: str) -> EvaluationError:
    """Refuse *expression*, which has not the kind of value its place needs."""
    part = to_text(expression)
    problem = f"{quote(shorten(part))} is not {wanted}"
    return EvaluationError(part, problem, "Ask `problems` before evaluating it")


@attrs.frozen
class _Evaluation:
    """One valuation, counted exactly or in floats."""

    valuation: Mapping[str, object]
    exact: bool

    def value(self, expression: Expression) -> Value:
        """Return what *expression* is worth."""
        match expression:
            case Name(name):
                if name not in self.valuation:
                    raise missing(name)
                return plain_value(name, self.valuation[name], exact=self.exact)
            case Number(text):
                return literal_value(text, exact=self.exact)
            case Text(value) | Truth(value):
                return value
            case Comparison():
                return self._comparison(expression)
            case Logical(word, operands):
                truths = map(self._truth, operands)
                return all(truths) if word == "and" else any(truths)
            case Not(operand):
                return not self._truth(operand)
            case Arithmetic():
                return self._arithmetic(expression)
            case Negation(operand):
                return 0 - self._quantity(operand)
            case Conditional(test, then, otherwise):
                return self.value(then if self._truth(test) else otherwise)
            case Membership():
                return self._membership(expression)
            case Call():
                return self._call(expression)

    def _quantity(self, expression: Expression) -> Quantity:
        value = self.value(expression)
        if isinstance(value, bool | str):
            raise unfit(expression, "a number")
        return value

    def _truth(self, expression: Expression) -> bool:
        value = self.value(expression)
        if not isinstance(value, bool):
            raise unfit(expression, "a condition")
        return value

    def _arithmetic(self, expression: Arithmetic) -> Quantity:
        left = self._quantity(expression.left)
        right = self._quantity(expression.right)
        if expression.op == "/":
            if right == 0:
                raise division_by_zero(expression)
            left = Fraction(left) if self.exact else left
        # Adding 0 changes no number, and takes the sign off a zero.
        result = cast("Quantity", _ARITHMETIC[expression.op](left, right) + 0)
        if not is_bounded(result):
            raise too_large(to_text(expression))
        return result

    def _comparison(self, expression: Comparison) -> bool:
        left = self.value(expression.first)
        for sign, operand in expression.rest:
            right = self.value(operand)
            if not type(left) is type(right) is int:
                is_ordered = sign not in ("==", "!=")
                _refuse_mixture(expression, (left, right), ordered=is_ordered)
            if not _COMPARISON[sign](left, right):
                return False
            left = right
        return True

    def _membership(self, expression: Membership) -> bool:
        operand = self.value(expression.operand)
        members = [self.value(member) for member in expression.members]
        _refuse_mixture(expression, (operand, *members), ordered=False)
        return (operand in members) is not expression.negated

    def _call(self, expression: Call) -> Quantity:
        values = [self._quantity(argument) for argument in expression.arguments]
        if expression.function == "min":
            return min(values)
        if expression.function == "max":
            return max(values)
        value, low, high = values
        return max(low, min(value, high))


def _refuse_mixture(
    expression: Expression, values: Iterable[Value], *, ordered: bool
) -> None:
    """Let numbers be compared with numbers, and texts with texts for equality."""
    kinds = {type(value) if isinstance(value, bool | str) else int for value in values}
    if kinds != {int} and (kinds != {str} or ordered):
        raise unfit(expression, "a comparison of one kind of value")
