"""The names that the tests speak of, and shorthands for their strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from scenario_engine.expressions import Expression, Type

from .strategies import expressions, valuations

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

RANGES: Final = {"trust": (0, 4), "mood": (-3, 3), "daughter.escalation": (0, 9)}
SYMBOLS: Final = {"intervention": ("listen", "validate", "limit")}
KINDS: Final[dict[str, Type | frozenset[str]]] = {
    **dict.fromkeys(RANGES, Type.NUMBER),
    **{name: frozenset(texts) for name, texts in SYMBOLS.items()},
}

NUMBERS: Final = expressions(RANGES, Type.NUMBER, symbols=SYMBOLS)
TRUTHS: Final = expressions(RANGES, Type.TRUTH, symbols=SYMBOLS)
TEXTS: Final = expressions(RANGES, Type.TEXT, symbols=SYMBOLS)
COUNTABLE: Final[SearchStrategy[Expression]] = st.one_of(NUMBERS, TRUTHS)
ANYTHING: Final[SearchStrategy[Expression]] = st.one_of(NUMBERS, TRUTHS, TEXTS)
STEADY: Final = expressions(RANGES, Type.NUMBER, symbols=SYMBOLS, steady=True)
STATES: Final = valuations(RANGES, SYMBOLS)
