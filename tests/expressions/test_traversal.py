"""The parts of a tree are visited in the order in which they are written."""

from __future__ import annotations

import pytest
from hypothesis import given

from scenario_engine.expressions import (
    Name,
    children,
    names,
    parse,
    rebuild,
    to_text,
    walk,
)

from .worlds import ANYTHING


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a", []),
        ("-a", ["a"]),
        ("not a", ["a"]),
        ("a + b", ["a", "b"]),
        ("a < b < c", ["a", "b", "c"]),
        ("a and b and c", ["a", "b", "c"]),
        ("a if b else c", ["a", "b", "c"]),
        ("a in [1, -2]", ["a", "1", "-2"]),
        ("clamp(a, b, c)", ["a", "b", "c"]),
    ],
)
def test_children_stand_in_the_order_of_the_text(text, parts):
    """The direct parts come from left to right."""
    assert parts == [to_text(part) for part in children(parse(text))]


def test_walk_visits_a_node_before_its_parts():
    """The whole comes first, then each part with all of its own."""
    visited = [to_text(part) for part in walk(parse("a + b * -c"))]

    assert visited == ["a + b * -c", "a", "b * -c", "b", "-c", "c"]


def test_names_are_found_in_every_branch():
    """Names count whether or not a state would need them."""
    expression = parse("a.x if b == 'b' else min(c, 1) in [2] and not True")

    assert frozenset({"a.x", "b", "c"}) == names(expression)


@given(ANYTHING)
def test_rebuilding_without_change_gives_an_equal_tree(expression):
    """Nothing of a node is lost when its parts are put back."""
    assert expression == rebuild(expression, lambda part: part)


def test_rebuilding_changes_the_direct_parts_alone():
    """Neither the whole nor the parts of parts are given to the change."""
    assert parse("-x") == rebuild(parse("--a"), lambda _: Name("x"))
    assert parse("x + x") == rebuild(parse("a + -b"), lambda _: Name("x"))


def test_rebuilding_leaves_the_members_of_a_list():
    """The members of a list are literals, and no change is asked for them."""
    assert parse("x in [1, -2]") == rebuild(parse("a in [1, -2]"), lambda _: Name("x"))
