"""Cases as alternatives that exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import Arithmetic, Expression, Number, Truth, fold
from scenario_engine.interop.prism.symbolic import (
    State,
    both,
    chance,
    changed,
    first,
    rest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenario_engine.interop.prism.frame import Frame
    from scenario_engine.program import ir

NEVER = Truth(False)


@attrs.frozen
class Alternative:
    """
    What may happen where *guard* holds.

    Attributes:
        guard: When this is the alternative.
        outcomes: The chance of each outcome, and the state it leads to.
    """

    guard: Expression
    outcomes: tuple[tuple[Expression, State], ...]


def alternatives(
    frame: Frame, cases: Sequence[ir.Case], state: State, wish: str
) -> Iterator[Alternative]:
    """
    Yield an alternative for each of *cases* that can apply.

    Args:
        frame: What they are written in.
        cases: The first whose guard holds applies.
        state: The state that they read and change.
        wish: What the names of their formulas begin with.
    """
    guards = first([case.guard for case in cases], state)
    for number, (case, guard) in enumerate(zip(cases, guards, strict=False), start=1):
        if guard != NEVER:
            name = f"{wish}_{number}"
            outcomes = tuple(_outcomes(frame, case, state, name))
            yield Alternative(frame.define(name, guard), outcomes)


def otherwise(
    frame: Frame, cases: Sequence[ir.Case], state: State, wish: str
) -> Iterator[Alternative]:
    """Yield the alternative in which no case applies, if there can be one."""
    none = first([case.guard for case in cases], state)[-1]
    if none != NEVER:
        guard = frame.define(f"{wish}_none", none)
        yield Alternative(guard, ((Number("1"), state),))


def combined(
    deliveries: Sequence[tuple[Expression, Sequence[Alternative]]],
) -> Iterator[Alternative]:
    """
    Yield the alternatives of several deliveries at once.

    Args:
        deliveries: For each, its weight and its alternatives.
    """
    if not deliveries:
        yield Alternative(Truth(True), ())
        return
    (weight, mine), *others = deliveries
    for other in combined(others):
        for each in mine:
            weighed = tuple(
                (fold(Arithmetic("*", weight, share)), state)
                for share, state in each.outcomes
            )
            yield Alternative(both(each.guard, other.guard), weighed + other.outcomes)


def _outcomes(
    frame: Frame, case: ir.Case, state: State, wish: str
) -> Iterator[tuple[Expression, State]]:
    chances = []
    for number, outcome in enumerate(case.outcomes, start=1):
        share = frame.define(f"{wish}_{number}", chance(outcome.chance, state))
        chances.append(share)
        yield share, changed(state, outcome.changes, frame.variables)
    yield frame.define(f"{wish}_rest", rest(chances)), state
