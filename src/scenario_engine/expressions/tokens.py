"""The words and signs an expression may be written in."""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from scenario_engine.expressions.fault import ExpressionError
from scenario_engine.expressions.literals import literal_fault

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind: TypeAlias = Literal["word", "number", "text", "sign"]

ALLOWED: Final = (
    "Use numbers, names, + - * /, comparisons, and, or, not, in, if-else, "
    "min, max and clamp"
)
JOINING_WORDS: Final = frozenset({"and", "or", "not", "in", "if", "else"})

_TOKEN = re.compile(
    r"""
      (?P<space>   [ \t\r\n]+ )
    | (?P<word>    [A-Za-z_][A-Za-z0-9_]* (?: \.[A-Za-z_][A-Za-z0-9_]* )* )
    | (?P<number>  \.?[0-9] (?: [eE][+-] | [A-Za-z0-9_.] )* )
    | (?P<text>    '[ !#-&(-~]*' | "[ !#-&(-~]*" )
    | (?P<refused> \*\* | // | << | >> | <> | := | && | \|\| )
    | (?P<sign>    == | != | <= | >= | [-+*/<>()\[\],] )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)

_PREFIXES: Final = frozenset(
    {"f", "r", "b", "u", "t", "fr", "rf", "br", "rb", "tr", "rt"}
)

_NO_SUCH_SIGN: Final[Mapping[str, tuple[str, str]]] = {
    "**": ("a power", "Write the product out, such as 'trust * trust'"),
    "//": ("whole-number division", "Divide with '/'"),
    "%": ("a remainder or a percentage", "Write a percentage as a decimal: 0.5"),
    "@": ("a matrix product", ALLOWED),
    "&": ("a bit operator", "Write 'and'"),
    "&&": ("another language's 'and'", "Write 'and'"),
    "|": ("a bit operator", "Write 'or'"),
    "||": ("another language's 'or'", "Write 'or'"),
    "^": ("a bit operator", ALLOWED),
    "~": ("a bit operator", "Write 'not'"),
    "!": ("another language's 'not'", "Write 'not'"),
    "<<": ("a bit operator", "Multiply instead"),
    ">>": ("a bit operator", "Divide instead"),
    "<>": ("another language's '!='", "Write '!='"),
    "=": ("an assignment or a keyword argument", "Write '==' to compare"),
    ":=": ("an assignment", "Write '==' to compare"),
    ":": ("a slice or a definition", ALLOWED),
    ";": ("a second statement", "Write one expression"),
    "{": ("a set or a dictionary", "List values in square brackets: [1, 2]"),
    "}": ("a set or a dictionary", "List values in square brackets: [1, 2]"),
    "#": ("a comment", "Put it in the file, outside the expression"),
    ".": ("a dot by itself", "Write a dotted name in one: daughter.escalation"),
}

_NO_SUCH_WORD: Final[Mapping[str, tuple[str, str]]] = {
    "is": ("an identity test", "Write '=='"),
    "None": ("no value", "Compare with a number or a text"),
    "lambda": ("a function", ALLOWED),
    "for": ("a loop", ALLOWED),
    "await": ("a wait", ALLOWED),
    "yield": ("a generator", ALLOWED),
}

_PLAIN_SPELLING: Final[Mapping[str, str]] = {
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "−": "-",  # noqa: RUF001
    "–": "-",  # noqa: RUF001
    "×": "*",  # noqa: RUF001
    "÷": "/",
    "‘": "'",  # noqa: RUF001
    "’": "'",  # noqa: RUF001
    "“": "'",
    "”": "'",
}


@attrs.frozen
class Token:
    """One word, number, text or sign, as it is written."""

    kind: Kind
    text: str


def read_tokens(text: str) -> tuple[Token, ...]:
    """
    Split *text* into the words and signs of the language.

    Nothing passes that Python's own tokenizer would read with a warning, such
    as ``1or 2``, so that what passes can be parsed in silence.

    Raises:
        ExpressionError: At the first character, word or sign that is not part
            of the language.
    """
    _refuse_foreign_characters(text)
    tokens = []
    for found in _TOKEN.finditer(text):
        kind, part = found.lastgroup, found.group()
        fault: tuple[str, str] | None = None
        match kind:
            case "word":
                fault = _word_fault(part, text[found.end() : found.end() + 1])
                tokens.append(Token("word", part))
            case "number":
                fault = literal_fault(part)
                tokens.append(Token("number", part))
            case "text" | "sign":
                tokens.append(Token("text" if kind == "text" else "sign", part))
            case "refused" | "other":
                fault = _sign_fault(part)
        if fault:
            raise ExpressionError(text, *fault)
    return tuple(tokens)


def _refuse_foreign_characters(text: str) -> None:
    if "\\" in text:
        raise ExpressionError(
            text, "A backslash is not part of the language", "Leave it out"
        )
    for character in text:
        if not character.isascii():
            shown = character if character.isprintable() else f"U+{ord(character):04X}"
            plain = _PLAIN_SPELLING.get(character)
            mend = f"Write {plain}" if plain else "Use plain letters, digits and signs"
            raise ExpressionError(text, f"{shown} is not an ASCII character", mend)


def _word_fault(word: str, following: str) -> tuple[str, str] | None:
    if following and following in "'\"" and word.lower() in _PREFIXES:
        return (
            f"'{word}' before a text (a string prefix) is not part of the language",
            "Write the text without it",
        )
    if word in JOINING_WORDS or word in ("True", "False"):
        return None
    if word in _NO_SUCH_WORD:
        return _not_part_of_it(word, *_NO_SUCH_WORD[word])
    if word.lower() in JOINING_WORDS:
        return (f"'{word}' is not a word of the language", f"Write '{word.lower()}'")
    if keyword.iskeyword(word):
        return _not_part_of_it(word, "a word of Python", ALLOWED)
    for part in word.split("."):
        if keyword.iskeyword(part):
            problem = f"'{word}' holds '{part}', a reserved word of Python"
            return (problem, "Give it another name")
    return None


def _sign_fault(sign: str) -> tuple[str, str]:
    if sign in ("'", '"'):
        return (
            "A text is not closed, or holds a quotation mark or a line break",
            "Write texts as 'listen', with no quotation marks inside",
        )
    if sign in _NO_SUCH_SIGN:
        return _not_part_of_it(sign, *_NO_SUCH_SIGN[sign])
    return (f"The character {sign!a} is not part of the language", ALLOWED)


def _not_part_of_it(part: str, meaning: str, mend: str) -> tuple[str, str]:
    return (f"'{part}' ({meaning}) is not part of the language", mend)
