"""
Guards and chances: a small part of Python's expression syntax, as trees.

`parse` reads a text, `problems` checks it, `evaluate` counts it out for one state.
For many states at once, which takes NumPy, ask by name for
`scenario_engine.expressions.arrays`.
"""

from scenario_engine.expressions.checking import problems
from scenario_engine.expressions.evaluation import evaluate
from scenario_engine.expressions.fault import EvaluationError, ExpressionError
from scenario_engine.expressions.folding import fold
from scenario_engine.expressions.kinds import Problem, Type
from scenario_engine.expressions.literals import number
from scenario_engine.expressions.parsing import parse
from scenario_engine.expressions.printing import to_text
from scenario_engine.expressions.substitution import substitute
from scenario_engine.expressions.traversal import children, names, rebuild, walk
from scenario_engine.expressions.tree import (
    Arithmetic,
    Call,
    Comparison,
    Conditional,
    Expression,
    Logical,
    Membership,
    Name,
    Negation,
    Not,
    Number,
    Text,
    Truth,
)
from scenario_engine.expressions.values import Value

__all__ = [
    "Arithmetic",
    "Call",
    "Comparison",
    "Conditional",
    "EvaluationError",
    "Expression",
    "ExpressionError",
    "Logical",
    "Membership",
    "Name",
    "Negation",
    "Not",
    "Number",
    "Problem",
    "Text",
    "Truth",
    "Type",
    "Value",
    "children",
    "evaluate",
    "fold",
    "names",
    "number",
    "parse",
    "problems",
    "rebuild",
    "substitute",
    "to_text",
    "walk",
]
