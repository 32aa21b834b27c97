"""Texts become trees, or are refused with a problem and a mend."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scenario_engine.expressions import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    ExpressionError,
    Logical,
    Membership,
    Name,
    Negation,
    Not,
    Number,
    Text,
    Truth,
    parse,
    to_text,
)

from .refusals import REFUSALS

TRUST, HEARD = Name("trust"), Name("heard")
TWO = Number("2")
TOO_DEEP = (
    "The expression is nested more than 32 levels deep. "
    "Split it into simpler expressions."
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("12", Number("12")),
        ("1.50", Number("1.50")),
        ("2E-3", Number("2E-3")),
        ("'listen'", Text("listen")),
        ('"set limits"', Text("set limits")),
        ("True", Truth(True)),
        ("trust", TRUST),
        ("daughter.escalation", Name("daughter.escalation")),
        ("ward.bed.noise", Name("ward.bed.noise")),
        ("-trust", Negation(TRUST)),
        ("not trust", Not(TRUST)),
        ("trust + 2", Arithmetic("+", TRUST, TWO)),
        ("trust - 2", Arithmetic("-", TRUST, TWO)),
        ("trust * 2", Arithmetic("*", TRUST, TWO)),
        ("trust / 2", Arithmetic("/", TRUST, TWO)),
        ("trust == 2", Comparison(TRUST, (("==", TWO),))),
        ("trust != 2", Comparison(TRUST, (("!=", TWO),))),
        ("2 < trust <= 2", Comparison(TWO, (("<", TRUST), ("<=", TWO)))),
        ("2 > trust >= 2", Comparison(TWO, ((">", TRUST), (">=", TWO)))),
        ("trust or heard or 2", Logical("or", (TRUST, HEARD, TWO))),
        ("trust and heard", Logical("and", (TRUST, HEARD))),
        ("2 if heard else trust", Conditional(HEARD, TWO, TRUST)),
        ("trust in [2, -2]", Membership(TRUST, (TWO, Negation(TWO)))),
        ("trust not in (2, 'x')", Membership(TRUST, (TWO, Text("x")), True)),
        ("min(2, trust, 2)", Call("min", (TWO, TRUST, TWO))),
        ("max(2, trust)", Call("max", (TWO, TRUST))),
        ("clamp(trust, 2, 2)", Call("clamp", (TRUST, TWO, TWO))),
    ],
)
def test_a_text_becomes_a_tree(text, tree):
    """Each construct of the language becomes its own node."""
    assert tree == parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "trust+2>=heard",
        "  trust + 2 >= heard  ",
        "trust\n+ 2\r\n\t>= heard",
        "((trust) + (2)) >= (heard)",
    ],
)
def test_spacing_and_needless_parentheses_mean_nothing(text):
    """However it is laid out, the same expression gives the same tree."""
    sum_ = Arithmetic("+", TRUST, TWO)

    assert Comparison(sum_, ((">=", HEARD),)) == parse(text)


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("trust + heard * 2", "trust + (heard * 2)"),
        ("trust - heard - 2", "(trust - heard) - 2"),
        ("-trust * heard", "(-trust) * heard"),
        ("not trust == 2", "not (trust == 2)"),
        ("trust or heard and 2", "trust or (heard and 2)"),
        ("2 if trust else 2 if heard else 2", "2 if trust else (2 if heard else 2)"),
    ],
)
def test_signs_bind_as_in_python(text, grouped):
    """Without parentheses the parts group as Python groups them."""
    assert parse(grouped) == parse(text)


@pytest.mark.parametrize(("text", "message"), REFUSALS)
def test_a_refusal_says_problem_and_mend(text, message):
    """Each text that is no expression is told apart, whole message compared."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)

    assert (text, message) == (caught.value.text, str(caught.value))


@pytest.mark.parametrize(
    "text",
    [
        "-" * 40 + "trust",
        "-" * 499 + "1",
        "not " * 40 + "trust",
        "(" * 33 + "trust" + ")" * 33,
        "+".join(["a"] * 33),
        "min(1, " * 32 + "1" + ")" * 32,
    ],
)
def test_depth_is_bounded(text):
    """An expression of more than 32 levels is refused, whatever makes it deep."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)

    assert str(caught.value) == TOO_DEEP


@pytest.mark.parametrize(
    "text",
    [
        "-" * 31 + "trust",
        "(" * 32 + "trust" + ")" * 32,
        "+".join(["a"] * 32),
        "min(1, " * 31 + "1" + ")" * 31,
    ],
)
def test_32_levels_are_allowed(text):
    """The deepest expression that the bound allows is read."""
    assert parse(text) == parse(to_text(parse(text)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a" * 501,
            "The expression is 501 characters long. "
            "Split it, or shorten it to 500 characters.",
        ),
        (
            "<".join("a" * 250),
            "The expression is 997 characters long in standard spacing. "
            "Split it, or shorten it to 500 characters.",
        ),
        (
            "a in [" + "-1," * 150 + "]",
            "The expression has 302 parts. Split it, or shorten it to 256 parts.",
        ),
    ],
)
def test_length_and_size_are_bounded(text, message):
    """A text that is too long, as it stands or when printed, or too big is refused."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)

    assert message == str(caught.value)


def test_500_characters_are_allowed():
    """The longest text that the bound allows is read."""
    assert Name("a" * 500) == parse("a" * 500)


def parsed(text):
    """Return the tree of *text*, or None where it is refused in its own words."""
    try:
        return parse(text)
    except ExpressionError as refusal:
        return None if refusal.text == text else refusal


@given(st.text(max_size=60))
@example("\x00")
@example("1or 2")
@example("0_7")
@example("'\\d'")
def test_any_text_is_read_or_refused(text):
    """No text raises anything but a refusal, nor makes Python warn."""
    tree = parsed(text)

    assert tree is None or tree == parse(to_text(tree))


WORDS = "trust a.b 1 0.5 1e3 'x' True + - * / == < not and or in if else ( ) [ ] ,"


@given(
    st.lists(st.sampled_from([*WORDS.split(), "min(", "clamp("]), max_size=12).map(
        " ".join
    )
)
@example("min ( 1 ) ( 2 )")
@example("trust in [ 1 ] in [ 2 ]")
@example("[ trust ] < ( )")
def test_any_order_of_words_is_read_or_refused(text):
    """Words and signs of the language in any order are read, or refused."""
    tree = parsed(text)

    assert tree is None or tree == parse(to_text(tree))
