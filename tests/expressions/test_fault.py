"""Errors carry their data, in words and across processes."""

from __future__ import annotations

import pickle

import pytest

from scenario_engine.errors import ScenarioEngineError
from scenario_engine.expressions import EvaluationError, ExpressionError

REFUSED = ExpressionError("a = 1", "'=' is an assignment", "Write '=='")
FAILED = EvaluationError("1 / a", "'1 / a' divides by zero", "Guard it")
FAILED_AT = EvaluationError("1 / a", "'1 / a' divides by zero", "Guard it", 7)


@pytest.mark.parametrize("error", [REFUSED, FAILED, FAILED_AT])
def test_an_error_survives_pickling(error):
    """An error sent from another process has its words and its data."""
    copy = pickle.loads(pickle.dumps(error))

    assert (type(error), vars(error), str(error)) == (type(copy), vars(copy), str(copy))


@pytest.mark.parametrize("error", [REFUSED, FAILED])
def test_callers_catch_errors_by_the_library_s_own_base(error):
    """Whoever catches what the library refuses catches these."""
    assert isinstance(error, ScenarioEngineError)


def test_a_refusal_says_problem_then_mend():
    """Two sentences: what is wrong, and what to do."""
    assert str(REFUSED) == "'=' is an assignment. Write '=='."


def test_a_failure_in_an_array_says_where():
    """The index of the state is part of the words."""
    assert str(FAILED) == "'1 / a' divides by zero. Guard it."
    assert str(FAILED_AT) == "'1 / a' divides by zero at index 7. Guard it."
