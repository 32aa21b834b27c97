"""What the expression language refuses, as data and in words."""

from __future__ import annotations

from scenario_engine.errors import ScenarioEngineError


class ExpressionError(ScenarioEngineError):
    """
    A text is not an expression of the language.

    Attributes:
        text: The text as it was given.
        problem: What is wrong with it, without a full stop.
        mend: What to do about it, without a full stop.
    """

    def __init__(self, text: str, problem: str, mend: str) -> None:
        self.text = text
        self.problem = problem
        self.mend = mend
        super().__init__(text, problem, mend)

    def __str__(self) -> str:
        """Say the problem, then the mend."""
        return f"{self.problem}. {self.mend}."


class EvaluationError(ScenarioEngineError):
    """
    An expression has no value where it was evaluated.

    Attributes:
        part: The sub-expression at fault, printed.
        problem: What is wrong with it, without a full stop.
        mend: What to do about it, without a full stop.
        index: For an array of states, the first index at fault; else None.
    """

    def __init__(
        self, part: str, problem: str, mend: str, index: int | None = None
    ) -> None:
        self.part = part
        self.problem = problem
        self.mend = mend
        self.index = index
        super().__init__(part, problem, mend, index)

    def __str__(self) -> str:
        """Say where, the problem, then the mend."""
        where = "" if self.index is None else f" at index {self.index}"
        return f"{self.problem}{where}. {self.mend}."
