"""The kinds of value, and what the checker has to say about one that does not fit."""

from __future__ import annotations

from enum import Enum

import attrs


class Type(Enum):
    """What kind of value an expression has; the value is its name in messages."""

    NUMBER = "a number"
    TRUTH = "a condition"
    TEXT = "a text"


@attrs.frozen
class Problem:
    """
    One thing in an expression that is wrong.

    Attributes:
        part: The sub-expression at fault, printed.
        problem: What is wrong with it, without a full stop.
        mend: What to do about it, without a full stop.
    """

    part: str
    problem: str
    mend: str

    def __str__(self) -> str:
        """Say the problem, then the mend."""
        return f"{self.problem}. {self.mend}."
