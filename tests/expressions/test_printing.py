"""Trees print in one way, and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given

from scenario_engine.expressions import (
    Arithmetic,
    Comparison,
    Logical,
    Name,
    Negation,
    Not,
    Truth,
    parse,
    to_text,
)
from scenario_engine.expressions.printing import quote

from .worlds import ANYTHING

A, B, C = Name("a"), Name("b"), Name("c")


@given(ANYTHING)
def test_a_printed_tree_reads_back_as_it_was(expression):
    """Parsing undoes printing, and printing again changes nothing."""
    text = to_text(expression)

    assert expression == parse(text)
    assert text == to_text(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "a + b * c",
        "(a + b) * c",
        "a - (b - c)",
        "a - b - c",
        "a / (b / c)",
        "a * -b",
        "-(a + b)",
        "--a",
        "-a * b",
        "not not a",
        "not (a and b)",
        "(not a) == b",
        "a and b or c",
        "a and (b or c)",
        "(a or b) or c",
        "a < b <= c",
        "(a < b) == c",
        "(a in [1]) == b",
        "a + 1 in [-1, 2.50, 'x']",
        "a not in ['x']",
        "(a if b else c) + 1",
        "(a if b else c) if a else b",
        "a if (b if c else a) else b",
        "a if b else c if a else b",
        "min(a if b else c, max(a, b), clamp(c, 0, 1e-3))",
        "a or (b if c else a)",
        "not a < b",
        "True and False",
    ],
)
def test_parentheses_stand_only_where_they_are_needed(text):
    """A text with no needless parenthesis prints as it is."""
    assert text == to_text(parse(text))


def test_lists_print_in_square_brackets():
    """Round and square brackets after 'in' mean the same, and print the same."""
    assert to_text(parse("a in (1,)")) == "a in [1]"


def test_texts_print_in_single_quotation_marks():
    """Either quotation mark means the same, and prints the same."""
    assert to_text(parse('a == "listen"')) == "a == 'listen'"


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Arithmetic("*", A, Arithmetic("*", B, C)), "a * (b * c)"),
        (Negation(Arithmetic("*", A, B)), "-(a * b)"),
        (Arithmetic("+", Not(A), B), "(not a) + b"),
        (Logical("and", (Truth(True), Logical("and", (A, B)))), "True and (a and b)"),
        (Comparison(A, (("<", Comparison(B, (("<", C),))),)), "a < (b < c)"),
    ],
)
def test_a_built_tree_prints_with_its_own_grouping(tree, text):
    """Grouping is part of the tree, and never lost in print."""
    assert (text, tree) == (to_text(tree), parse(text))


def test_quoting_avoids_the_marks_inside():
    """What holds a text is quoted in double marks."""
    assert (quote("a"), quote("a == 'b'")) == ("'a'", "\"a == 'b'\"")
