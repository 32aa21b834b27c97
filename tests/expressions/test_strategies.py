"""The strategies give well-typed expressions within the bounds of the grammar."""

from __future__ import annotations

import pytest
from hypothesis import find, given, settings

from scenario_engine.expressions import (
    Number,
    Text,
    Truth,
    Type,
    parse,
    problems,
    to_text,
    walk,
)
from scenario_engine.expressions.tree import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Logical,
    Membership,
    Name,
    Negation,
    Not,
)

from .worlds import ANYTHING, KINDS, NUMBERS, TEXTS, TRUTHS


@given(NUMBERS)
def test_number_expressions_are_numbers(expression):
    """The checker finds no problem in an expression drawn as a number."""
    assert problems(expression, KINDS, Type.NUMBER) == ()


@given(TRUTHS)
def test_truth_expressions_are_conditions(expression):
    """The checker finds no problem in an expression drawn as a condition."""
    assert problems(expression, KINDS, Type.TRUTH) == ()


@given(TEXTS)
def test_text_expressions_are_texts(expression):
    """The checker finds no problem in an expression drawn as a text."""
    assert problems(expression, KINDS, Type.TEXT) == ()


@given(ANYTHING)
def test_every_expression_is_within_the_bounds(expression):
    """What is drawn can be printed and parsed, so no bound is crossed."""
    assert expression == parse(to_text(expression))


@pytest.mark.parametrize(
    ("drawn", "simplest"),
    [(NUMBERS, Number("0")), (TRUTHS, Truth(False)), (TEXTS, Text("listen"))],
)
@pytest.mark.long
def test_expressions_shrink_to_a_literal(drawn, simplest):
    """The simplest expression of each kind is one literal."""
    assert simplest == find(drawn, lambda _: True, settings=settings(database=None))


@pytest.mark.parametrize(
    "kind",
    [
        Arithmetic,
        Call,
        Comparison,
        Conditional,
        Logical,
        Membership,
        Name,
        Negation,
        Not,
    ],
)
@pytest.mark.long
def test_every_kind_of_node_is_drawn(kind):
    """Each kind of node turns up below another node."""
    found = find(ANYTHING, lambda tree: kind in {type(part) for part in walk(tree)})

    assert any(isinstance(part, kind) for part in walk(found))
