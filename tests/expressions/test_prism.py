"""Trees print as PRISM expressions of the same value."""

from __future__ import annotations

import pytest

from scenario_engine.expressions import ExpressionError, parse
from scenario_engine.expressions.prism import to_prism


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("0.10", "0.10"),
        ("1e-3", "1e-3"),
        ("heard", "heard"),
        ("True", "true"),
        ("False", "false"),
        ("-heard", "-heard"),
        ("-(a + b)", "-(a + b)"),
        ("a + b + c", "a + b + c"),
        ("a + (b + c)", "a + (b + c)"),
        ("a - b - c", "(a - b) - c"),
        ("a - (b - c)", "a - (b - c)"),
        ("a / b * c", "(a / b) * c"),
        ("a == 1", "a = 1"),
        ("a != 1", "a != 1"),
        ("0 < a <= 2", "(0 < a) & (a <= 2)"),
        ("not a == 1", "!(a = 1)"),
        ("a == 1 and b == 2 or c == 3", "((a = 1) & (b = 2)) | (c = 3)"),
        ("a == 1 and (b == 2 or c == 3)", "(a = 1) & ((b = 2) | (c = 3))"),
        ("a in [1, -2]", "(a = 1) | (a = -2)"),
        ("a not in [1, 2]", "!((a = 1) | (a = 2))"),
        ("1 if a == 1 else 2 if b == 2 else 3", "(a = 1) ? 1 : ((b = 2) ? 2 : 3)"),
        ("min(a, b, c)", "min(min(a, b), c)"),
        ("max(a, 1)", "max(a, 1)"),
        ("clamp(a, 0, 1)", "max(0, min(a, 1))"),
    ],
)
def test_every_kind_of_node_has_a_printed_form(text, printed):
    """What a reader of PRISM expects, with parentheses where in doubt."""
    assert printed == to_prism(parse(text))


def test_a_text_is_refused():
    """A program has whole numbers only, so a text in it is a fault of ours."""
    with pytest.raises(ExpressionError) as refusal:
        to_prism(parse("intervention == 'listen'"))

    assert (
        str(refusal.value) == "'listen' is a text, and PRISM has none. "
        "Write whole numbers."
    )
