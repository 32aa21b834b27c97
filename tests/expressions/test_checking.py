"""Everything that is wrong with an expression is told at once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.expressions import (
    EvaluationError,
    Problem,
    Type,
    evaluate,
    parse,
    problems,
)

from .worlds import ANYTHING, KINDS, STATES

NAMES: dict[str, Type | frozenset[str]] = {
    "trust": Type.NUMBER,
    "informed": Type.NUMBER,
    "daughter.escalation": Type.NUMBER,
    "private": Type.TRUTH,
    "voice": Type.TEXT,
    "intervention": frozenset({"listen", "validate", "limit"}),
}
KNOWN = (
    "The names known here are daughter.escalation, informed, intervention, private, "
    "trust, voice."
)
NO_NUMBER = "Write a number, or the name of a variable without quotation marks."
APART = "Compare numbers with numbers, and texts with texts."


def told(text, expected, names=NAMES):
    """Return the messages about *text*."""
    return [str(problem) for problem in problems(parse(text), names, expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("informed == 1", Type.TRUTH),
        ("private", Type.TRUTH),
        ("not private or trust > informed + 1", Type.TRUTH),
        ("0 < trust <= daughter.escalation", Type.TRUTH),
        ("intervention == 'listen'", Type.TRUTH),
        ("'limit' != intervention", Type.TRUTH),
        ("intervention in ['listen', 'validate']", Type.TRUTH),
        ("voice == intervention", Type.TRUTH),
        ("voice not in ['anything']", Type.TRUTH),
        ("trust in [1, -2]", Type.TRUTH),
        ("private if trust > 1 else False", Type.TRUTH),
        ("0.35 + (0.2 if private else 0)", Type.NUMBER),
        ("clamp(trust / 4, 0, min(1, informed))", Type.NUMBER),
        ("'a' if private else voice", Type.TEXT),
    ],
)
def test_what_fits_has_no_problem(text, expected):
    """A well-typed expression over known names passes."""
    assert told(text, expected) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "informed",
            "'informed' is a number, not a condition. "
            "Write 'informed == 1', or another comparison.",
        ),
        (
            "trust + informed",
            "'trust + informed' is a number, not a condition. "
            "Write 'trust + informed >= 1', or another comparison.",
        ),
        (
            "0.5",
            "'0.5' is a number, not a condition. "
            "Write '0.5 >= 1', or another comparison.",
        ),
        (
            "voice",
            "'voice' is a text, not a condition. "
            "Write \"voice == '...'\", with the text that is meant.",
        ),
        (
            "not trust",
            "'trust' is a number, not a condition. "
            "Write 'trust == 1', or another comparison.",
        ),
        (
            "private and trust",
            "'trust' is a number, not a condition. "
            "Write 'trust == 1', or another comparison.",
        ),
        (
            "trust + private > 2",
            "'private' is a condition, not a number. Write '1 if private else 0'.",
        ),
        (
            "-(trust > 1) < 0",
            "'trust > 1' is a condition, not a number. Write '1 if trust > 1 else 0'.",
        ),
        ("voice * 2 > 1", f"'voice' is a text, not a number. {NO_NUMBER}"),
        ("min('a', 1) > 1", f"\"'a'\" is a text, not a number. {NO_NUMBER}"),
        (
            "private == True",
            "'private' is a condition, and is compared. "
            "Write 'private' or 'not private' by itself.",
        ),
        (
            "trust == True",
            "'True' is a condition, and is compared. "
            "Write '1' to compare with a number.",
        ),
        (
            "private in [1]",
            "'private' is a condition, and is compared. "
            "Write 'private' or 'not private' by itself.",
        ),
        (
            "voice == 1",
            f"'voice == 1' compares 'voice', a text, with '1', a number. {APART}",
        ),
        (
            "1 < trust < voice",
            "'trust < voice' compares 'trust', a number, with 'voice', a text. "
            + APART,
        ),
        (
            "trust in ['a', 1]",
            "\"trust in ['a', 1]\" compares 'trust', a number, with \"'a'\", a text. "
            + APART,
        ),
        (
            "'trust' >= 2",
            "\"'trust' >= 2\" compares \"'trust'\", a text, with '2', a number. "
            "Write trust without quotation marks.",
        ),
        (
            "voice < 'm'",
            "\"voice < 'm'\" puts texts in order. "
            "Compare texts by ==, !=, in or not in.",
        ),
        (
            "intervention == 'lissten'",
            "'lissten' is not a value of 'intervention'. "
            "Write 'listen', if that is meant.",
        ),
        (
            "'zzz' != intervention",
            "'zzz' is not a value of 'intervention'. "
            "Its values are 'limit', 'listen', 'validate'.",
        ),
        (
            "intervention in ['listen', 'limits']",
            "'limits' is not a value of 'intervention'. "
            "Write 'limit', if that is meant.",
        ),
        (
            "private if trust > 1 else 'a'",
            "\"private if trust > 1 else 'a'\" is a condition or a text, "
            "as the condition has it. Give both branches one kind of value.",
        ),
        (
            "1 / 0.00 > 1",
            "'1 / 0.00' divides by zero. Divide by another number.",
        ),
        ("trsut > 1", "'trsut' is not a known name. Write 'trust', if that is meant."),
        ("TRUST > 1", "'TRUST' is not a known name. Write 'trust', if that is meant."),
        (
            "escalation > 1",
            "'escalation' is not a known name. "
            "Write 'daughter.escalation', if that is meant.",
        ),
        ("xyz > 1", f"'xyz' is not a known name. {KNOWN}"),
        ("true", "'true' is not a known name. Write 'True'."),
        (
            "intervention == listen",
            "'listen' is not a known name. Put the text in quotation marks: 'listen'.",
        ),
    ],
)
def test_a_guard_that_does_not_fit_is_told(text, message):
    """Each problem has its mend, and the whole message is compared."""
    assert [message] == told(text, Type.TRUTH)


@pytest.mark.parametrize(
    ("text", "expected", "message"),
    [
        (
            "trust > 1",
            Type.NUMBER,
            "'trust > 1' is a condition, not a number. Write '1 if trust > 1 else 0'.",
        ),
        ("voice", Type.NUMBER, f"'voice' is a text, not a number. {NO_NUMBER}"),
        (
            "trust",
            Type.TEXT,
            "'trust' is a number, not a text. "
            "Write a text in quotation marks, such as 'listen'.",
        ),
    ],
)
def test_an_expression_of_another_kind_is_told(text, expected, message):
    """A chance must be a number, and a symbol a text."""
    assert [message] == told(text, expected)


def test_all_problems_are_told_in_the_order_of_the_text():
    """One look is enough to mend everything."""
    text = "not trust or xyz == 'a' or private + voice > 1 or intervention == 'lmit'"

    assert told(text, Type.TRUTH) == [
        "'trust' is a number, not a condition. "
        "Write 'trust == 1', or another comparison.",
        f"'xyz' is not a known name. {KNOWN}",
        "'private' is a condition, not a number. Write '1 if private else 0'.",
        f"'voice' is a text, not a number. {NO_NUMBER}",
        "'lmit' is not a value of 'intervention'. "
        "Write 'limit' or 'listen', if that is meant.",
    ]


def test_a_fault_is_told_once():
    """A name that is misspelt twice is one problem."""
    assert len(told("trsut > 1 and trsut < 3", Type.TRUTH)) == 1


def test_an_unknown_name_hides_no_other_problem_and_makes_none():
    """What an unknown name would be is not guessed at."""
    assert told("xyz if trust else 1", Type.TEXT, {"trust": Type.NUMBER}) == [
        "'xyz' is not a known name. The names known here are trust.",
        "'trust' is a number, not a condition. "
        "Write 'trust == 1', or another comparison.",
        "'xyz if trust else 1' is a number, not a text. "
        "Write a text in quotation marks, such as 'listen'.",
    ]


def test_long_lists_of_names_are_cut():
    """Eight names are enough to jog the memory."""
    names = {f"mood{letter}": Type.NUMBER for letter in "abcdefghij"}

    assert told("zzz", Type.NUMBER, names) == [
        "'zzz' is not a known name. The names known here are mooda, moodb, moodc, "
        "moodd, moode, moodf, moodg, moodh and 2 more."
    ]


def test_no_names_may_be_known():
    """Where only constants may stand, the mend says so."""
    assert told("trust", Type.NUMBER, {}) == [
        "'trust' is not a known name. No names are known here."
    ]


def test_a_problem_names_the_part_at_fault():
    """The part is printed canonically, for whoever shows it in place."""
    found = problems(parse("private and(trust+1)"), NAMES, Type.TRUTH)

    assert (
        Problem(
            "trust + 1",
            "'trust + 1' is a number, not a condition",
            "Write 'trust + 1 >= 1', or another comparison",
        ),
    ) == found


SIZES = ("divides by zero", "is larger than 1,000,000,000,000,000")
PYTHON_TYPES = {
    Type.NUMBER: (int, float, Fraction),
    Type.TRUTH: (bool,),
    Type.TEXT: (str,),
}


@given(ANYTHING, STATES, st.booleans())
def test_what_passes_fails_for_its_numbers_alone(expression, state, exact):
    """A checked expression is of one kind, and so is its value, if it has one."""
    (kind,) = [kind for kind in Type if not problems(expression, KINDS, kind)]
    try:
        value = evaluate(expression, state, exact=exact)
    except EvaluationError as error:
        reason = error.problem
    else:
        reason = "" if type(value) in PYTHON_TYPES[kind] else f"{value!r} is no {kind}"

    assert reason == "" or reason.endswith(SIZES)
