"""Finding what is costly to parse, in the same places where the parser would."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.packs.files.scan import MOST_KEY_PARTS, costly


@pytest.mark.parametrize(
    "text",
    [
        ".".join("abcdefghijklmnop") + " = 1",
        "a = " + "[" * 32 + "]" * 32,
        f"{'k' * 100} = 1",
        f"a = '{'k.' * 100}'",
        f"# {'k.' * 100}",
        f'a = """\n{"k." * 100}\n"""',
        f"a = '''\n{'k.' * 100}'''''",
        "[[a.b]]\n" * 1000,
        "a = 0.5\n" * 1000,
        "a = [\n  1.5,\n  2.5,\n" + "  3.5,\n" * 100 + "]",
    ],
)
def test_what_costs_little_passes(text):
    """The bounds themselves are allowed, and texts and comments may hold anything."""
    assert costly(text) is None


def test_what_stands_after_an_unclosed_quotation_mark_is_not_looked_at():
    """The parser stops there too, so that nothing after it can cost anything."""
    bomb = ".".join("a" * 100)

    assert costly(f"a = 'x\n{bomb}") is None
    with pytest.raises(tomllib.TOMLDecodeError, match="end of document"):
        tomllib.loads(f"a = 'x\n{bomb}")


def key_parts(table):
    """Return the greatest number of keys that lead to a value of *table*."""
    if not isinstance(table, dict):
        return 0
    return 1 + max(map(key_parts, table.values()), default=0)


@given(st.text(alphabet="ab.\"'\\#=\n ", max_size=40), st.integers(14, 18))
def test_no_text_hides_a_long_key(before, parts):
    """Whatever stands before it: if TOML reads the key, it was seen here."""
    text = f"{before}\n{'.'.join('k' * parts)} = 1"
    try:
        deepest = key_parts(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return
    if deepest > MOST_KEY_PARTS:
        assert costly(text) is not None
