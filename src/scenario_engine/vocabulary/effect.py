"""What an intervention, a trigger or the world may change, and how likely that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import attrs

from scenario_engine.expressions import Expression, Truth
from scenario_engine.vocabulary.fields import (
    FieldError,
    is_prose,
    is_text,
    may_lie_in,
    not_empty,
)

ALWAYS: Expression = Truth(True)
"""The guard that every state satisfies."""

_CHANGE = re.compile(r"([+\-=])(-?[0-9]{1,3})")


@attrs.frozen
class Change:
    """
    What happens to one variable: ``+n``, ``-n`` or ``=n``.

    The result saturates at the variable's range.

    Attributes:
        kind: ``add`` or ``set``.
        amount: What is added, or the new value.
    """

    kind: Literal["add", "set"]
    amount: int

    @classmethod
    def parse(cls, text: str) -> Change:
        """
        Read a change such as ``+1``, ``-2`` or ``=0``.

        Raises:
            FieldError: If *text* is not a change.
        """
        match = _CHANGE.fullmatch(text.replace(" ", ""))
        if match is None or (match[1] != "=" and match[2].startswith("-")):
            raise FieldError(
                "change",
                text,
                "not a change",
                'Write "+1" to add, "-1" to take away, or "=0" to set',
            )
        amount = int(match[2])
        if match[1] == "=":
            return cls("set", amount)
        return cls("add", -amount if match[1] == "-" else amount)

    def __str__(self) -> str:
        """Write the change as `parse` reads it."""
        return f"={self.amount}" if self.kind == "set" else f"{self.amount:+d}"


@attrs.frozen(kw_only=True)
class Reason:
    """
    A named reason why a chance is higher or lower than its base.

    Attributes:
        when: The states in which the reason holds.
        by: What it adds to the chance.
        why: The sentence that a debrief will quote.
        range: Where *by*, a plain number, may lie; where it is not given, a width
            for its evidence is taken.
    """

    when: Expression
    by: Expression
    why: str = attrs.field(validator=is_text)
    range: tuple[Decimal, Decimal] | None = attrs.field(
        default=None, validator=may_lie_in(-1)
    )


@attrs.frozen(kw_only=True)
class Outcome:
    """
    One thing that may happen, with its chance.

    Attributes:
        chance: A number or an expression; the reasons that hold are added to it.
        reasons: Named reasons, summed onto *chance*.
        change: For each variable named, what happens to it.
        cue: What the trainee sees or hears of it.
        evidence: A reference key or ``assumption``; where it is not given, that of
            the object, the scenario or the file counts.
        range: Where *chance*, a plain number, may lie; where it is not given, a width
            for its evidence is taken.
    """

    chance: Expression
    reasons: tuple[Reason, ...] = ()
    change: Mapping[str, Change] = attrs.field(factory=dict)
    cue: str = attrs.field(default="", validator=is_prose)
    evidence: str | None = None
    range: tuple[Decimal, Decimal] | None = attrs.field(
        default=None, validator=may_lie_in(0)
    )


@attrs.frozen(kw_only=True)
class Effect:
    """
    What may happen in the states that satisfy *when*; the first that does applies.

    Attributes:
        when: The states in which this effect applies.
        outcomes: What may happen; what their chances leave over changes nothing.
    """

    when: Expression = ALWAYS
    outcomes: tuple[Outcome, ...] = attrs.field(validator=not_empty)
