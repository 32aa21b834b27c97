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

    from scenario_engine.expressions.tree import (
        ArithmeticSign,
        ComparisonSign,
        FunctionName,
        LogicalWord,
    )

# Deep enough for every node to stand below every other, and quick to draw.
_LEVELS: Final = 6

_RING: Final[tuple[ArithmeticSign, ...]] = ("+", "-", "*")
_FIELD: Final[tuple[ArithmeticSign, ...]] = ("+", "-", "*", "/")
_WORDS: Final[tuple[LogicalWord, ...]] = ("and", "or")
_FUNCTIONS: Final[tuple[FunctionName, ...]] = ("min", "max", "clamp")
_COMPARISONS: Final[tuple[ComparisonSign, ...]] = ("==", "!=", "<", "<=", ">", ">=")


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
    return _of_kind(grammar, kind, _Room(LONGEST, _LEVELS))


def valuations(
    names: Mapping[str, tuple[int, int]],
    symbols: Mapping[str, Sequence[str]] | None = None,
) -> SearchStrategy[dict[str, int | str]]:
    """Strategy for one value for each name; shrinks towards zero, or first texts."""
    numbers = {name: st.integers(*bounds) for name, bounds in names.items()}
    texts = {name: st.sampled_from(legal) for name, legal in (symbols or {}).items()}
    return st.fixed_dictionaries({**numbers, **texts})


@attrs.frozen
class _Room:
    """How much may still be written, and how deeply it may be nested."""

    characters: int
    levels: int

    def holds(self, overhead: int, parts: int, longest: int) -> bool:
        """Whether a node of *parts* parts fits, each of them a leaf at least."""
        return self.levels > 1 and self.characters >= overhead + parts * longest

    def share(self, overhead: int, parts: int) -> _Room:
        """Return the room of each of *parts* parts."""
        return _Room((self.characters - overhead) // parts, self.levels - 1)


@attrs.frozen
class _Grammar:
    names: dict[str, tuple[int, int]]
    symbols: dict[str, Sequence[str]]
    steady: bool

    @property
    def longest(self) -> int:
        """How long a leaf is at most when it is printed."""
        bounds = [str(bound) for pair in self.names.values() for bound in pair]
        texts = [f"'{text}'" for legal in self.symbols.values() for text in legal]
        return max(map(len, [*self.names, *self.symbols, *texts, *bounds, "'calm'"]))

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

    def forms(self, room: _Room, *forms: str) -> SearchStrategy[str]:
        """Choose one of *forms* that fits, or a leaf."""
        fitting = [form for form in forms if room.holds(*_COST[form], self.longest)]
        return st.sampled_from(["leaf", *fitting])


# For each form: the characters it adds, with parentheses around it, and the most
# parts it has. A list and what it is searched for count as four parts.
_COST: Final[dict[str, tuple[int, int]]] = {
    "negation": (3, 1),
    "not": (6, 1),
    "arithmetic": (5, 2),
    "call": (11, 3),
    "logical": (12, 3),
    "compare": (10, 3),
    "symbol": (6, 2),
    "named": (6, 2),
    "member": (16, 4),
    "if": (12, 3),
}


def _of_kind(
    grammar: _Grammar, kind: Type, room: _Room, *, whole: bool = False
) -> SearchStrategy[Expression]:
    match kind:
        case Type.NUMBER:
            return _numbers(grammar, room, whole=whole)
        case Type.TRUTH:
            return _truths(grammar, room)
        case Type.TEXT:
            return _texts(grammar, room)


@st.composite
def _numbers(
    draw: DrawFn, grammar: _Grammar, room: _Room, *, whole: bool
) -> Expression:
    form = draw(grammar.forms(room, "negation", "arithmetic", "call", "if"))
    if form == "leaf":
        return draw(grammar.whole if whole else grammar.number)
    if form == "if":
        return draw(_conditionals(grammar, Type.NUMBER, room, whole=whole))
    share = room.share(*_COST[form])
    part = _numbers(grammar, share, whole=whole)
    if form == "negation":
        return Negation(draw(part))
    if form == "call":
        function = draw(st.sampled_from(_FUNCTIONS))
        count = 3 if function == "clamp" else draw(st.integers(2, 3))
        return Call(function, tuple(draw(part) for _ in range(count)))
    sign = draw(st.sampled_from(_RING if whole else _FIELD))
    left = draw(part)
    if sign != "/":
        return Arithmetic(sign, left, draw(part))
    divisor = draw(_numbers(grammar, share, whole=grammar.steady))
    return Arithmetic(sign, left, _divisor(divisor))


@st.composite
def _truths(draw: DrawFn, grammar: _Grammar, room: _Room) -> Expression:
    named = ["named"] if grammar.names else []
    symbol = ["symbol"] if grammar.symbols else []
    form = draw(
        grammar.forms(
            room, *named, *symbol, "not", "compare", "logical", "member", "if"
        )
    )
    match form:
        case "named":
            return draw(_named_conditions(grammar))
        case "symbol":
            return draw(_symbol_conditions(grammar))
        case "not":
            return Not(draw(_truths(grammar, room.share(*_COST["not"]))))
        case "compare":
            return draw(_comparisons(grammar, room))
        case "logical":
            part = _truths(grammar, room.share(*_COST["logical"]))
            word = draw(st.sampled_from(_WORDS))
            count = draw(st.integers(2, 3))
            return Logical(word, tuple(draw(part) for _ in range(count)))
        case "member":
            return draw(_memberships(grammar, room))
        case "if":
            return draw(_conditionals(grammar, Type.TRUTH, room))
        case _:
            return Truth(draw(st.booleans()))


@st.composite
def _texts(draw: DrawFn, grammar: _Grammar, room: _Room) -> Expression:
    if draw(grammar.forms(room, "if")) == "if":
        return draw(_conditionals(grammar, Type.TEXT, room))
    return draw(grammar.text)


@st.composite
def _conditionals(
    draw: DrawFn, grammar: _Grammar, kind: Type, room: _Room, *, whole: bool = False
) -> Expression:
    share = room.share(*_COST["if"])
    branch = _of_kind(grammar, kind, share, whole=whole)
    return Conditional(draw(_truths(grammar, share)), draw(branch), draw(branch))


@st.composite
def _comparisons(draw: DrawFn, grammar: _Grammar, room: _Room) -> Expression:
    part = _numbers(grammar, room.share(*_COST["compare"]), whole=grammar.steady)
    first, second = draw(part), (draw(st.sampled_from(_COMPARISONS)), draw(part))
    if draw(st.booleans()):
        third = draw(st.sampled_from(_COMPARISONS)), draw(part)
        return Comparison(first, (second, third))
    return Comparison(first, (second,))


@st.composite
def _named_conditions(draw: DrawFn, grammar: _Grammar) -> Expression:
    name = draw(st.sampled_from(list(grammar.names)))
    value = draw(_literals(*grammar.names[name]))
    return Comparison(Name(name), ((draw(st.sampled_from(_COMPARISONS)), value),))


@st.composite
def _symbol_conditions(draw: DrawFn, grammar: _Grammar) -> Expression:
    symbol = draw(st.sampled_from(list(grammar.symbols)))
    text = Text(draw(st.sampled_from(grammar.symbols[symbol])))
    return Comparison(Name(symbol), ((draw(st.sampled_from(("==", "!="))), text),))


@st.composite
def _memberships(draw: DrawFn, grammar: _Grammar, room: _Room) -> Expression:
    negated, textual = draw(st.booleans()), draw(st.booleans())
    if grammar.symbols and textual:
        symbol = draw(st.sampled_from(list(grammar.symbols)))
        texts = st.sampled_from(grammar.symbols[symbol]).map(Text)
        chosen = draw(st.lists(texts, min_size=1, max_size=3))
        return Membership(Name(symbol), tuple(chosen), negated)
    low = min((low for low, _ in grammar.names.values()), default=0)
    high = max((high for _, high in grammar.names.values()), default=9)
    operand = draw(
        _numbers(grammar, room.share(*_COST["member"]), whole=grammar.steady)
    )
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
