"""Texts fall into words and signs."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenario_engine.expressions import ExpressionError
from scenario_engine.expressions.tokens import Token, read_tokens


def test_a_text_falls_into_words_numbers_texts_and_signs():
    """Each token is as it is written, and spaces are dropped."""
    tokens = read_tokens("a.b>=1.5 in['x y']")

    assert (
        Token("word", "a.b"),
        Token("sign", ">="),
        Token("number", "1.5"),
        Token("word", "in"),
        Token("sign", "["),
        Token("text", "'x y'"),
        Token("sign", "]"),
    ) == tokens


@pytest.mark.parametrize("text", ["1e5", "1E+5", "1e-5", "12.5e0"])
def test_an_exponent_belongs_to_its_number(text):
    """The sign of an exponent does not end the number."""
    assert (Token("number", text),) == read_tokens(text)


def test_a_minus_between_digits_is_a_sign():
    """``1-1`` is a difference, not one number."""
    assert [token.text for token in read_tokens("1-1")] == ["1", "-", "1"]


@pytest.mark.parametrize(
    "word", sorted({*keyword.kwlist} - {"and", "or", "not", "in", "if", "else"})
)
def test_no_other_word_of_python_passes(word):
    """Of Python's words only those of the language are let through, and the truths."""
    if word in ("True", "False"):
        assert (Token("word", word),) == read_tokens(word)
    else:
        with pytest.raises(ExpressionError, match="is not part of the language"):
            read_tokens(word)


@given(st.characters(min_codepoint=128))
def test_no_character_beyond_ascii_passes(character):
    """No two names can look alike, for no letter is borrowed from elsewhere."""
    with pytest.raises(ExpressionError, match="is not an ASCII character"):
        read_tokens(f"trust{character}")
