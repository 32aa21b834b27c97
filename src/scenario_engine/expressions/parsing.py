"""Reading a text as a tree, within bounds on length, size and depth."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from scenario_engine.expressions.fault import ExpressionError
from scenario_engine.expressions.layout import check_layout, too_deep
from scenario_engine.expressions.printing import to_text
from scenario_engine.expressions.reading import read_tree
from scenario_engine.expressions.tokens import read_tokens
from scenario_engine.expressions.traversal import walk

if TYPE_CHECKING:
    from scenario_engine.expressions.tree import Expression

LONGEST: Final = 500
MOST_NODES: Final = 256
DEEPEST: Final = 32

_LINE_BREAK_OR_TAB: Final = re.compile(r"[\t\r\n]")


def parse(text: str) -> Expression:
    """
    Read *text* as an expression.

    Spaces, tabs and line breaks between words and signs mean nothing. Nothing
    is ever evaluated or executed.

    Args:
        text: At most 500 ASCII characters, also when printed canonically.

    Returns:
        The tree: at most 256 nodes, at most 32 levels deep.

    Raises:
        ExpressionError: If *text* is not an expression of the language. The
            first fault is told.
    """
    if len(text) > LONGEST:
        problem = f"The expression is {len(text)} characters long"
        raise ExpressionError(text, problem, _shorter(LONGEST, "characters"))
    tokens = read_tokens(text)
    if not tokens:
        mend = "Write a number, a name or a condition, such as 'trust >= 2'"
        raise ExpressionError(text, "The expression is empty", mend)
    check_layout(text, tokens, DEEPEST)
    source = _LINE_BREAK_OR_TAB.sub(" ", text).strip()
    tree = read_tree(text, source, _python_tree(text, source), DEEPEST)
    _refuse_large(text, tree)
    return tree


def _python_tree(text: str, source: str) -> ast.expr:
    try:
        return ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError):
        problem = "The expression has words or signs in an order that has no meaning"
        mend = (
            "Compare it with 'trust >= 2 and not heard == 1' or '0.5 if heard else 0'"
        )
        raise ExpressionError(text, problem, mend) from None
    except (RecursionError, MemoryError):
        raise ExpressionError(text, *too_deep(DEEPEST)) from None


def _refuse_large(text: str, tree: Expression) -> None:
    nodes = sum(1 for _ in walk(tree))
    if nodes > MOST_NODES:
        problem = f"The expression has {nodes} parts"
        raise ExpressionError(text, problem, _shorter(MOST_NODES, "parts"))
    printed = len(to_text(tree))
    if printed > LONGEST:
        problem = f"The expression is {printed} characters long in standard spacing"
        raise ExpressionError(text, problem, _shorter(LONGEST, "characters"))


def _shorter(most: int, what: str) -> str:
    return f"Split it, or shorten it to {most} {what}"
