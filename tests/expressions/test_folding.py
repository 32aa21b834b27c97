"""What does not depend on the state is counted out in advance."""

from __future__ import annotations

import pytest
from hypothesis import given

from scenario_engine.expressions import (
    EvaluationError,
    Text,
    evaluate,
    fold,
    parse,
    substitute,
    to_text,
    walk,
)

from .worlds import ANYTHING, STATES


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("'a' == 'a'", "True"),
        ("'a' != 'a'", "False"),
        ("'a' in ['b', 'c']", "False"),
        ("'a' not in ['b', 'c']", "True"),
        ("1 < 2 <= 2.0", "True"),
        ("0.1 > 0.2", "False"),
        ("-1 in [1, -1]", "True"),
        ("not True", "False"),
        ("not not a > 1", "a > 1"),
        ("True and a > 1", "a > 1"),
        ("a > 1 and True", "a > 1"),
        ("False and a > 1", "False"),
        ("a > 1 and False", "False"),
        ("a > 1 and False and b > 1", "False"),
        ("False or a > 1 or False", "a > 1"),
        ("True or a > 1", "True"),
        ("a > 1 or True or b > 1", "True"),
        ("True and True", "True"),
        ("False or False", "False"),
        ("(a > 1 and b > 1) and c > 1", "a > 1 and b > 1 and c > 1"),
        ("a > 1 or (b > 1 or c > 1)", "a > 1 or b > 1 or c > 1"),
        ("a > 1 or (b > 1 and c > 1)", "a > 1 or b > 1 and c > 1"),
        ("a if True else b", "a"),
        ("a if 1 > 2 else b", "b"),
        ("a if 'x' == 'x' else 1 / 0", "a"),
        ("2 + 3 * 4", "14"),
        ("2 - 5", "-3"),
        ("--a", "a"),
        ("-0", "0"),
        ("0.5 + 0.25", "0.75"),
        ("0.35 + 0.2", "0.55"),
        ("0.5 * 4", "2.0"),
        ("6 / 3", "2.0"),
        ("1 / 4", "0.25"),
        ("1 / 1000000 / 10", "1E-7"),
        ("a + 0", "a"),
        ("0 + a", "a"),
        ("a - 0", "a"),
        ("a * 1", "a"),
        ("1 * a", "a"),
        ("a + (0.2 if 'x' == 'y' else 0)", "a"),
        ("min(3, 1.5, 2)", "1.5"),
        ("max(3, 1.5, -2)", "3"),
        ("clamp(5, 0, 1)", "1"),
        ("clamp(1, 1.0, 2)", "1.0"),
        ("clamp(-5, 0, 1)", "0"),
        ("clamp(0.5, 0, 1)", "0.5"),
    ],
)
def test_constants_are_counted_out(text, folded):
    """What is left is what the state decides."""
    assert folded == to_text(fold(parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "0.1 + 0.2",
        "1 / 3",
        "1 + 1e-20",
        "1 / 0",
        "1000000 * 10",
        "0.123456789 * 0.123456789",
        "a + 0.0",
        "a * 0",
        "a / 1",
        "0 - a",
        "1 / a > 1 and False",
        "1 / a > 1 or True",
        "a == a",
        "1 < a < 2",
        "a in [1]",
        "min(a, 1)",
        "'a' < 'b'",
    ],
)
def test_what_could_change_a_value_stays(text):
    """Rounding, faults and literals that would be too long are left alone."""
    assert text == to_text(fold(parse(text)))


@given(ANYTHING, STATES)
@pytest.mark.parametrize("exact", [False, True])
def test_folding_keeps_the_value(exact, expression, state):
    """In either mode the value, its type and its faults stay as they were."""
    assert outcome(expression, state, exact) == outcome(fold(expression), state, exact)


@given(ANYTHING, STATES)
@pytest.mark.parametrize("exact", [False, True])
def test_folding_keeps_the_value_of_constants(exact, expression, state):
    """Also where every name has been replaced by what it is worth."""
    literals = {
        name: Text(value) if isinstance(value, str) else parse(str(value))
        for name, value in state.items()
    }
    constant = substitute(expression, literals)

    assert outcome(constant, {}, exact) == outcome(fold(constant), {}, exact)


def outcome(expression, state, exact):
    """Return the type and the value, or that there is none."""
    try:
        value = evaluate(expression, state, exact=exact)
    except EvaluationError:
        return "fails"
    return type(value), value


@given(ANYTHING)
def test_folding_twice_is_folding_once(expression):
    """Nothing is left to count out."""
    assert fold(fold(expression)) == fold(expression)


@given(ANYTHING)
def test_folding_never_makes_a_tree_larger(expression):
    """A folded tree has at most as many parts."""
    folded = fold(expression)

    assert len(list(walk(folded))) <= len(list(walk(expression)))
