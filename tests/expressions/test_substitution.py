"""Expressions stand in for names."""

from __future__ import annotations

import pytest
from hypothesis import given

from scenario_engine.expressions import (
    EvaluationError,
    Name,
    Negation,
    Number,
    Text,
    evaluate,
    names,
    parse,
    substitute,
)

from .worlds import COUNTABLE, NUMBERS, STATES


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("trust", "a + b"),
        ("trust * 2", "(a + b) * 2"),
        ("-trust < trust", "-(a + b) < a + b"),
        ("not trust in [1]", "not a + b in [1]"),
        (
            "min(trust, 1) if trust > 0 else mood",
            "min(a + b, 1) if a + b > 0 else mood",
        ),
        ("trust.deep", "trust.deep"),
        ("'trust' == mood", "'trust' == mood"),
    ],
)
def test_a_name_gives_way_wherever_it_stands(text, result):
    """The tree of the new expression stands in its place, grouped as it was."""
    assert parse(result) == substitute(parse(text), {"trust": parse("a + b")})


def test_names_give_way_all_at_once():
    """Two names can be exchanged, for what is put in is not searched again."""
    swapped = substitute(parse("a - b"), {"a": Name("b"), "b": Name("a")})

    assert parse("b - a") == swapped


def test_a_symbol_may_become_a_text():
    """A symbol that is known can be written into the tree."""
    result = substitute(parse("said == 'x'"), {"said": Text("x")})

    assert parse("'x' == 'x'") == result


@given(COUNTABLE, NUMBERS, STATES)
def test_substitution_keeps_the_value(expression, trust, state):
    """Evaluating the new tree is evaluating the old one with the new value."""
    new = substitute(expression, {"trust": trust})
    try:
        worth = evaluate(trust, state)
    except EvaluationError:
        return
    assert outcome(expression, state | {"trust": worth}) == outcome(new, state)


def outcome(expression, state):
    try:
        return evaluate(expression, state)
    except EvaluationError:
        return "fails"


@given(COUNTABLE)
def test_a_name_that_is_replaced_is_gone(expression):
    """Nothing mentions the name any more, and no other name is lost."""
    result = substitute(expression, {"trust": Negation(Number("1"))})

    assert names(expression) - {"trust"} == names(result)
