"""What an expression is worth in many states at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from scenario_engine.expressions.column_arithmetic import OPERATION
from scenario_engine.expressions.columns import (
    EVERYWHERE,
    NOWHERE,
    Lanes,
    entry,
    failing,
    lanes_of,
    same_everywhere,
    where_any,
)
from scenario_engine.expressions.evaluation import evaluate, unfit
from scenario_engine.expressions.fault import EvaluationError
from scenario_engine.expressions.literals import literal_value
from scenario_engine.expressions.traversal import names
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
    from numpy.typing import NDArray

_COMPARISON: Final[Mapping[str, np.ufunc]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def evaluate_array(
    expression: Expression, columns: Mapping[str, object], size: int
) -> NDArray[Any]:
    """
    Return what *expression* is worth in each of *size* states.

    Each entry is the number or truth value that `evaluate` returns for that
    state alone, bit for bit as a float, and there is an error exactly when
    `evaluate` raises one in some state. So a division by zero in a branch that a
    state does not take is no error. All branches are counted in all states, and
    what failed in a state that did not need it is dropped.

    Args:
        expression: One in which `problems` finds none.
        columns: For each name that is met, an array of shape ``(size,)`` or
            ``()``, or one value for all states. Whole numbers of any width,
            floats, truth values or texts.
        size: The number of states.

    Returns:
        A new array of shape ``(size,)``: bool for a condition; int64 where no
        branch can give a float, else float64.

    Raises:
        EvaluationError: What `evaluate` raises for the first state in which it
            does, with that state as ``index``; or that a column has a shape or
            dtype that cannot be used, or that the result is a text.
    """
    # Lanes that have failed, or are not needed, may hold anything.
    with np.errstate(all="ignore"):
        values, failed = _Evaluation(columns, size).value(expression)
    if failed.any() and size:
        index = int(np.argmax(np.broadcast_to(failed, size)))
        raise _error_at(expression, columns, index)
    if values.dtype.kind == "U":
        raise unfit(expression, "a number or a condition")
    return values.copy() if values.shape == (size,) else np.full(size, values)


def _error_at(
    expression: Expression, columns: Mapping[str, object], index: int
) -> EvaluationError:
    """Return the error that the state *index* gives by itself."""
    mentioned = names(expression) & columns.keys()
    valuation = {name: entry(columns[name], index) for name in mentioned}
    try:
        evaluate(expression, valuation)
    except EvaluationError as error:
        return EvaluationError(error.part, error.problem, error.mend, index)
    return unfit(expression, "of one kind in all states")


@attrs.frozen
class _Evaluation:
    """The evaluation of one expression in *size* states, which *columns* are of."""

    columns: Mapping[str, object]
    size: int
    _known: dict[str, Lanes] = attrs.field(factory=dict)

    def value(self, expression: Expression) -> Lanes:
        """Return the lanes of *expression*."""
        match expression:
            case Name(name):
                return self._lanes(name)
            case Number(text):
                return same_everywhere(literal_value(text, exact=False))
            case Text(value) | Truth(value):
                return same_everywhere(value)
            case Comparison():
                return self._comparison(expression)
            case Logical():
                return self._logical(expression)
            case Not(operand):
                lanes = self._truth(operand)
                return Lanes(~lanes.values, lanes.failed)
            case Arithmetic():
                return self._arithmetic(expression)
            case Negation(operand):
                lanes = self._quantity(operand)
                return Lanes(0 - lanes.values, lanes.failed)
            case Conditional():
                return self._conditional(expression)
            case Membership():
                return self._membership(expression)
            case Call():
                return self._call(expression)

    def _lanes(self, name: str) -> Lanes:
        if name not in self.columns:
            return failing(int)
        if name not in self._known:
            self._known[name] = lanes_of(name, self.columns[name], self.size)
        return self._known[name]

    def _quantity(self, expression: Expression) -> Lanes:
        lanes = self.value(expression)
        return lanes if lanes.is_number else failing(int)

    def _truth(self, expression: Expression) -> Lanes:
        lanes = self.value(expression)
        return lanes if lanes.is_truth else failing(bool)

    def _arithmetic(self, expression: Arithmetic) -> Lanes:
        left = self._quantity(expression.left)
        right = self._quantity(expression.right)
        values, failed = OPERATION[expression.op](left.values, right.values)
        return Lanes(values, left.failed | right.failed | where_any(failed))

    def _comparison(self, expression: Comparison) -> Lanes:
        holds, failed = EVERYWHERE, NOWHERE
        left = self.value(expression.first)
        for sign, operand in expression.rest:
            right = self.value(operand)
            link = _compare(sign, left, right)
            failed = failed | (holds & link.failed)
            holds = holds & link.values
            left = right
        return Lanes(holds, failed)

    def _logical(self, expression: Logical) -> Lanes:
        conjunction = expression.op == "and"
        values, failed = self._truth(expression.operands[0])
        for operand in expression.operands[1:]:
            right = self._truth(operand)
            needed = values if conjunction else ~values
            failed = failed | (needed & right.failed)
            values = values & right.values if conjunction else values | right.values
        return Lanes(values, failed)

    def _conditional(self, expression: Conditional) -> Lanes:
        test = self._truth(expression.test)
        then = self.value(expression.then)
        otherwise = self.value(expression.otherwise)
        if (then.is_number, then.is_text) != (otherwise.is_number, otherwise.is_text):
            return failing(int)
        values = np.where(test.values, then.values, otherwise.values)
        taken = np.where(test.values, then.failed, otherwise.failed)
        return Lanes(values, test.failed | where_any(taken))

    def _membership(self, expression: Membership) -> Lanes:
        operand = self.value(expression.operand)
        found, failed = NOWHERE, NOWHERE
        for member in expression.members:
            link = _compare("==", operand, self.value(member))
            found, failed = found | link.values, failed | link.failed
        return Lanes(~found if expression.negated else found, failed)

    def _call(self, expression: Call) -> Lanes:
        lanes = [self._quantity(argument) for argument in expression.arguments]
        values = [lane.values for lane in lanes]
        failed = reduce(np.logical_or, [lane.failed for lane in lanes])
        if expression.function == "min":
            return Lanes(reduce(np.minimum, values), failed)
        if expression.function == "max":
            return Lanes(reduce(np.maximum, values), failed)
        value, low, high = values
        return Lanes(np.maximum(low, np.minimum(value, high)), failed)


def _compare(sign: str, left: Lanes, right: Lanes) -> Lanes:
    """Compare numbers with numbers, and texts with texts for equality."""
    texts = left.is_text and right.is_text and sign in ("==", "!=")
    if not texts and not (left.is_number and right.is_number):
        return failing(bool)
    values = _COMPARISON[sign](left.values, right.values)
    return Lanes(values, left.failed | right.failed)
