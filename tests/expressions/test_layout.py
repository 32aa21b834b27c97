"""Slips in the order of words are told before Python parses."""

from __future__ import annotations

import pytest

from scenario_engine.expressions import ExpressionError
from scenario_engine.expressions.layout import check_layout
from scenario_engine.expressions.tokens import read_tokens


def problem_of(text, deepest=3):
    """Return what is wrong with the layout of *text*, or None."""
    try:
        check_layout(text, read_tokens(text), deepest)
    except ExpressionError as refusal:
        return refusal.problem
    return None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (")a(", "A ')' closes no '('"),
        ("a]", "A ']' closes no '['"),
        ("([a]", "A '(' is never closed"),
        ("a + [b", "A '[' is never closed"),
        ("((((a))))", "The expression is nested more than 3 levels deep"),
        ("(a) b", "Nothing joins ')' and 'b' that follows it"),
        ("True 'x'", "Nothing joins 'True' and \"'x'\" that follows it"),
        ("a and", "The expression breaks off after 'and'"),
        ("a * (", "A '(' is never closed"),
        ("1 if a else 2 if b", "An 'if' has no 'else'"),
    ],
)
def test_a_slip_is_told(text, problem):
    """Brackets, neighbours, endings and missing words each have their message."""
    assert problem == problem_of(text)


@pytest.mark.parametrize(
    "text",
    ["(((a)))", "a in [(1), 2]", "not a", "1 if a else 2 if b else 3", "min(a, (b))"],
)
def test_what_is_laid_out_well_passes(text):
    """No fault is found where there is none."""
    assert problem_of(text) is None


def test_brackets_of_two_kinds_must_match():
    """A round bracket does not close a square one."""
    assert problem_of("[a)") == "A ')' closes no '('"
