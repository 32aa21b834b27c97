"""Arrays of states are worth, entry by entry, what each state is worth by itself."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.expressions import (
    Call,
    Conditional,
    EvaluationError,
    Name,
    evaluate,
    parse,
)
from scenario_engine.expressions.arrays import evaluate_array

from .worlds import COUNTABLE, NUMBERS, RANGES, STATES, TRUTHS

MANY_STATES = st.lists(STATES, min_size=1, max_size=6)
DTYPES = {"trust": np.int8, "mood": np.int16, "daughter.escalation": np.int64}


def columns_of(states):
    """Return *states* as one column a name, whole numbers in their own widths."""
    return {
        name: np.array([state[name] for state in states], DTYPES.get(name))
        for name in states[0]
    }


def one_by_one(expression, states):
    """
    Evaluate *states* one at a time.

    Returns:
        The values as hexadecimal floats, or the words of the first error and the
        number of its state.
    """
    values = []
    for index, state in enumerate(states):
        try:
            values.append(evaluate(expression, state))
        except EvaluationError as error:
            return error.part, error.problem, error.mend, index
    return [float(value).hex() for value in values]


def all_at_once(expression, columns, size):
    """Evaluate all states together; the result is as in `one_by_one`."""
    try:
        values = evaluate_array(expression, columns, size)
    except EvaluationError as error:
        return error.part, error.problem, error.mend, error.index
    assert values.shape == (size,)
    return [float(value).hex() for value in values]


@given(COUNTABLE, MANY_STATES)
def test_arrays_agree_with_single_states_bit_for_bit(expression, states):
    """Values agree to the last bit, and errors to the last word."""
    together = all_at_once(expression, columns_of(states), len(states))

    assert one_by_one(expression, states) == together


@given(COUNTABLE, MANY_STATES)
def test_arrays_of_floats_agree_with_single_states(expression, states):
    """Names may be worth floats, such as a skill; the bits still agree."""
    tenths = [{name: tenth(value) for name, value in state.items()} for state in states]
    columns = {name: np.array([s[name] for s in tenths]) for name in tenths[0]}

    assert one_by_one(expression, tenths) == all_at_once(
        expression, columns, len(states)
    )


def tenth(value):
    return value if isinstance(value, str) else value / 10


@given(COUNTABLE, STATES, MANY_STATES, st.sets(st.sampled_from(sorted(RANGES))))
def test_names_may_be_worth_the_same_everywhere(expression, common, states, shared):
    """One plain value stands for a whole column of it."""
    merged = [{**state, **{name: common[name] for name in shared}} for state in states]
    columns = columns_of(merged) | {name: common[name] for name in shared}

    assert one_by_one(expression, merged) == all_at_once(
        expression, columns, len(states)
    )


@given(TRUTHS, NUMBERS, MANY_STATES)
def test_no_lane_fails_for_the_sake_of_another(test, number, states):
    """A division by zero hurts only the states that take its branch."""
    expression = Conditional(test, number, parse("1 / (mood - mood)"))

    assert one_by_one(expression, states) == all_at_once(
        expression, columns_of(states), len(states)
    )


@given(TRUTHS, MANY_STATES)
def test_conditions_are_truth_values(expression, states):
    """A condition gives an array of truth values."""
    try:
        values = evaluate_array(expression, columns_of(states), len(states))
    except EvaluationError:
        return
    assert np.bool_ == values.dtype


@pytest.mark.parametrize(
    ("text", "dtype"),
    [
        ("7", np.int64),
        ("0.5", np.float64),
        ("True", np.bool_),
        ("a", np.int64),
        ("a * a - 1", np.int64),
        ("a + 0.5", np.float64),
        ("a / 1", np.float64),
        ("min(a, 2)", np.int64),
        ("max(a, 2.0)", np.float64),
        ("1 if a > 1 else 2", np.int64),
        ("1 if a > 1 else 0.5", np.float64),
        ("a in [1]", np.bool_),
    ],
)
def test_whole_numbers_stay_whole(text, dtype):
    """Only a point, an exponent or a quotient makes floats."""
    values = evaluate_array(parse(text), {"a": np.array([1, 2, 3], np.int8)}, 3)

    assert ((3,), dtype) == (values.shape, values.dtype)


def test_small_whole_numbers_do_not_overflow():
    """A column in eight bits is counted in sixty-four."""
    values = evaluate_array(parse("a * a"), {"a": np.array([100], np.int8)}, 1)

    assert values.tolist() == [10_000]


FACTORS = [
    3,
    7,
    10**5,
    10**6,
    10**7,
    2**25,
    2**40,
    31_622_776,
    31_622_777,
    10**9,
    10**15,
]


@pytest.mark.parametrize("sign", ["+", "-", "*"])
@pytest.mark.parametrize("left", FACTORS)
@pytest.mark.parametrize("right", [*FACTORS, -1, -(10**8), -(10**15)])
def test_large_whole_numbers_fail_alike(sign, left, right):
    """No product wraps round in 64 bits: it is exact, or refused as for one state."""
    state = {"a": left, "b": right}
    columns = {name: np.array([value]) for name, value in state.items()}
    expression = parse(f"a {sign} b")

    assert one_by_one(expression, [state]) == all_at_once(expression, columns, 1)


@pytest.mark.parametrize("text", ["-a", "a * -1", "a / -1", "0.0 * -b", "a", "0 - a"])
@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_zero_has_no_sign(text, zero):
    """However it comes about, zero is one number, as for one state."""
    columns = {"a": np.array([zero, zero]), "b": 2}

    assert ["0x0.0p+0"] * 2 == all_at_once(parse(text), columns, 2)


TINY = "(1e-30 * 1e-30 * 1e-30 * 1e-30 * 1e-30 * 1e-30 * 1e-30 * 1e-30 * 1e-30 * 1e-30)"
HUGE = "(1000000 * 1000000 * 1000000)"


@pytest.mark.parametrize(
    "text",
    [
        f"1 if a > 0 else {HUGE} * {HUGE}",
        f"1 if a > 0 else 1 / {TINY} * {HUGE}",
        f"1 if a > 0 else 1 / {TINY} * {HUGE} - 1 / {TINY} * {HUGE}",
        "1 if a > 0 else 1 / (a - a)",
    ],
)
def test_numpy_never_warns(text):
    """What overflows in an untaken branch is dropped in silence."""
    values = evaluate_array(parse(text), {"a": np.array([1, 2])}, 2)

    assert [1, 1] == values.tolist()


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("1 / a", 2),
        ("a > 1 or 1 / a > 0", 2),
        ("a <= 1 and 1 / (a - 1) < 0", 1),
        ("0 <= a < 1 / a", 2),
        ("1 / a if a != 1 else 1 / (a - 1)", 1),
        ("-(1 / a) in [1]", 2),
        ("clamp(0, 1 / a, 1)", 2),
        ("not 1 / a > 0", 2),
        ("1 if 1 / a > 0 else 2", 2),
        ("-(1000000 * 1000000 * (1000 + a))", 0),
    ],
)
def test_an_error_names_the_first_state_at_fault(text, index):
    """The index is that of the first state that would fail alone."""
    with pytest.raises(EvaluationError) as caught:
        evaluate_array(parse(text), {"a": np.array([3, 1, 0, 0])}, 4)

    assert index == caught.value.index


def test_an_error_says_what_one_state_would_say():
    """The message prints the part at fault and the index of the state."""
    with pytest.raises(EvaluationError) as caught:
        evaluate_array(parse("1 + 2 / a"), {"a": np.array([1, 0])}, 2)

    assert str(caught.value) == (
        "'2 / a' divides by zero at index 1. Guard the division by a condition, "
        "or use max to keep the divisor above 0."
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 / a if a > 0 else 0", [0.5, 0.0]),
        ("a > 0 and 1 / a > 0.4", [True, False]),
        ("a == 0 or 1 / a > 0.4", [True, True]),
        ("0 < a < 1 / a", [False, False]),
        ("unknown if a > 9 else a", [2, 0]),
        ("unknown > 1 if a > 9 else True", [True, True]),
    ],
)
def test_what_a_state_does_not_need_does_not_fail(text, values):
    """As for one state, a fault in an untaken part is no fault."""
    found = evaluate_array(parse(text), {"a": np.array([2, 0])}, 2)

    assert values == found.tolist()


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a + b", 7),
        ("a > 'x'", 7),
        ("a == 'x'", 7),
        ("a < 'x'", "text"),
        ("not a", 7),
        ("a or True", 7),
        ("-a", "text"),
        ("a == True", True),
        ("a in ['x']", 7),
        ("a + 1", [1, 2]),
        ("a + 1", 10**30),
    ],
)
def test_what_fits_nowhere_fails_in_the_first_state(text, column):
    """An expression that was never checked fails as it does for one state."""
    expression = parse(text)

    assert one_by_one(expression, [{"a": column}] * 2) == all_at_once(
        expression, {"a": column}, 2
    )


def test_branches_of_two_kinds_cannot_share_an_array():
    """A tree that is a number here and a text there has no array."""
    with pytest.raises(EvaluationError) as caught:
        evaluate_array(parse("1 if a > 0 else 'x'"), {"a": np.array([1, 0])}, 2)

    assert str(caught.value) == (
        "\"1 if a > 0 else 'x'\" is not of one kind in all states. "
        "Ask `problems` before evaluating it."
    )


def test_texts_are_no_result():
    """A text can be compared, but not returned."""
    with pytest.raises(EvaluationError) as caught:
        evaluate_array(parse("'x' if a > 0 else 'y'"), {"a": np.array([1, 0])}, 2)

    assert str(caught.value) == (
        "\"'x' if a > 0 else 'y'\" is not a number or a condition. "
        "Ask `problems` before evaluating it."
    )


@pytest.mark.parametrize("text", ["a", "a + 1", "1", "True", "a > 0"])
def test_no_states_give_an_empty_array(text):
    """Size zero is a size like any other."""
    values = evaluate_array(parse(text), {"a": np.zeros(0, np.int64)}, 0)

    assert values.shape == (0,)


def test_the_result_is_a_new_array():
    """Changing the result leaves the column as it was."""
    column = np.array([1, 2])
    values = evaluate_array(Name("a"), {"a": column}, 2)
    values[0] = 9

    assert column.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (np.array([1, 2], np.uint64), [1, 2]),
        (np.array([0.5, 2], np.float32), [0.5, 2.0]),
        (np.array([True, False]), [True, False]),
        (np.int16(4), [4, 4]),
        (np.array(4), [4, 4]),
        (Fraction(1, 4), [0.25, 0.25]),
        (Decimal("0.1"), [0.1, 0.1]),
    ],
)
def test_a_column_may_be_of_any_plain_kind(column, values):
    """Widths and scalars of NumPy and numbers of Python are all taken."""
    assert values == evaluate_array(Name("a"), {"a": column}, 2).tolist()


@pytest.mark.parametrize(
    "column",
    [
        np.array(["listen", "limit"]),
        np.array(["listen", "limit"], dtype=object),
    ],
)
def test_a_column_of_texts_can_be_compared(column):
    """Texts may come as fixed-width texts or as objects."""
    assert evaluate_array(parse("said == 'listen'"), {"said": column}, 2).tolist() == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "values",
    [
        np.array([1, 10**15 + 1]),
        np.array([1, -(2**63)]),
        np.array([1, 2**64 - 1], np.uint64),
        np.array([1, np.nan]),
        np.array([1, -np.inf]),
        np.array([1, 1e300]),
    ],
)
def test_a_column_is_bounded_like_a_single_value(values):
    """What no state could hold alone is refused, in its state."""
    with pytest.raises(EvaluationError) as caught:
        evaluate_array(Name("a"), {"a": values}, 2)

    assert (
        caught.value.problem,
        caught.value.index,
    ) == ("'a' is larger than 1,000,000,000,000,000", 1)


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (
            np.zeros(3),
            "The column 'a' has shape (3,). Give one of shape (2,) or ().",
        ),
        (
            np.zeros((2, 1)),
            "The column 'a' has shape (2, 1). Give one of shape (2,) or ().",
        ),
        (
            np.array([1, "x"], dtype=object),
            "The column 'a' has dtype object. "
            "Give numbers of at most 64 bits, truth values or texts.",
        ),
        (
            np.zeros(2, np.complex128),
            "The column 'a' has dtype complex128. "
            "Give numbers of at most 64 bits, truth values or texts.",
        ),
    ],
)
def test_a_column_that_cannot_be_used_is_refused(column, message):
    """A wrong shape or dtype is told with the name of the column."""
    with pytest.raises(EvaluationError) as caught:
        evaluate_array(Name("a"), {"a": column}, 2)

    assert message == str(caught.value)


@given(st.sampled_from(["min", "max", "clamp"]), st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_functions_mix_whole_numbers_and_floats(function, arguments):
    """Whole numbers and floats are compared by value, in any order."""
    expression = Call(function, arguments)
    states = [{"trust": 1, "mood": -2, "daughter.escalation": 3, "intervention": "x"}]

    assert one_by_one(expression, states) == all_at_once(
        expression, columns_of(states), 1
    )
