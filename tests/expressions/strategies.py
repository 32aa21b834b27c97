"""Hypothesis strategies for well-typed expressions over given names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs
from hypothesis import strategies as st

from scenario_engine.expressions import (
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
    Type,
)
from scenario_engine.expressions.parsing import LONGEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DrawFn, SearchStrategy

# What a node adds to the printed text at most, names and texts left aside.
_CHARACTERS_A_NODE: Final = 15
_COMPARISONS: Final = ("==", "!=", "<", "<=", ">", ">=")


def expressions(
    names: Mapping[str, tuple[int, int]],
    kind: Type,
    *,
    symbols: Mapping[str, Sequence[str]] | None = None,
    steady: bool = False,
) -> SearchStrategy[Expression]:
    """
    Strategy for expressions that parse, and in which the checker finds no problem.

    They may divide by zero, though not by the literal ``0``. Nothing is filtered
    out, and they shrink towards the literals ``0``, ``False`` and the first text.

    Args:
        names: The number names that may be used, each with its least and its
            greatest value; literals to compare with are drawn from there.
        kind: The kind of value the expressions have.
        symbols: The text names that may be used, each with its legal texts.
        steady: Compare, and divide by, whole numbers only, so that floats and
            fractions never disagree about a condition.
    """
    grammar = _Grammar(dict(names), dict(symbols or {}), steady)
    return _of_kind(grammar, kind, grammar.budget)


def valuations(
    names: Mapping[str, tuple[int, int]],
    symbols: Mapping[str, Sequence[str]] | None = None,
) -> SearchStrategy[dict[str, int | str]]:
    """Strategy for one value for each name; shrinks towards zero, or first texts."""
    numbers = {name: st.integers(*bounds) for name, bounds in names.items()}
    texts = {name: st.sampled_from(legal) for name, legal in (symbols or {}).items()}
    return st.fixed_dictionaries({**numbers, **texts})


@attrs.frozen
class _Grammar:
    names: dict[str, tuple[int, int]]
    symbols: dict[str, Sequence[str]]
    steady: bool

    @property
    def budget(self) -> int:
        """How many nodes fit in a text of legal length, however they are put."""
        texts = [text for legal in self.symbols.values() for text in legal]
        longest = max(map(len, [*self.names, *self.symbols, *texts]), default=0)
        return max(1, LONGEST // (_CHARACTERS_A_NODE + longest))

    @property
    def whole(self) -> SearchStrategy[Expression]:
        """Names and whole numbers."""
        literals = st.integers(0, 20).map(lambda value: Number(str(value)))
        named = [st.sampled_from(list(self.names)).map(Name)] if self.names else []
        return st.one_of(literals, *named)

    @property
    def number(self) -> SearchStrategy[Expression]:
        """Names, whole numbers and decimals."""
        places = st.integers(0, 100).map(lambda n: Number(f"{n // 100}.{n % 100:02}"))
        powers = st.sampled_from(["1e-3", "2.5E1", "7e+0"]).map(Number)
        return st.one_of(self.whole, places, powers)

    @property
    def text(self) -> SearchStrategy[Expression]:
        """Texts that are legal somewhere, and symbols."""
        legal = [text for texts in self.symbols.values() for text in texts]
        leaves: list[Expression] = [*map(Text, legal), *map(Name, self.symbols)]
        return st.sampled_from(leaves or [Text("calm")])


def _of_kind(
    grammar: _Grammar, kind: Type, budget: int, *, whole: bool = False
) -> SearchStrategy[Expression]:
    match kind:
        case Type.NUMBER:
            return _numbers(grammar, budget, whole=whole)
        case Type.TRUTH:
            return _truths(grammar, budget)
        case Type.TEXT:
            return _texts(grammar, budget)


@st.composite
def _numbers(
    draw: DrawFn, grammar: _Grammar, budget: int, *, whole: bool
) -> Expression:
    signs = ("+", "-", "*") if whole else ("+", "-", "*", "/")
    forms = ("leaf", "leaf", "negation", "arithmetic", "arithmetic", "call", "if")
    form = draw(st.sampled_from(forms)) if budget > 4 else "leaf"
    match form:
        case "negation":
            return Negation(draw(_numbers(grammar, budget - 1, whole=whole)))
        case "arithmetic":
            sign, half = draw(st.sampled_from(signs)), (budget - 1) // 2
            divisor = whole or (grammar.steady and sign == "/")
            left = draw(_numbers(grammar, half, whole=whole))
            right = draw(_numbers(grammar, half, whole=divisor))
            return Arithmetic(sign, left, _divisor(right) if sign == "/" else right)
        case "call":
            function = draw(st.sampled_from(("min", "max", "clamp")))
            count = 3 if function == "clamp" else draw(st.integers(2, 3))
            part = _numbers(grammar, (budget - 1) // count, whole=whole)
            return Call(function, tuple(draw(part) for _ in range(count)))
        case "if":
            return draw(_conditionals(grammar, Type.NUMBER, budget, whole=whole))
        case _:
            return draw(grammar.whole if whole else grammar.number)


@st.composite
def _truths(draw: DrawFn, grammar: _Grammar, budget: int) -> Expression:
    forms = ["compare", "compare", "named", "not", "logical", "member", "if"]
    usable = forms if grammar.names else [form for form in forms if form != "named"]
    form = draw(st.sampled_from(["leaf", *usable])) if budget > 4 else "leaf"
    match form:
        case "compare":
            return draw(_comparisons(grammar, budget))
        case "named":
            return draw(_named_conditions(grammar))
        case "not":
            return Not(draw(_truths(grammar, budget - 1)))
        case "logical":
            count = draw(st.integers(2, 3))
            part = _truths(grammar, (budget - 1) // count)
            word = draw(st.sampled_from(("and", "or")))
            return Logical(word, tuple(draw(part) for _ in range(count)))
        case "member":
            return draw(_memberships(grammar, budget))
        case "if":
            return draw(_conditionals(grammar, Type.TRUTH, budget))
        case _:
            return Truth(draw(st.booleans()))


@st.composite
def _texts(draw: DrawFn, grammar: _Grammar, budget: int) -> Expression:
    if budget > 4 and draw(st.booleans()):
        return draw(_conditionals(grammar, Type.TEXT, budget))
    return draw(grammar.text)


@st.composite
def _conditionals(
    draw: DrawFn, grammar: _Grammar, kind: Type, budget: int, *, whole: bool = False
) -> Expression:
    third = (budget - 1) // 3
    branch = _of_kind(grammar, kind, third, whole=whole)
    return Conditional(draw(_truths(grammar, third)), draw(branch), draw(branch))


@st.composite
def _comparisons(draw: DrawFn, grammar: _Grammar, budget: int) -> Expression:
    if grammar.symbols and draw(st.booleans()):
        symbol = draw(st.sampled_from(list(grammar.symbols)))
        sign = draw(st.sampled_from(("==", "!=")))
        text = draw(st.sampled_from(grammar.symbols[symbol]))
        return Comparison(Name(symbol), ((sign, Text(text)),))
    count = draw(st.integers(1, 2))
    part = _numbers(grammar, (budget - 1) // (count + 1), whole=grammar.steady)
    first = draw(part)
    signs = [draw(st.sampled_from(_COMPARISONS)) for _ in range(count)]
    return Comparison(first, tuple((sign, draw(part)) for sign in signs))


@st.composite
def _named_conditions(draw: DrawFn, grammar: _Grammar) -> Expression:
    name = draw(st.sampled_from(list(grammar.names)))
    value = draw(_literals(*grammar.names[name]))
    return Comparison(Name(name), ((draw(st.sampled_from(_COMPARISONS)), value),))


@st.composite
def _memberships(draw: DrawFn, grammar: _Grammar, budget: int) -> Expression:
    negated = draw(st.booleans())
    if grammar.symbols and draw(st.booleans()):
        symbol = draw(st.sampled_from(list(grammar.symbols)))
        texts = st.sampled_from(grammar.symbols[symbol]).map(Text)
        chosen = draw(st.lists(texts, min_size=1, max_size=2))
        return Membership(Name(symbol), tuple(chosen), negated)
    low = min((low for low, _ in grammar.names.values()), default=0)
    high = max((high for _, high in grammar.names.values()), default=9)
    operand = draw(_numbers(grammar, budget - 3, whole=grammar.steady))
    members = draw(st.lists(_literals(low, high), min_size=1, max_size=3))
    return Membership(operand, tuple(members), negated)


def _divisor(expression: Expression) -> Expression:
    """Return *expression*, or 1 if it is the literal zero."""
    zero = isinstance(expression, Number) and float(expression.text) == 0
    return Number("1") if zero else expression


def _literals(low: int, high: int) -> SearchStrategy[Number | Negation]:
    """Whole numbers from *low* to *high*, as nodes."""
    return st.integers(low, high).map(
        lambda value: (
            Number(str(value)) if value >= 0 else Negation(Number(str(-value)))
        )
    )
