"""The people who are upset."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from scenario_engine.vocabulary.fields import (
    FieldError,
    are_ids,
    are_shares,
    are_texts,
    check_name,
    is_id,
    is_prose,
    is_text,
)


@attrs.frozen(kw_only=True)
class Persona:
    """
    Somebody who is upset, apart from any one scenario.

    Attributes:
        id: Its id.
        role: Who the person is in the situation.
        situation: What happened before the scenario begins.
        need: The unmet need behind the distress.
        ladder: The ladder on which this person's escalation is told.
        traits: Numbers in 0..1 that expressions can use, such as ``reactivity``.
        triggers: Ids of the triggers this person brings along.
        voice: For each level, from 0 up, lines that the person may say there.
        calming: What helps this person.
        red_lines: What nobody may do to this person.
        accepts: What this person will accept as a good end.
        notes: What an actor needs to know to play this person.
        surface: Attributes that must not change the dynamics (a name, an accent).
        unequal: Attributes of the surface that may do so after all, each with the id
            of the reference that says why.
    """

    id: str = attrs.field(validator=is_id)
    role: str = attrs.field(validator=is_text)
    situation: str = attrs.field(default="", validator=is_prose)
    need: str = attrs.field(default="", validator=is_prose)
    ladder: str = attrs.field(validator=is_id)
    traits: Mapping[str, Decimal] = attrs.field(factory=dict, validator=are_shares)
    triggers: tuple[str, ...] = attrs.field(default=(), validator=are_ids)
    voice: tuple[tuple[str, ...], ...] = ()
    calming: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    red_lines: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    accepts: tuple[str, ...] = attrs.field(default=(), validator=are_texts)
    notes: str = attrs.field(default="", validator=is_prose)
    surface: Mapping[str, str] = attrs.field(factory=dict)
    unequal: Mapping[str, str] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Check that traits can stand in expressions, and what is unequal is there."""
        for trait in self.traits:
            check_name("traits", trait)
        for name in self.unequal:
            if name not in self.surface:
                raise FieldError(
                    f"unequal > {name}",
                    name,
                    "no attribute of the surface",
                    "Give it in `surface` too, or take it out",
                )
