"""Storm reads an expression as we do."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from stormpy.expressions import ExpressionManager, ExpressionParser

from expressions.strategies import expressions, valuations
from scenario_engine.expressions import (
    EvaluationError,
    Expression,
    Type,
    evaluate,
)
from scenario_engine.expressions.prism import to_prism

RANGES = {"trust": (0, 4), "mood": (-3, 3)}


def storms(text: str, valuation: dict[str, int]) -> Fraction | bool:
    """Return what *text* is worth in Storm, in its exact numbers."""
    manager = ExpressionManager()
    parser = ExpressionParser(manager)
    parser.set_identifier_mapping(
        {name: manager.integer(value) for name, value in valuation.items()}
    )
    read = parser.parse_from_string(text)
    if read.has_boolean_type():
        return bool(read.evaluate_as_bool())
    return Fraction(str(read.evaluate_as_rational()))


@settings(max_examples=200)
@given(
    st.one_of(expressions(RANGES, Type.NUMBER), expressions(RANGES, Type.TRUTH)),
    valuations(RANGES),
)
def test_an_expression_is_worth_the_same(
    expression: Expression, valuation: dict[str, int]
) -> None:
    """To the last digit; where ours divides by zero there is nothing to compare."""
    try:
        ours = evaluate(expression, valuation, exact=True)
    except EvaluationError:
        return

    assert ours == storms(to_prism(expression), valuation)
