"""Whether an expression puts together only names it has and kinds that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from scenario_engine.errors import shorten
from scenario_engine.expressions.advice import (
    condition_mend,
    kind_mend,
    mixture_mend,
    name_mend,
    text_mend,
)
from scenario_engine.expressions.kinds import Problem, Type
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

if TYPE_CHECKING:
    from collections.abc import Mapping

NameTypes: TypeAlias = "Mapping[str, Type | frozenset[str]]"


def problems(
    expression: Expression, names: NameTypes, expected: Type
) -> tuple[Problem, ...]:
    """
    Return everything that is wrong with *expression*, in the order it is written.

    Args:
        expression: The tree to check.
        names: The kind of each name that may be used. A set of texts stands
            for a name whose value is one of them.
        expected: The kind of value that is needed: a condition for a guard, a
            number for a chance.

    Returns:
        The problems, each once; empty when evaluation can only fail for the
        sake of a division by zero or a number that grows too large.
    """
    checker = _Checker(names)
    checker.want(expression, expected)
    return tuple(dict.fromkeys(checker.found))


@attrs.define
class _Checker:
    """Goes through one tree and gathers what it finds."""

    names: NameTypes
    found: list[Problem] = attrs.field(factory=list)

    def want(self, expression: Expression, wanted: Type) -> None:
        """Check *expression* through and through, and that it is *wanted*."""
        got = self.type_of(expression)
        if got not in (wanted, None):
            problem = f"{_said(expression)} is {got.value}, not {wanted.value}"
            self._add(expression, problem, kind_mend(expression, got, wanted))

    def type_of(self, expression: Expression) -> Type | None:
        """Return the kind of *expression*, or None if its faults hide it."""
        match expression:
            case Number():
                return Type.NUMBER
            case Text():
                return Type.TEXT
            case Truth():
                return Type.TRUTH
            case Name():
                return self._name(expression)
            case Negation(operand):
                self.want(operand, Type.NUMBER)
                return Type.NUMBER
            case Arithmetic():
                return self._arithmetic(expression)
            case Call(_, arguments):
                for argument in arguments:
                    self.want(argument, Type.NUMBER)
                return Type.NUMBER
            case Conditional():
                return self._conditional(expression)
            case _:
                self._condition(expression)
                return Type.TRUTH

    def _condition(self, expression: Not | Logical | Comparison | Membership) -> None:
        match expression:
            case Not(operand):
                self.want(operand, Type.TRUTH)
            case Logical(_, operands):
                for operand in operands:
                    self.want(operand, Type.TRUTH)
            case Comparison():
                self._comparison(expression)
            case Membership():
                self._membership(expression)

    def _name(self, expression: Name) -> Type | None:
        if expression.name not in self.names:
            problem = f"'{shorten(expression.name)}' is not a known name"
            self._add(expression, problem, name_mend(expression.name, self.names))
            return None
        known = self.names[expression.name]
        return known if isinstance(known, Type) else Type.TEXT

    def _arithmetic(self, expression: Arithmetic) -> Type:
        self.want(expression.left, Type.NUMBER)
        self.want(expression.right, Type.NUMBER)
        match expression:
            case Arithmetic("/", _, Number(text)) if not literal_value(
                text, exact=True
            ):
                problem = f"{_said(expression)} divides by zero"
                self._add(expression, problem, "Divide by another number")
        return Type.NUMBER

    def _conditional(self, expression: Conditional) -> Type | None:
        then = self.type_of(expression.then)
        self.want(expression.test, Type.TRUTH)
        otherwise = self.type_of(expression.otherwise)
        if then is None or otherwise is None:
            return then or otherwise
        if then is otherwise:
            return then
        problem = (
            f"{_said(expression)} is {then.value} or {otherwise.value}, "
            "as the condition has it"
        )
        self._add(expression, problem, "Give both branches one kind of value")
        return None

    def _comparison(self, expression: Comparison) -> None:
        left, left_type = expression.first, self.type_of(expression.first)
        for sign, right in expression.rest:
            right_type = self.type_of(right)
            link = Comparison(left, ((sign, right),))
            if self._one_kind(link, (left, left_type), (right, right_type)):
                if right_type is Type.TEXT and sign not in ("==", "!="):
                    problem = f"{_said(link)} puts texts in order"
                    self._add(link, problem, "Compare texts by ==, !=, in or not in")
                self._legal(left, right)
                self._legal(right, left)
            left, left_type = right, right_type

    def _membership(self, expression: Membership) -> None:
        operand = expression.operand
        operand_type = self.type_of(operand)
        for member in expression.members:
            member_type = self.type_of(member)
            if self._one_kind(
                expression, (operand, operand_type), (member, member_type)
            ):
                self._legal(operand, member)

    def _one_kind(
        self,
        whole: Expression,
        left: tuple[Expression, Type | None],
        right: tuple[Expression, Type | None],
    ) -> bool:
        """Whether *left* and *right* can be compared, as far as is known."""
        conditions = [part for part, kind in (left, right) if kind is Type.TRUTH]
        computed = [part for part in conditions if not isinstance(part, Truth)]
        for condition in computed or conditions:
            problem = f"{_said(condition)} is a condition, and is compared"
            self._add(condition, problem, condition_mend(condition))
        if conditions or left[1] is None or right[1] is None:
            return False
        if left[1] is right[1]:
            return True
        problem = (
            f"{_said(whole)} compares {_said(left[0])}, {left[1].value}, "
            f"with {_said(right[0])}, {right[1].value}"
        )
        self._add(whole, problem, mixture_mend((left[0], right[0]), self.names))
        return False

    def _legal(self, symbol: Expression, text: Expression) -> None:
        """Check that the name *symbol* can be worth *text*, if both are literal."""
        match symbol, text:
            case Name(name), Text(value):
                legal = self.names[name]
                if isinstance(legal, frozenset) and value not in legal:
                    problem = f"'{value}' is not a value of '{name}'"
                    self._add(text, problem, text_mend(value, legal))

    def _add(self, part: Expression, problem: str, mend: str) -> None:
        self.found.append(Problem(to_text(part), problem, mend))


def _said(expression: Expression) -> str:
    return quote(shorten(to_text(expression)))
