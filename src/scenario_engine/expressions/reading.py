"""Reading Python's syntax tree as ours, refusing what the language lacks."""

from __future__ import annotations

import ast
from typing import Final, cast

import attrs

from scenario_engine.errors import shorten
from scenario_engine.expressions.fault import ExpressionError
from scenario_engine.expressions.layout import too_deep
from scenario_engine.expressions.printing import quote
from scenario_engine.expressions.tokens import ALLOWED
from scenario_engine.expressions.tree import (
    Arithmetic,
    ArithmeticSign,
    Call,
    Comparison,
    ComparisonSign,
    Conditional,
    Expression,
    FunctionName,
    Logical,
    Membership,
    Name,
    Negation,
    Not,
    Number,
    Text,
    Truth,
)

FUNCTIONS: Final = ("min", "max", "clamp")

_ARITHMETIC: Final[dict[type[ast.operator], ArithmeticSign]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARISON: Final[dict[type[ast.cmpop], ComparisonSign]] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_BRACKETS: Final = "Write the values in square brackets, such as turn in [1, 2]"


def read_tree(text: str, source: str, tree: ast.expr, deepest: int) -> Expression:
    """
    Read *tree* as an expression.

    Args:
        text: The expression as it was given, for the error.
        source: The one line that *tree* was parsed from.
        tree: What Python's parser made of *source*.
        deepest: How many levels the expression may have.

    Raises:
        ExpressionError: At the first construct that the language lacks.
    """
    return _Reader(text, source, deepest).read(tree, 1)


@attrs.frozen
class _Reader:
    """Reads one tree; remembers only where it came from."""

    text: str
    source: str
    deepest: int

    def read(self, node: ast.expr, depth: int) -> Expression:
        """Read *node*, which stands *depth* levels down."""
        if depth > self.deepest:
            raise self._refusal(*too_deep(self.deepest))
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name() | ast.Attribute():
                return self._name(node)
            case ast.UnaryOp(op, operand):
                return self._signed(op, operand, depth)
            case ast.BinOp(left, op, right):
                # Each sign that Python knows beyond these is no token of ours.
                sign = _ARITHMETIC[type(op)]
                return Arithmetic(
                    sign, self.read(left, depth + 1), self.read(right, depth + 1)
                )
            case ast.BoolOp(word, values):
                operands = tuple(self.read(value, depth + 1) for value in values)
                return Logical("and" if isinstance(word, ast.And) else "or", operands)
            case ast.IfExp(test, body, orelse):
                then = self.read(body, depth + 1)
                condition = self.read(test, depth + 1)
                return Conditional(condition, then, self.read(orelse, depth + 1))
            case ast.Compare():
                return self._comparison(node, depth)
            case ast.Call():
                return self._call(node, depth)
            case _:
                raise self._stranger(node)

    def _constant(self, node: ast.Constant) -> Expression:
        match node.value:
            case bool(value):
                return Truth(value)
            case str(value):
                return Text(value)
            case _:
                return Number(self._written(node))

    def _name(self, node: ast.expr) -> Expression:
        name = self._written(node)
        if name in FUNCTIONS:
            raise self._refusal(
                f"'{name}' is a function, not a value", f"Write {_usage(name)}"
            )
        return Name(name)

    def _signed(self, op: ast.unaryop, operand: ast.expr, depth: int) -> Expression:
        match op:
            case ast.USub():
                return Negation(self.read(operand, depth + 1))
            case ast.Not():
                return Not(self.read(operand, depth + 1))
            case _:
                raise self._refusal(
                    "'+' (a plus sign before a value) is not part of the language",
                    "Leave the '+' out",
                )

    def _comparison(self, node: ast.Compare, depth: int) -> Expression:
        first = self.read(node.left, depth + 1)
        if any(isinstance(op, ast.In | ast.NotIn) for op in node.ops):
            return self._membership(first, node, depth)
        rest = tuple(
            (_COMPARISON[type(op)], self.read(operand, depth + 1))
            for op, operand in zip(node.ops, node.comparators, strict=True)
        )
        return Comparison(first, rest)

    def _membership(
        self, operand: Expression, node: ast.Compare, depth: int
    ) -> Membership:
        if len(node.ops) > 1:
            raise self._refusal(
                "'in' stands in a chain of comparisons",
                "Put parentheses around the 'in' part, or join the parts by 'and'",
            )
        values = node.comparators[0]
        if not isinstance(values, ast.List | ast.Tuple):
            problem = f"'in' is followed by {self._shown(values)}, which is no list"
            raise self._refusal(problem, _BRACKETS)
        if not values.elts:
            raise self._refusal("The list after 'in' is empty", _BRACKETS)
        members = tuple(self._member(value, depth + 1) for value in values.elts)
        return Membership(operand, members, isinstance(node.ops[0], ast.NotIn))

    def _member(self, node: ast.expr, depth: int) -> Number | Negation | Text:
        match self.read(node, depth):
            case (Number() | Text() | Negation(Number())) as member:
                return member
            case _:
                raise self._refusal(
                    f"The list after 'in' holds {self._shown(node)}",
                    "List numbers and texts only, and compare with '=='",
                )

    def _call(self, node: ast.Call, depth: int) -> Call:
        name = self._written(node.func)
        if name not in FUNCTIONS:
            problem = f"{self._shown(node.func)} is not a function of the language"
            raise self._refusal(problem, "Only min, max and clamp can be called")
        arguments = tuple(self.read(argument, depth + 1) for argument in node.args)
        given = len(arguments)
        if given != 3 if name == "clamp" else given < 2:
            problem = f"'{name}' is given {given} value{'' if given == 1 else 's'}"
            raise self._refusal(problem, f"Write {_usage(name)}")
        return Call(cast("FunctionName", name), arguments)

    def _stranger(self, node: ast.expr) -> ExpressionError:
        match node:
            case ast.List() | ast.Tuple():
                meaning = "a list where no 'in' stands before it"
                mend = _BRACKETS
            case ast.Subscript():
                meaning = "a subscript"
                mend = "Write a dotted name, such as daughter.escalation"
            case ast.Starred():
                meaning = "a starred value"
                mend = "Write the values one by one"
            case _:
                meaning, mend = "Python's own syntax", ALLOWED
        problem = f"{self._shown(node)} ({meaning}) is not part of the language"
        return self._refusal(problem, mend)

    def _written(self, node: ast.expr) -> str:
        """Return *node* as it is written in the source; both are ASCII."""
        return self.source[node.col_offset : node.end_col_offset]

    def _shown(self, node: ast.expr) -> str:
        return quote(shorten(self._written(node)))

    def _refusal(self, problem: str, mend: str) -> ExpressionError:
        return ExpressionError(self.text, problem, mend)


def _usage(function: str) -> str:
    if function == "clamp":
        return "clamp(value, low, high)"
    return f"{function}(a, b), with two values or more"
