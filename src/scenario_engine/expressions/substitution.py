"""Putting expressions in the place of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenario_engine.expressions.traversal import rebuild
from scenario_engine.expressions.tree import Expression, Name

if TYPE_CHECKING:
    from collections.abc import Mapping


def substitute(expression: Expression, mapping: Mapping[str, Expression]) -> Expression:
    """
    Return *expression* with the names in *mapping* replaced, all at once.

    What is put in is not searched again, so a name may stand for an expression
    that mentions it. The result may outgrow the bounds that parsing sets; all
    that works on trees still takes it, up to Python's own recursion limit.

    Args:
        expression: Any tree.
        mapping: What to put in the place of each name; other names stay.
    """
    if isinstance(expression, Name):
        return mapping.get(expression.name, expression)
    return rebuild(expression, lambda part: substitute(part, mapping))
