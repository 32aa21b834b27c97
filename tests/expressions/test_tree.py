"""Nodes are plain values."""

from __future__ import annotations

import pickle

import attrs
import pytest
from hypothesis import given

from scenario_engine.expressions import Name, Number, parse, to_text

from .worlds import ANYTHING


@given(ANYTHING)
def test_equal_trees_hash_alike(expression):
    """A tree made anew from its text is the same key."""
    assert {expression: "found"}[parse(to_text(expression))] == "found"


@given(ANYTHING)
def test_a_tree_survives_pickling(expression):
    """A tree can be sent to another process."""
    assert expression == pickle.loads(pickle.dumps(expression))


def test_a_node_cannot_be_changed():
    """Trees can be shared, for nothing can change them."""
    name = Name("trust")

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        name.name = "mood"  # type: ignore[misc]


def test_how_a_number_is_written_is_part_of_the_tree():
    """``1`` is a whole number and ``1.0`` is not, so the trees differ."""
    assert Number("1") != Number("1.0")
