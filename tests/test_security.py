"""SECURITY.md names the limits that hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenario_engine.expressions import literals, parsing
from scenario_engine.packs.files import folder, reading, scan, values
from scenario_engine.packs.shell import calling
from scenario_engine.vocabulary import fields

PAGE = (Path(__file__).parent.parent / "SECURITY.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("| a data file | 1 MiB,", reading.MOST_BYTES == 2**20),
        ("at most {:,} folders down", folder.DEEPEST),
        ("| a pack's data | {:,} files,", folder.MOST_FILES),
        (" files, 16 MiB together |", folder.MOST_BYTES_TOGETHER == 16 * 2**20),
        ("| what one hook of a pack gives | {:,} objects |", calling.MOST_OBJECTS),
        ("| a data file's values | {:,}, in", values.MOST_VALUES),
        ("in tables and lists at most {:,} deep |", values.DEEPEST),
        ("in tables and lists at most {:,} deep |", scan.DEEPEST),
        ("| a key | {:,} parts", scan.MOST_KEY_PARTS),
        ("| a string | {:,} characters;", values.LONGEST_STRING),
        ("a line or description {:,} |", fields.LONGEST_TEXT),
        ("| a number | 2⁵³ in size;", values.LARGEST_NUMBER == 2**53),
        ("| an expression | {:,} characters,", parsing.LONGEST),
        (" characters, {:,} nodes,", parsing.MOST_NODES),
        (" nodes, {:,} deep,", parsing.DEEPEST),
        (" deep, numbers up to {:,} |", literals.LARGEST_NUMBER),
        ("| a scenario | {:,} turns |", fields.LONGEST_HORIZON),
    ],
)
def test_a_limit_that_is_stated_is_the_limit_that_holds(said, holds):
    """Every figure of the table is the one in the code."""
    assert holds
    assert said.format(holds) in PAGE
