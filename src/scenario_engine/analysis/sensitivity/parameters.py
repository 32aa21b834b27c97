"""The numbers that an author had to estimate, each with how far it may be off."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import attrs

from scenario_engine.expressions import Expression, Negation, Number, evaluate
from scenario_engine.program.ir import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenario_engine.program.ir import Case, Chance, Program

Key = tuple[Origin, str]
"""Where a chance or a reason stands: its origin, and which number there."""

DELIVERY, CHANCE = "delivery", "chance"
ASSUMPTION = "assumption"
_RULES = (0.0, 1.0)


class Kind(Enum):
    """What a parameter is a number of."""

    NUMBER = "number"
    OFFSET = "offset"
    REASON = "reason"


@attrs.frozen
class Widths:
    """
    How far a number may be off to either side, by its evidence.

    Attributes:
        assumption: Where the author says that it is an assumption.
        reference: Where it rests on a reference.
    """

    assumption: float = 0.10
    reference: float = 0.05

    def of(self, evidence: str) -> float:
        """Return the width for *evidence*."""
        return self.assumption if evidence == ASSUMPTION else self.reference


WIDTHS = Widths()
"""The widths where none are given."""


@attrs.frozen
class Parameter:
    """
    One estimated number of a program.

    Attributes:
        name: Its place in the author's file, with ``chance``, ``delivery`` or
            ``reason 2`` last.
        kind: A plain base number; an offset added to a base that is an expression,
            in the states where that base lies strictly between 0 and 1; or what a
            reason adds.
        origin: Where it comes from.
        evidence: A reference key, or ``assumption``.
        nominal: What the author wrote; 0 for an offset and for a reason that is no
            plain number.
        low, high: The least and the greatest value it may have.
        why: The author's sentence, for a reason.
    """

    name: str
    kind: Kind
    origin: Origin
    evidence: str
    nominal: float
    low: float
    high: float
    why: str = ""


@attrs.frozen
class _Site:
    """One number as it stands in the program; several may share a key."""

    key: Key
    kind: Kind
    expression: Expression
    evidence: str
    alone: bool = False
    why: str = ""
    range: tuple[Expression, Expression] | None = None


def reason_key(position: int) -> str:
    """Return which number the reason at *position*, counted from 1, is."""
    return f"reason {position}"


def parameters(program: Program, widths: Widths = WIDTHS) -> dict[Key, Parameter]:
    """
    Return every estimated number of *program*, in the program's order.

    A base written as 0 or 1 is a rule of the scene and no estimate, and so are the
    chances of the ways to begin. A number that stands once in the author's file but
    several times in the program, as that of a persona who appears twice, is one
    parameter.

    Args:
        program: The program.
        widths: How far numbers may be off.

    Returns:
        The parameters by where they stand.
    """
    sites: dict[Key, list[_Site]] = {}
    for site in _sites(program):
        sites.setdefault(site.key, []).append(site)
    return {key: _parameter(found, widths) for key, found in sites.items()}


def plain(expression: Expression) -> float | None:
    """Return the number that *expression* is, or None if it is not plainly one."""
    match expression:
        case Number() | Negation(Number()):
            return float(evaluate(expression, {}))
        case _:
            return None


def _parameter(sites: list[_Site], widths: Widths) -> Parameter:
    first = sites[0]
    (origin, which), width = first.key, widths.of(first.evidence)
    values = {plain(site.expression) for site in sites}
    value = values.pop() if len(values) == 1 else None
    kind = Kind.OFFSET if value is None and first.kind is Kind.NUMBER else first.kind
    nominal = value or 0.0
    low, high = nominal - width, nominal + width
    if first.range is not None:
        low, high = (float(evaluate(end, {})) for end in first.range)
    if kind is Kind.NUMBER and all(site.alone for site in sites):
        low, high = max(low, 0.0), min(high, 1.0)
    if kind is Kind.REASON and nominal:
        low, high = (max(low, 0.0), high) if nominal > 0 else (low, min(high, 0.0))
    return Parameter(
        name=f"{origin.field} > {which}",
        kind=kind,
        origin=origin,
        evidence=first.evidence,
        nominal=nominal,
        low=low,
        high=high,
        why=first.why,
    )


def _sites(program: Program) -> Iterator[_Site]:
    for action in program.actions:
        if action.delivery is not None:
            yield from _of_chance(action.delivery, action.origin, DELIVERY)
        yield from _of_cases((*action.good, *action.poor))
    for stage in program.world:
        yield from _of_cases(stage.cases)


def _of_cases(cases: tuple[Case, ...]) -> Iterator[_Site]:
    for case in cases:
        for outcome in case.outcomes:
            yield from _of_chance(outcome.chance, outcome.origin, CHANCE)


def _of_chance(chance: Chance, origin: Origin, which: str) -> Iterator[_Site]:
    if plain(chance.base) not in _RULES:
        alone = not chance.reasons
        yield _Site(
            key=(origin, which),
            kind=Kind.NUMBER,
            expression=chance.base,
            evidence=chance.evidence,
            alone=alone,
            range=chance.range,
        )
    for position, reason in enumerate(chance.reasons, 1):
        key = (origin, reason_key(position))
        yield _Site(
            key=key,
            kind=Kind.REASON,
            expression=reason.by,
            evidence=chance.evidence,
            why=reason.why,
            range=reason.range,
        )
