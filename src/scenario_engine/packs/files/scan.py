"""What makes a TOML text costly to parse, found before it is parsed."""

from __future__ import annotations

import re
from typing import Final

import attrs

MOST_KEY_PARTS: Final = 16
MOST_DOTS: Final = 30_000
DEEPEST: Final = 32
LONGEST_WORD: Final = 100

# Possessive throughout, so that no text makes a match go back over itself. An opening
# quotation mark that is never closed matches nothing: parsing stops there as well.
_TOKEN = re.compile(
    r"""
      \#[^\n]*+
    | (?P<text>
        \"{3} (?: [^"\\]++ | \\. | "(?!"") )*+ \"{3,5}
      | '{3} (?: [^']++ | '(?!'') )*+ '{3,5}
      | " (?: [^"\\\n]++ | \\[^\n] )*+ "
      | ' [^'\n]*+ '
      )
    | (?P<word> [^\s"'\#\[\]{}=,.]++ )
    | (?P<sign> [\[\]{}=,.\n"'] )
    """,
    re.DOTALL | re.VERBOSE,
)


@attrs.frozen
class Costly:
    """
    What would cost too much to parse.

    Attributes:
        offset: Where it stands: characters before it.
        value: What stands there; empty where the problem says it.
        problem: What is wrong with it.
        mend: What to do about it.
    """

    offset: int
    value: str
    problem: str
    mend: str


def costly(text: str) -> Costly | None:
    """
    Find what would cost out of all proportion to parse.

    Keys of many parts take the parser memory that grows with their square, and deep
    nesting takes its stack; both fit into a small file.

    Returns:
        The first such thing, or None. Where the text is no TOML, what stands after
        the first fault may be misread here, but never what stands before it.
    """
    depth = dots = parts = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "word":
            if token.end() - token.start() > LONGEST_WORD:
                return _long_word(token)
        elif token.lastgroup == "sign":
            sign = token.group()
            parts = parts + 1 if sign == "." else 0
            dots += sign == "."
            depth += (sign in "[{") - (sign in "]}")
            if sign in "\"'":
                return None
            if parts >= MOST_KEY_PARTS or dots > MOST_DOTS:
                return _many_parts(token, alone=parts >= MOST_KEY_PARTS)
            if depth > DEEPEST:
                return _deep(token)
    return None


def _long_word(token: re.Match[str]) -> Costly:
    return Costly(
        token.start(),
        token.group()[: LONGEST_WORD // 2] + "…",
        f"{token.end() - token.start()} characters without a space or quotes",
        f"Write keys and numbers of at most {LONGEST_WORD} characters",
    )


def _many_parts(token: re.Match[str], *, alone: bool) -> Costly:
    if alone:
        problem = f"a key of more than {MOST_KEY_PARTS} parts"
        return Costly(token.start(), "", problem, "Shorten the key")
    problem = f"more than {MOST_DOTS} keys of several parts"
    return Costly(token.start(), "", problem, "Split the file")


def _deep(token: re.Match[str]) -> Costly:
    return Costly(
        token.start(),
        "",
        f"nested more than {DEEPEST} levels deep",
        "Close the brackets, or nest less",
    )
