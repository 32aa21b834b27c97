"""How play is scored: instruments with items, and rules that award points."""

from __future__ import annotations

from decimal import Decimal

import attrs

from scenario_engine.expressions import Expression
from scenario_engine.vocabulary.effect import ALWAYS
from scenario_engine.vocabulary.fields import (
    distinct,
    is_id,
    is_prose,
    is_text,
    not_empty,
    one_of,
)

BETTER = ("more", "fewer", "neither")
"""Which points of an item are better."""


@attrs.frozen(kw_only=True)
class Item:
    """
    One line of an instrument.

    Attributes:
        id: Its id.
        label: A short label, not the instrument's wording.
        range: Lowest and highest points.
        better: Whether ``more`` points are better, ``fewer``, as where harm is
            counted, or ``neither``, as where something is only noted.
    """

    id: str = attrs.field(validator=is_id)
    label: str = attrs.field(validator=is_text)
    range: tuple[int, int]
    better: str = attrs.field(default="more", validator=one_of(*BETTER))


@attrs.frozen(kw_only=True)
class Instrument:
    """
    A rating scale.

    Attributes:
        id: Its id.
        title: Its name.
        items: Its lines.
        source: A reference key, or ``assumption``.
        licence: On which terms it may be used.
        imitation: Whether this only imitates the instrument's shape, so that
            scores must not be compared with published ones.
        validated_for: Whom it was validated for.
    """

    id: str = attrs.field(validator=is_id)
    title: str = attrs.field(validator=is_text)
    items: tuple[Item, ...] = attrs.field(validator=[not_empty, distinct()])
    source: str
    licence: str = attrs.field(default="", validator=is_prose)
    imitation: bool = True
    validated_for: str = attrs.field(default="", validator=is_prose)


@attrs.frozen(kw_only=True)
class ScoringRule:
    """
    Awards points to an item of an instrument.

    Attributes:
        id: Its id.
        instrument: Id of the instrument.
        item: Id of the item.
        award: Points; may be negative.
        at: ``choice``: at every choice for which *when* holds, in which the
            ``intervention``, ``technique`` and ``family`` may be named;
            ``ending``: once, at the end, where ``ending`` and ``kind`` may be.
        when: When the points are awarded.
    """

    id: str = attrs.field(validator=is_id)
    instrument: str = attrs.field(validator=is_id)
    item: str = attrs.field(validator=is_id)
    award: Decimal
    at: str = attrs.field(default="choice", validator=one_of("choice", "ending"))
    when: Expression = ALWAYS
